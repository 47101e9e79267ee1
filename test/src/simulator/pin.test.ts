import { describe, expect, it } from "vitest";
import { bench, codeExpected, codeRefused, pinExpected, pinRefused, submit, wrongCode } from "./client.ts";

const pin = "0417";
const steps = (requests: ReadonlyArray<{ readonly step: string }>) => requests.map(({ step }) => step);

describe("a pin after the code", () => {
  it("is asked for once the code is right; the code comes again with it", async () => {
    await using bob = await bench({ pin });
    const { ticket, code } = await bob.begin();
    const asked = await bob.token(submit(ticket, code));
    expect(asked).toMatchObject({ status: 202, body: pinExpected });
    expect((await bob.token(submit(asked.body["Token"], code, pin))).status).toBe(200);
    expect(steps(bob.broker.requests)).toEqual(["RequestToken", "SubmitCode", "SubmitPin"]);
    expect(bob.inbox.length).toBe(1);
  });

  it("may come without the code, which was accepted before", async () => {
    await using bob = await bench({ pin });
    const { ticket, code } = await bob.begin();
    const asked = await bob.token(submit(ticket, code));
    expect((await bob.token(submit(asked.body["Token"], undefined, pin))).status).toBe(200);
    expect(steps(bob.broker.requests).at(-1)).toBe("SubmitPin");
  });

  it("may take longer than the code lives", async () => {
    await using bob = await bench({ pin }, { codeLifetime: 1000 });
    const { ticket, code } = await bob.begin();
    const asked = await bob.token(submit(ticket, code));
    bob.time.now += 2000;
    expect((await bob.token(submit(asked.body["Token"], code, pin))).status).toBe(200);
  });

  it("does not make another code right", async () => {
    await using bob = await bench({ pin });
    const { ticket, code } = await bob.begin();
    const asked = await bob.token(submit(ticket, code));
    expect((await bob.token(submit(asked.body["Token"], wrongCode(code), pin))).body).toEqual(codeRefused);
  });

  it("is not asked for where it came early, with the code or before it", async () => {
    await using bob = await bench({ pin });
    const one = await bob.begin();
    expect((await bob.token(submit(one.ticket, one.code, pin))).status).toBe(200);
    const two = await bob.begin({ "PinCode": pin });
    expect((await bob.token(submit(two.ticket, two.code))).status).toBe(200);
    expect(steps(bob.broker.requests)).toEqual(["RequestToken", "SubmitCode", "RequestToken", "SubmitCode"]);
  });
});

describe("a pin before the code", () => {
  it("is asked for first; the code is sent only then", async () => {
    await using bob = await bench({ pin, pinStep: "before-code" });
    const asked = await bob.token();
    expect(asked).toMatchObject({ status: 202, body: pinExpected });
    expect(bob.inbox).toEqual([]);
    const next = await bob.token(submit(asked.body["Token"], undefined, pin));
    expect(next).toMatchObject({ status: 202, body: codeExpected });
    expect((await bob.token(submit(next.body["Token"], bob.inbox[0]?.code, pin))).status).toBe(200);
    expect(steps(bob.broker.requests)).toEqual(["RequestToken", "SubmitPin", "SubmitCode"]);
    expect(bob.inbox.length).toBe(1);
  });

  it("is not asked for where it came early", async () => {
    await using bob = await bench({ pin, pinStep: "before-code" });
    const first = await bob.token({ "PinCode": pin });
    expect(first).toMatchObject({ status: 202, body: codeExpected });
    expect((await bob.token(submit(first.body["Token"], bob.inbox[0]?.code))).status).toBe(200);
  });
});

describe("a pin alone", () => {
  it("is asked for where there is no two-factor authentication, unless it came early", async () => {
    await using bob = await bench({ pin, twoFactor: "none" });
    const asked = await bob.token();
    expect(asked).toMatchObject({ status: 202, body: pinExpected });
    expect((await bob.token(submit(asked.body["Token"], undefined, pin))).status).toBe(200);
    expect((await bob.token({ "PinCode": pin })).status).toBe(200);
    expect(bob.inbox).toEqual([]);
  });

  it.each(["9999", "417"])("%s is wrong, and the right one is still good", async (wrong) => {
    await using bob = await bench({ pin, twoFactor: "none" });
    const asked = await bob.token();
    const { status, body } = await bob.token(submit(asked.body["Token"], undefined, wrong));
    expect({ status, body }).toEqual({ status: 401, body: pinRefused });
    expect((await bob.token(submit(asked.body["Token"], undefined, pin))).status).toBe(200);
  });

  it("means nothing to an account that has none", async () => {
    await using bob = await bench({ twoFactor: "none" });
    expect((await bob.token({ "PinCode": "9999" })).status).toBe(200);
  });
});

describe("a pin that was never set", () => {
  const notSet = { State: "Expecting", Reason: "PIN code is not init" };

  it("is said where the pin would be asked for", async () => {
    await using early = await bench({ pinNotSet: true, pinStep: "before-code" });
    expect(await early.token()).toMatchObject({ status: 202, body: notSet });
    expect(early.inbox).toEqual([]);
    await using late = await bench({ pinNotSet: true });
    const { ticket, code } = await late.begin();
    expect(await late.token(submit(ticket, code))).toMatchObject({ status: 202, body: notSet });
  });
});
