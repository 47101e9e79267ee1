import { describe, expect, it } from "vitest";
import { badCredentials, bench, corrupted, locked, submit, wrongCode } from "./client.ts";

describe("lock-out", () => {
  it("comes with the 5th wrong password, for the right one too, until it is lifted", async () => {
    await using bob = await bench({ twoFactor: "none" });
    for (let i = 0; i < 5; i++) {
      expect((await bob.token({ "Password": "another" })).body).toEqual(badCredentials);
    }
    expect(await bob.token()).toMatchObject({ status: 401, body: locked });
    bob.broker.unlock("bob");
    expect((await bob.token()).status).toBe(200);
  });

  it("counts passwords, pins and codes together, and ends the login under way", async () => {
    await using bob = await bench({ pin: "0417" }, { maxFailures: 3, maxCodeAttempts: 9 });
    await bob.token({ "Password": "another" });
    const { ticket, code } = await bob.begin();
    await bob.token(submit(ticket, wrongCode(code)));
    await bob.token(submit(ticket, code, "9999"));
    expect((await bob.token(submit(ticket, code, "0417"))).body).toEqual(locked);
    bob.broker.unlock("bob");
    expect((await bob.token(submit(ticket, code, "0417"))).body).toEqual(corrupted);
  });

  it("starts counting anew after a success, and leaves other users alone", async () => {
    const users = ["bob", "ann"].map((username) => ({ username, password: "pw" }));
    await using both = await bench({}, { users, maxFailures: 2 });
    for (let i = 0; i < 3; i++) {
      await both.token({ "Password": "another" });
      expect((await both.token({ "Password": "pw" })).status).toBe(200);
    }
    for (let i = 0; i < 2; i++) await both.token({ "Password": "another" });
    expect((await both.token({ "Password": "pw" })).body).toEqual(locked);
    expect((await both.token({ "Username": "ann", "Password": "pw" })).status).toBe(200);
  });

  it("cannot be lifted for nobody", async () => {
    await using bob = await bench();
    expect(() => bob.broker.unlock("eve")).toThrow("no such user");
  });
});
