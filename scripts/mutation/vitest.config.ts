/**
 * The tests that see a mutant: those that run the sources in their own process, made quick.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { QuickestFirst } from "./QuickestFirst.ts";

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const config: ViteUserConfig = defineConfig({
  resolve: { alias: [{ find: /^fast-check$/, replacement: beside("fastCheck.ts") }] },
  test: {
    include: ["test/src/**/*.test.ts"],
    exclude: [
      "test/src/cli/**",
      "test/src/session/process.test.ts",
      "test/src/session/clocks.test.ts",
      "test/src/session/revoked.test.ts",
    ],
    // One process for all files of a run: a mutant is switched on at run time, and those that would need a new import are
    // left out.
    isolate: false,
    setupFiles: [beside("skipSlow.ts")],
    sequence: { sequencer: QuickestFirst },
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});

export default config;
