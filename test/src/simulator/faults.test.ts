import { describe, expect, it } from "vitest";
import type { Fault, SimulatorStep } from "../../../src/simulator/mod.ts";
import { type Bench, bench, codeExpected, corrupted, headersOf, submit } from "./client.ts";

const ask = (bob: Bench, signal?: AbortSignal): Promise<Response> =>
  fetch(`${bob.broker.baseUrl}/token`, {
    method: "POST",
    headers: headersOf(),
    redirect: "manual",
    ...(signal && { signal }),
  });

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe("a fault before the server's work takes its place", () => {
  const replaced = async (fault: Fault, check: (bob: Bench) => Promise<void>) => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", fault);
    await check(bob);
    expect(bob.inbox).toEqual([]);
  };

  it("drop: the connection ends without an answer", () =>
    replaced({ type: "drop" }, async (bob) => {
      await expect(ask(bob)).rejects.toThrow();
    }));

  it("hang: nothing comes", () =>
    replaced({ type: "hang" }, async (bob) => {
      const giveUp = new AbortController();
      const asked = ask(bob, giveUp.signal).then(() => "answered", () => "gave up");
      await waitFor(() => bob.broker.requests.length === 1);
      expect(await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 50, "nothing"))])).toBe(
        "nothing",
      );
      giveUp.abort();
      expect(await asked).toBe("gave up");
    }));

  it("status: any status with headers and body", () =>
    replaced(
      { type: "status", status: 503, headers: { "Retry-After": "7", "content-length": "4" }, body: "busy" },
      async (bob) => {
        const response = await ask(bob);
        expect([response.status, response.headers.get("Retry-After"), await response.text()]).toEqual([
          503,
          "7",
          "busy",
        ]);
      },
    ));

  it("status: without a body", () =>
    replaced({ type: "status", status: 204 }, async (bob) => {
      const response = await ask(bob);
      expect([response.status, await response.text()]).toEqual([204, ""]);
    }));

  it("garbage: a 200 of bytes that are no JSON, or of any", () =>
    replaced({ type: "garbage" }, async (bob) => {
      const response = await ask(bob);
      expect(response.status).toBe(200);
      await expect(response.json()).rejects.toThrow();
      const body = Uint8Array.of(0, 255, 254);
      bob.broker.setFault("RequestToken", { type: "garbage", body });
      expect(new Uint8Array(await (await ask(bob)).arrayBuffer())).toEqual(body);
    }));

  it("reset: the connection ends in the middle of the body", () =>
    replaced({ type: "reset" }, async (bob) => {
      const response = await ask(bob);
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    }));

  it("endless: the body goes on until the client goes away", () =>
    replaced({ type: "endless" }, async (bob) => {
      const response = await ask(bob);
      const reader = response.body!.getReader();
      let size = 0;
      while (size < 4 * 1024 * 1024) size += (await reader.read()).value!.length;
      await reader.cancel();
      bob.broker.clearFaults();
      expect((await bob.token()).status).toBe(202);
      bob.inbox.length = 0;
    }));

  it("redirect: 307 to anywhere, or another status", () =>
    replaced({ type: "redirect", location: "/elsewhere" }, async (bob) => {
      const first = await ask(bob);
      await first.body?.cancel();
      bob.broker.setFault("RequestToken", {
        type: "redirect",
        location: "https://evil.example/",
        status: 302,
      });
      const second = await ask(bob);
      await second.body?.cancel();
      const seen = [first, second].map(({ status, headers }) => [status, headers.get("Location")]);
      expect(seen).toEqual([[307, "/elsewhere"], [302, "https://evil.example/"]]);
    }));

  it("reply: any JSON with any status", () =>
    replaced(
      { type: "reply", status: 418, body: { State: "Unheard of", Token: null } },
      async (bob) => {
        expect(await bob.token()).toMatchObject({ status: 418, body: { State: "Unheard of", Token: null } });
        bob.broker.setFault("RequestToken", { type: "reply", body: [] });
        expect(await bob.token()).toMatchObject({ status: 200, body: [] });
      },
    ));
});

describe("delay", () => {
  it("before: the work is done late, the answer is the usual one", async () => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", { type: "delay", milliseconds: 150 });
    const start = performance.now();
    const asked = bob.token();
    await waitFor(() => bob.broker.requests.length === 1);
    expect(bob.inbox).toEqual([]);
    expect(await asked).toMatchObject({ status: 202, body: codeExpected });
    expect(performance.now() - start).toBeGreaterThan(140);
  });

  it("after: the code is there before the late answer", async () => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", { type: "delay", milliseconds: 3_600_000, when: "after" });
    const asked = bob.token().then(() => "answered", () => "cut off");
    await waitFor(() => bob.inbox.length === 1);
    await bob.broker.close();
    expect(await asked).toBe("cut off");
  });
});

describe("a fault after the server's work", () => {
  it("hides that a code was sent", async () => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", { type: "status", status: 502, when: "after", times: 1 });
    expect((await ask(bob)).status).toBe(502);
    expect(bob.inbox.length).toBe(1);
  });

  it("uses the interim token up", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    bob.broker.setFault("SubmitCode", { type: "reply", status: 500, body: {}, when: "after", times: 1 });
    expect((await bob.token(submit(ticket, code))).status).toBe(500);
    expect((await bob.token(submit(ticket, code))).body).toEqual(corrupted);
  });

  it("reset sends half of the true answer", async () => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", { type: "reset", when: "after" });
    const response = await ask(bob);
    expect(response.status).toBe(202);
    const first = await response.body!.getReader().read();
    expect(new TextDecoder().decode(first.value)).toMatch(/^\{"Step":"VerificationCode"/);
  });
});

describe("which requests are hit", () => {
  it.each<[SimulatorStep, ReadonlyArray<number>]>([
    ["RequestToken", [599]],
    ["SubmitCode", [202, 599]],
    ["SubmitPin", [202, 202, 599]],
    ["ApiRequest", [202, 202, 200, 599]],
  ])("those of the step: %s", async (step, expected) => {
    await using bob = await bench({ pin: "0417" });
    bob.broker.setFault(step, { type: "reply", status: 599, body: {} });
    const seen: Array<number> = [];
    const note = (answer: Awaited<ReturnType<typeof bob.token>>) => {
      seen.push(answer.status);
      return answer.body["Token"];
    };
    const run = async () => {
      const first = note(await bob.token());
      if (seen.includes(599)) return;
      const code = bob.inbox[0]?.code;
      const second = note(await bob.token(submit(first, code)));
      if (seen.includes(599)) return;
      const third = note(await bob.token(submit(second, code, "0417")));
      if (seen.includes(599)) return;
      note(await bob.info(third));
    };
    await run();
    expect(seen).toEqual(expected);
  });

  it("as many as are set, several faults one after another, then none", async () => {
    await using bob = await bench();
    bob.broker.setFault("RequestToken", [
      { type: "reply", status: 503, body: {}, times: 2 },
      { type: "reply", status: 429, body: {}, times: 1 },
    ]);
    const seen: Array<number> = [];
    for (let i = 0; i < 4; i++) seen.push((await bob.token()).status);
    expect(seen).toEqual([503, 503, 429, 202]);
  });

  it("until they are replaced or cleared", async () => {
    await using bob = await bench();
    const status = async () => (await bob.token()).status;
    bob.broker.setFault("RequestToken", { type: "reply", status: 503, body: {} });
    expect([await status(), await status()]).toEqual([503, 503]);
    bob.broker.setFault("RequestToken", { type: "reply", status: 429, body: {} });
    expect(await status()).toBe(429);
    bob.broker.clearFaults("SubmitCode");
    expect(await status()).toBe(429);
    bob.broker.clearFaults("RequestToken");
    expect(await status()).toBe(202);
    bob.broker.setFault("RequestToken", { type: "reply", status: 503, body: {} });
    bob.broker.clearFaults();
    expect(await status()).toBe(202);
  });
});

describe("a fault that cannot be is refused when it is set", () => {
  it.each<[string, unknown]>([
    ["type", { type: "earthquake" }],
    ["status", { type: "status", status: 99 }],
    ["Location", { type: "redirect", location: "/a\r\nb: c" }],
    ["status", { type: "redirect", location: "/", status: 200 }],
    ["milliseconds", { type: "delay", milliseconds: -1 }],
    ["times", { type: "drop", times: 0 }],
    ["when", { type: "drop", when: "meanwhile" }],
    ["body", { type: "reply", body: undefined }],
  ])("%s", async (what, fault) => {
    await using bob = await bench();
    expect(() => bob.broker.setFault("RequestToken", fault as Fault)).toThrow(what);
    expect((await bob.token()).status).toBe(202);
  });

  it("and so is a step that does not exist", async () => {
    await using bob = await bench();
    expect(() => bob.broker.setFault("Arm" as SimulatorStep, { type: "drop" })).toThrow("step");
  });
});
