/** The documentation's code is right: TypeScript compiles, scripts and files can be read, and all of it says what it is. */
import { beforeAll, describe, expect, it } from "vitest";
import { root, run } from "../package/run.ts";
import { runDeno } from "../../scripts/docs/runDeno.ts";
import { parseSettingsFile } from "../../src/cli/settings/settingsFile.ts";
import { settingNames } from "../../src/cli/settings/variables.ts";
import { type Block, blocks, blocksIn, examples, pages, placeOf } from "./pages.ts";
import { typeErrors } from "./typeErrors.ts";

const timeout = 120_000;
const of = (language: string): ReadonlyArray<Block> => blocks.filter((block) => block.language === language);
const languages = ["ts", "sh", "ini", "json", "yaml", "systemd", "dockerfile", "crontab", "text", "console"];
const made = (text: string, index: number): Block => ({
  page: "made.md",
  line: index + 1,
  language: "ts",
  runs: false,
  unknownWords: [],
  text,
});

describe("the pages", () => {
  it("are found, with their code", () => {
    expect(pages).toContain("README.md");
    expect(pages).toContain("docs/providers/imap.md");
    expect(blocks.length).toBeGreaterThan(80);
    expect(examples.length).toBeGreaterThan(60);
  });

  it("say of each block what it is written in, and whether it runs", () => {
    const strange = blocks.filter(({ language, runs, unknownWords }) =>
      !languages.includes(language) || unknownWords.length > 0 || (runs && !["ts", "sh"].includes(language))
    );
    expect(strange.map((block) => `${placeOf(block)} ${block.language}`)).toEqual([]);
  });

  it("are read as Markdown is: indented blocks, and blocks with fences in them", () => {
    const text = "1. a\n\n   ```sh run\n   echo\n     b\n   ```\n\n````text\n```sh\n````\n";
    expect(blocksIn("a.md", text)).toMatchObject([
      { line: 4, language: "sh", runs: true, text: "echo\n  b" },
      { line: 9, language: "text", runs: false, text: "```sh" },
    ]);
    expect(() => blocksIn("a.md", "```ts\n")).toThrow("a.md:1: a block does not end");
  });
});

// The compiler says the same under both runtimes: once is enough.
if (!("Deno" in globalThis)) {
  describe("TypeScript", () => {
    const wrong = [
      'import { createClient } from "@autoshares/auth";\ncreateClient({ baseUrl, appKey, username, password, provder: provider });',
      'import { imap } from "@autoshares/auth/imap";\nimap({ host: "a", user: "b", password: 5 });',
      'import { nothing } from "@autoshares/auth";',
      "undeclared();",
    ].map(made);
    let errors: Awaited<ReturnType<typeof typeErrors>>;
    beforeAll(async () => {
      errors = await typeErrors([...of("ts"), ...examples, ...wrong]);
    }, timeout);

    for (const page of new Set([...of("ts"), ...examples].map((block) => block.page))) {
      it(`of ${page} compiles`, () => {
        expect([...errors].filter(([place]) => place.startsWith(`${page}:`))).toEqual([]);
      });
    }

    it("that is wrong does not: an option's name, a value, an import, a name", () => {
      expect(wrong.map((block) => errors.get(placeOf(block))?.length)).toEqual([1, 1, 1, 1]);
      expect(errors.get("made.md:1")?.[0]).toContain("provder");
    });

    it("of the library is without errors there", () => {
      const places = [...of("ts"), ...examples, ...wrong].map(placeOf);
      expect([...errors.keys()].filter((place) => !places.includes(place))).toEqual([]);
    });
  });
}

describe("other code", () => {
  it("is shell that a POSIX shell can read", { timeout }, async () => {
    const problemOf = async (input: string): Promise<string> => {
      const { status, stderr } = await run("sh", ["-n"], { cwd: root, input });
      return status === 0 ? "" : stderr;
    };
    for (const block of of("sh")) expect(await problemOf(block.text), placeOf(block)).toBe("");
    expect(await problemOf("if true; then echo\n")).not.toBe("");
  });

  it("is settings files that the command line can read, of variables that it knows", () => {
    for (const block of of("ini")) {
      const parsed = parseSettingsFile(block.text);
      expect(parsed, placeOf(block)).not.toHaveProperty("badLine");
      if ("badLine" in parsed) continue;
      for (const part of [parsed.common, ...parsed.profiles.values()]) {
        const unknown = Object.keys(part).filter((name) => !settingNames.includes(name));
        expect(unknown, placeOf(block)).toEqual([]);
      }
    }
  });

  it("is JSON that can be parsed", () => {
    for (const block of of("json")) expect(() => JSON.parse(block.text), placeOf(block)).not.toThrow();
  });

  it("is YAML that Deno's formatter can parse", { timeout }, () => {
    const problemOf = (text: string): string => runDeno(["fmt", "--ext", "yaml", "-"], text).stderr.trim();
    for (const block of of("yaml")) expect(problemOf(`${block.text}\n`), placeOf(block)).toBe("");
    expect(problemOf("a: [1, 2\nb: {\n")).not.toBe("");
  });
});
