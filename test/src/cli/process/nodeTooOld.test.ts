import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nodeTooOld } from "../../../../src/cli/process/nodeTooOld.ts";

const root = new URL("../../../../", import.meta.url);

describe("the version of Node", () => {
  it.each(["20.20.0", "22.18.9", "18.0.0"])("%s is too old", (version) => {
    expect(nodeTooOld(version)).toBe(`needs Node 22.19 or newer; this is ${version}`);
  });

  it.each(["22.19.0", "22.20.1", "23.0.0", "24.11.1", "26.0.0-nightly"])("%s will do", (version) => {
    expect(nodeTooOld(version)).toBeUndefined();
  });

  it("that is asked for is the package's", () => {
    const { engines } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
      engines: { node: string };
    };
    expect(engines.node).toBe(">=22.19.0");
  });

  it("is looked at before all else", () => {
    const main = readFileSync(new URL("src/cli/main.ts", root), "utf8");
    expect(/^import .*$/m.exec(main)?.[0]).toBe('import "./process/requireNode.ts";');
  });
});
