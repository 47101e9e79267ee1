import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extractCode } from "../mod.ts";
import { simulate, type Simulator } from "../src/simulator/mod.ts";
import { type Outcome, run } from "./package/run.ts";

const timeout = 60_000;
const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-examples-"));
const messageFile = join(folder, "message.txt");
const codeFile = join(folder, "code.txt");
let broker: Simulator;
let receive: (code: string) => void = () => {};

beforeAll(async () => {
  broker = await simulate({
    appKey: "example key",
    users: [{ username: "bob", password: "example password", twoFactor: "sms" }],
    deliver: ({ text }) => {
      const code = extractCode(text) ?? "none";
      writeFileSync(messageFile, text);
      writeFileSync(codeFile, code);
      receive(code);
    },
  });
});

afterAll(async () => {
  await broker.close();
  rmSync(folder, { recursive: true });
});

/** Runs an example with the settings that a user would have in his environment. */
function runExample(program: string, args: ReadonlyArray<string>, input?: Promise<string>): Promise<Outcome> {
  rmSync(messageFile, { force: true });
  rmSync(codeFile, { force: true });
  return run(program, args, {
    limit: 30_000,
    env: {
      AUTOSHARES_BASE_URL: broker.baseUrl,
      AUTOSHARES_APP_KEY: "example key",
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD: "example password",
    },
    ...(input === undefined ? {} : { input }),
  });
}

function expectLogin({ status, stdout, stderr }: Outcome): void {
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^bob is logged in until \d{4}-\d\d-\d\dT[\d:.]+Z\n$/);
}

describe("the examples", () => {
  it("deno.ts logs in with the permissions that it names", { timeout }, async () => {
    const permissions = ["--allow-env", "--allow-net", "--allow-run"];
    expectLogin(await runExample("deno", ["run", ...permissions, "examples/deno.ts", "cat", codeFile]));
  });

  it.each([["node", []], ["deno", ["run", "-A"]]])(
    "effect.ts logs in under %s",
    { timeout },
    async (program, args) => {
      const outcome = await runExample(program, [...args, "examples/effect.ts", messageFile]);
      expectLogin(outcome);
      expect(outcome.stderr).toContain("SubmitCode");
    },
  );

  it.each([["node", []], ["deno", ["run", "-A"]]])(
    "node.ts takes a piped code under %s",
    { timeout },
    async (program, args) => {
      const code = new Promise<string>((resolve) => receive = resolve);
      expectLogin(await runExample(program, [...args, "examples/node.ts"], code.then((text) => `${text}\n`)));
    },
  );
});
