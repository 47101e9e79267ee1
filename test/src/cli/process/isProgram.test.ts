import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { isKnownMissing, isProgram } from "../../../../src/cli/process/isProgram.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-programs-"));
  for (const [name, mode] of [["program", 0o700], ["plain", 0o600]] as const) {
    await writeFile(join(folder, name), "#!/bin/sh\n");
    await chmod(join(folder, name), mode);
  }
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllGlobals());

describe("a program", () => {
  it.each([["program", true], ["plain", false], ["none", false], ["", false], ["program/none", false]])(
    "by its path, …/%s: %s",
    (name, is) => {
      expect(isProgram(join(folder, name))).toBe(is);
      expect(isKnownMissing(join(folder, name))).toBe(!is);
    },
  );

  it.each([["sh", true], ["no-such-program", false]])("by its name along PATH, %s: %s", (name, is) => {
    expect(isProgram(name)).toBe(is);
    expect(isKnownMissing(name)).toBe(!is);
  });

  it.each(["read", "env"])("is not looked for where Deno would have to ask for %s first", (lacking) => {
    const querySync = ({ name }: { readonly name: string }) => ({
      state: name === lacking ? "prompt" : "granted",
    });
    vi.stubGlobal("Deno", { permissions: { querySync } });
    expect(isKnownMissing("no-such-program")).toBe(false);
  });
});
