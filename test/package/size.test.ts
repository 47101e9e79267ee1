import { describe, expect, it } from "vitest";
import { budgets } from "../../scripts/size/budgets.ts";
import { entryPoints, measureSizes } from "../../scripts/size/sizes.ts";

const rows = await measureSizes();

describe("the library's size", () => {
  it("has a budget for each row that is measured, and each entry point is one", () => {
    const titles = rows.map(({ title }) => title);
    expect(Object.keys(budgets)).toEqual(titles);
    expect(titles).toEqual(expect.arrayContaining(entryPoints.map(([name]) => name)));
  });

  it.each(rows.map(({ title, alone }) => ({ title, gzipped: alone.gzipped })))(
    "$title keeps to its budget",
    ({ title, gzipped }) => {
      const what = title.startsWith("./") ? title : ".";
      expect(
        gzipped,
        `“npm run size -- --what ${what}” shows what grew; a reason to grow raises the number in scripts/size/budgets.ts`,
      ).toBeLessThanOrEqual(budgets[title]!);
    },
  );

  it.each(rows.map(({ title, alone }) => ({ title, gzipped: alone.gzipped })))(
    "$title has a budget that its own growth would meet: at most a quarter above it",
    ({ title, gzipped }) => {
      expect(budgets[title]! / gzipped).toBeLessThan(1.25);
    },
  );

  it("is for a client alone a fraction of the whole: a bundler leaves the reading of messages out", () => {
    const gzipped = (wanted: string) => rows.find(({ title }) => title === wanted)!.alone.gzipped;
    expect(gzipped(". { createClient }")).toBeLessThan(gzipped(".") / 4);
  });

  it("adds to . only a plugin's own code", () => {
    for (const { title, alone, beside } of rows) {
      if (beside !== undefined) expect(beside.gzipped, title).toBeLessThan(alone.gzipped);
    }
  });
});
