import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulate, type Simulator } from "../../../src/simulator/mod.ts";
import { type Deed, startTokenProcess } from "../../support/tokenProcess.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-revoked-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const brokerOfBob = () => simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });

/** Two processes that have the same token in memory, and go on once something has happened to it. */
async function twoWithToken(broker: Simulator, happen: () => void, ...deeds: ReadonlyArray<Deed>) {
  const start = () =>
    startTokenProcess(broker.baseUrl, "file", folder, { deeds: ["token", "wait", ...deeds] });
  using one = start();
  using other = start();
  const both = [one, other];
  for (const each of both) await expect.poll(() => each.said().waiting, { timeout: 40_000 }).toHaveLength(1);
  expect(one.said().token).toEqual(other.said().token);
  expect(broker.requestCounts.RequestToken).toBe(1);
  happen();
  for (const each of both) each.proceed();
  return await Promise.all(both.map((each) => each.end()));
}

describe("two processes whose token is revoked early", { timeout: 120_000 }, () => {
  it("log in once between them, and both get their answer", async () => {
    await using broker = await brokerOfBob();
    const all = await twoWithToken(broker, () => broker.revokeTokens(), "call", "token", "call");
    for (const said of all) expect(said).toMatchObject({ user: ["bob", "bob"], error: [], storeFailed: [] });
    const [old, ...renewed] = new Set(all.flatMap(({ token }) => token));
    expect(renewed).toHaveLength(1);
    expect(old).toBe(all[1]?.token[0]);
    // Each is refused once, and sends its request once more.
    expect(broker.requestCounts).toMatchObject({ RequestToken: 2, ApiRequest: 6 });
  });

  it("log in once between them where that is no help either, and hear that the token is refused", async () => {
    await using broker = await brokerOfBob();
    const denied = { Message: "Authorization has been denied for this request." };
    const refuse = () => broker.setFault("ApiRequest", { type: "reply", status: 401, body: denied });
    const all = await twoWithToken(broker, refuse, "call", "call", "call");
    for (const said of all) expect(said.error).toEqual(["TokenRefused", "TokenRefused", "TokenRefused"]);
    expect(broker.requestCounts).toMatchObject({ RequestToken: 2, ApiRequest: 8 });
  });
});
