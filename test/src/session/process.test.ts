import { describe, expect, it } from "vitest";
import { spawn } from "node:child_process";
import process from "node:process";
import { simulate } from "../../../src/simulator/mod.ts";

const program = `
import { createClient } from ${JSON.stringify(new URL("../../../mod.ts", import.meta.url).href)};
const [baseUrl] = process.argv.slice(-1);
const client = createClient({ baseUrl, appKey: "key", username: "bob", password: "pw" });
console.log((await client.token()).username);
`;

/** Runs a program from its text, with the runtime that runs the test. */
function run(text: string, arg: string): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const args = "Deno" in globalThis
    ? ["eval", "--ext=ts", `import process from "node:process";${text}`, arg]
    : ["--input-type=module-typescript", "--eval", text, arg];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], timeout: 20_000 });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => stdout += chunk);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, stdout }));
  });
}

describe("a client that is not closed", () => {
  it("does not keep its process alive, though its token will be renewed", { timeout: 30_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    expect(await run(program, broker.baseUrl)).toEqual({ code: 0, stdout: "bob\n" });
  });
});
