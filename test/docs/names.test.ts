/** What the documentation names is there: variables, commands, flags, files and headings. */
import { beforeAll, describe, expect, it } from "vitest";
import { settingNames, toldNames } from "../../src/cli/settings/variables.ts";
import { callsIn, type CommandLineNames, commandLineNames, unknownIn } from "./commandLineNames.ts";
import { anchorsIn, brokenLink, linksIn } from "./links.ts";
import { pages, textOf } from "./pages.ts";

describe("the pages name", () => {
  let names: CommandLineNames;
  beforeAll(async () => {
    names = await commandLineNames();
  }, 60_000);

  it("variables that the command line reads or gives", () => {
    const known = new Set([...settingNames, ...toldNames]);
    const unknown = pages.flatMap((page) =>
      Array.from(textOf(page).matchAll(/\b(?:AUTOSHARES|TWILIO)_[A-Z_]*[A-Z]\b(?!_?[…*])/g))
        .filter(([name]) => !known.has(name))
        .map(([name]) => `${page}: ${name}`)
    );
    expect(unknown).toEqual([]);
  });

  it("commands and flags that the command line has", () => {
    expect(names.get("extract")).toContain("--explain");
    const unknown = pages.flatMap((page) =>
      callsIn(textOf(page)).flatMap((call) => unknownIn(call, names).map((word) => `${page}: ${word}`))
    );
    expect(unknown).toEqual([]);
  });

  it("flags by themselves that some command has; `--allow-…` are Deno's", () => {
    const known = new Set(Array.from(names.values(), (flags) => [...flags]).flat());
    known.add("--env-file"); // Another name of `--settings-file`, which help does not list.
    const unknown = pages.flatMap((page) =>
      Array.from(textOf(page).matchAll(/`(--[a-z][a-z-]*)/g))
        .filter(([, flag = ""]) => !known.has(flag) && !flag.startsWith("--allow-"))
        .map(([, flag]) => `${page}: ${flag}`)
    );
    expect(unknown).toEqual([]);
  });

  it("files and headings that are there", () => {
    const broken = pages.flatMap((page) =>
      linksIn(textOf(page)).flatMap(({ line, target }) => {
        const problem = brokenLink(page, target);
        return problem === undefined ? [] : [`${page}:${line} ${target}: ${problem}`];
      })
    );
    expect(broken).toEqual([]);
  });
});

describe("the checks of names", () => {
  const names: CommandLineNames = new Map([["", new Set(["--help"])], ["login", new Set(["--json"])]]);
  const unknown = (page: string): ReadonlyArray<string> =>
    callsIn(page).flatMap((call) => unknownIn(call, names));

  it("find calls in blocks and in sentences, over more than one line, up to another program's words", () => {
    expect(unknown("`autoshares-auth login --jsn`")).toEqual(["login --jsn"]);
    expect(unknown("```sh\nnpx @autoshares/auth logn --json\n```")).toEqual(["logn"]);
    expect(unknown("```sh\nx=$(autoshares-auth login \\\n  --nope)\n```")).toEqual(["login --nope"]);
    expect(unknown("```systemd\nExecStart=/opt/.bin/autoshares-auth login -- prog --flag\n```")).toEqual([]);
    expect(unknown("`autoshares-auth login --json | grep --color x`, `autoshares-auth --help`")).toEqual([]);
    expect(unknown("autoshares-auth needs Node; `npm install @autoshares/auth imapflow`")).toEqual([]);
  });

  it("find links outside code, and headings as GitHub names them", () => {
    expect(linksIn("[a](b.md#c) `[d](e)` [f](https://g) ![h](i.png)\n```sh\n[j](k)\n```\n[l]: m.md\n"))
      .toEqual([
        { line: 1, target: "b.md#c" },
        { line: 1, target: "i.png" },
        { line: 5, target: "m.md" },
      ]);
    expect([...anchorsIn("# A b, c!\n## `d_e` [f](g)\n## A b, c!\n```sh\n# no\n```\n")]).toEqual([
      "a-b-c",
      "d_e-f",
      "a-b-c-1",
    ]);
    expect(brokenLink("docs/errors.md", "#errors")).toBeUndefined();
    expect(brokenLink("docs/errors.md", "#nothing")).toBe("there is no such heading");
    expect(brokenLink("docs/errors.md", "nothing.md")).toBe("there is no such file");
    expect(brokenLink("docs/errors.md", "../mod.ts")).toBeUndefined();
    expect(brokenLink("README.md", "../elsewhere.md")).toBe("is outside the repository");
  });
});
