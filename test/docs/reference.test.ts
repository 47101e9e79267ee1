/** Everything public is documented. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { entryPoints } from "../../scripts/docs/entryPoints.ts";
import { lintDocs } from "../../scripts/docs/lint.ts";
import { root } from "../../scripts/support/root.ts";

const timeout = 60_000;
const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-reference-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the reference", () => {
  it("has every export, every property and every type that one names", { timeout }, () => {
    expect(lintDocs()).toBe("");
  });

  it("is checked: what is not documented, or cannot be imported, is found", { timeout }, () => {
    const file = join(folder, "undocumented.ts");
    writeFileSync(
      file,
      `interface Hidden { readonly a: string }
      export const undocumented = 1;
      /** Documented. */
      export interface Shown { readonly hidden: Hidden }`,
    );
    const found = lintDocs([file]);
    expect(found).toContain("missing-jsdoc");
    expect(found).toContain("references private type 'Hidden'");
  });

  it("begins each entry point with what it is for", () => {
    const paths = [...entryPoints().values()];
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      expect(readFileSync(join(root, path), "utf8"), path).toMatch(
        /^(?:#!.*\n)?\/\*\*\n \* [A-Z](?:.*\n \*)+ @module\n/,
      );
    }
  });
});
