import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

const timeout = 120_000;

describe("the JSR package", () => {
  it(
    "passes the registry's checks, slow types among them, and holds sources and texts only",
    { timeout },
    async () => {
      const { status, stdout, stderr } = await run("deno", ["publish", "--dry-run", "--allow-dirty"]);
      expect(stderr).toContain("Dry run complete");
      expect(status).toBe(0);
      const files = `${stdout}${stderr}`.match(/file:\/\/\S+/g) ?? [];
      const names = new Set(files.map((url) => url.slice(url.indexOf("/", "file:///".length))));
      const ending = (end: string) => [...names].some((name) => name.endsWith(end));
      for (
        const end of [
          "/mod.ts",
          "/src/cli/main.ts",
          "/src/simulator/mod.ts",
          "/plugins/stdin.ts",
          "/deno.json",
        ]
      ) {
        expect(ending(end), end).toBe(true);
      }
      for (const end of ["/README.md", "/LICENSE", "/CHANGELOG.md"]) expect(ending(end), end).toBe(true);
      const foreign = [...names].filter((name) =>
        !/\/((src|plugins)\/.*\.ts|mod\.ts|deno\.json|[A-Z]+(\.md)?)$/.test(name)
      );
      expect(foreign).toEqual([]);
      expect([...names].filter((name) => /\.test\.ts$|\/(test|examples|bench|scripts)\//.test(name))).toEqual(
        [],
      );
    },
  );
});
