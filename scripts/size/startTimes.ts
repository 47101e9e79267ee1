/**
 * How long an import of the built package takes, beside what it is made of.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { root } from "../support/root.ts";
import { median } from "../support/statistics.ts";
import { importedModules } from "./importedModules.ts";

/** How often each import is timed. */
export const rounds = 21;

/** What is imported, and how long that took. */
export interface StartRow {
  readonly title: string;
  /** Milliseconds, the median. */
  readonly median: number;
  /** Milliseconds of processor time, the median: a busy machine changes it less. */
  readonly processor: number;
}

const runtimes = {
  Node: ["node"],
  Deno: ["deno", "run", "-A", "--no-lock", "--node-modules-dir=manual"],
} as const;

/** A runtime that the library supports. */
export type Runtime = keyof typeof runtimes;

interface Taken {
  readonly elapsed: number;
  readonly processor: number;
}

function takenBy([program, ...args]: ReadonlyArray<string>, folder: string, file: string): Taken {
  const { status, stdout, stderr, error } = spawnSync(program!, [...args, file], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1" },
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${file} ended with status ${status}: ${stderr}`);
  return JSON.parse(stdout) as Taken;
}

/** Says on stdout what an import took. */
const timing = `import process from "node:process";
const used = process.cpuUsage();
const begun = performance.now();
await import("imported");
const elapsed = performance.now() - begun;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ elapsed, processor: (user + system) / 1000 }));
`;

/**
 * Times the imports in fresh processes, in turns, so that a busy moment meets all of them.
 *
 * @param runtime Which runtime.
 * @returns A row for each import, the built package's last. Rejects where one fails, as without a build in `npm/`.
 */
export async function measureStart(runtime: Runtime): Promise<ReadonlyArray<StartRow>> {
  const modules = await importedModules();
  const imports = (names: ReadonlyArray<string>) => names.map((name) => `import ${JSON.stringify(name)};\n`);
  const kinds: ReadonlyArray<readonly [title: string, source: string]> = [
    ["effect (everything) and ofetch", imports(["effect", "ofetch"]).join("")],
    ["the same parts of effect, and ofetch", imports(modules).join("")],
    ["@autoshares/auth", imports(["@autoshares/auth"]).join("")],
  ];
  const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-size-"));
  try {
    await mkdir(join(folder, "node_modules", "@autoshares"), { recursive: true });
    for (const name of ["effect", "ofetch"]) {
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    symlinkSync(join(root, "npm"), join(folder, "node_modules", "@autoshares", "auth"));
    writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
    kinds.forEach(([, source], index) => {
      writeFileSync(join(folder, `imports${index}.js`), source);
      writeFileSync(
        join(folder, `time${index}.js`),
        timing.replace("imported", `./imports${index}.js`),
      );
    });
    const taken = kinds.map((): Array<Taken> => []);
    for (let round = -1; round < rounds; round++) {
      taken.forEach((all, index) => {
        const one = takenBy(runtimes[runtime], folder, `time${index}.js`);
        // The first round fills the runtime's caches.
        if (round >= 0) all.push(one);
      });
    }
    return kinds.map(([title], index) => ({
      title,
      median: median(taken[index]!.map(({ elapsed }) => elapsed)),
      processor: median(taken[index]!.map(({ processor }) => processor)),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
