import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulator/mod.ts";
import { startProgram } from "../../support/program.ts";

const program = `
import { createClient } from ${JSON.stringify(new URL("../../../mod.ts", import.meta.url).href)};
const [baseUrl] = process.argv.slice(-1);
const client = createClient({ baseUrl, appKey: "key", username: "bob", password: "pw" });
console.log((await client.token()).username);
`;

describe("a client that is not closed", () => {
  it("does not keep its process alive, though its token will be renewed", { timeout: 30_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    expect(await startProgram(program, [broker.baseUrl], 20_000).ended).toEqual({ code: 0, stdout: "bob\n" });
  });
});
