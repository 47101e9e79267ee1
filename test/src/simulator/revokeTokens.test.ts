import { describe, expect, it } from "vitest";
import { type Bench, bench, submit } from "./client.ts";

const twoUsers = () => bench({}, { users: ["bob", "ann"].map((username) => ({ username, password: "pw" })) });

async function tokenOf(both: Bench, username: string): Promise<string> {
  const { body } = await both.token({ "Username": username, "Password": "pw" });
  return body["Token"]!;
}

describe("revoked tokens", () => {
  it("get 401, all that the user has; other users keep theirs", async () => {
    await using both = await twoUsers();
    const bobs = [await tokenOf(both, "bob"), await tokenOf(both, "bob")];
    const anns = await tokenOf(both, "ann");
    both.broker.revokeTokens("bob");
    for (const token of bobs) {
      expect(await both.info(token)).toMatchObject({
        status: 401,
        body: { Message: "Authorization has been denied for this request." },
      });
    }
    expect((await both.info(anns)).status).toBe(200);
  });

  it("are everybody's where no user is named", async () => {
    await using both = await twoUsers();
    const tokens = [await tokenOf(both, "bob"), await tokenOf(both, "ann")];
    both.broker.revokeTokens();
    for (const token of tokens) expect((await both.info(token)).status).toBe(401);
  });

  it("are none of those that come later, by a login under way or a new one", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    bob.broker.revokeTokens("bob");
    const { body } = await bob.token(submit(ticket, code));
    expect((await bob.info(body["Token"])).status).toBe(200);
  });

  it("are nobody's where there is no such user", async () => {
    await using both = await twoUsers();
    const token = await tokenOf(both, "bob");
    expect(() => both.broker.revokeTokens("eve")).toThrow("no such user");
    expect(() => both.broker.revokeTokens("")).toThrow("no such user");
    expect((await both.info(token)).status).toBe(200);
  });
});
