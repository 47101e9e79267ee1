import { describe, expect, it, vi } from "vitest";
import process from "node:process";
import { type CodeDelivery, type DeliveryProblem, toConsole } from "../../../../src/simulator/mod.ts";
import { bench, submit } from "../client.ts";

async function stderrOf(run: () => Promise<void>): Promise<string> {
  let written = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return written;
}

describe("the message", () => {
  it("by SMS is the platform's", async () => {
    await using bob = await bench({ twoFactor: "sms", phone: "+12015550199" });
    const { code } = await bob.begin();
    expect(bob.inbox).toEqual([{
      code,
      username: "bob",
      channel: "sms",
      to: "+12015550199",
      from: "CentrSoobsh",
      text: `Type ${code} to access the platform`,
    }]);
  });

  it("by email is the platform's", async () => {
    await using bob = await bench({ twoFactor: "email" });
    const { code } = await bob.begin();
    const [message] = bob.inbox;
    expect(message).toMatchObject({
      channel: "email",
      to: "bob@example.com",
      from: expect.stringMatching(/^ETNA Trader </),
      subject: "Disposable password",
      text: `Type ${code} to access the platform.\n\nThanks for using ETNA Trader,\nThe ETNA\n`,
    });
    expect(message?.html).toContain(`<p>Type ${code} to access the platform.</p>`);
    expect(message?.html).toContain("<p>Thanks for using ETNA Trader,<br>The ETNA</p>");
    expect(message?.html).toMatch(/<img [^>]*>/);
  });

  it("goes to an address of the user's own, whatever his name", async () => {
    const users = ["bob@broker.example", "bjørn hansen"].map((username) => (
      { username, password: "pw", twoFactor: "email" as const }
    ));
    await using both = await bench({}, { users });
    for (const { username } of users) await both.token({ "Username": username, "Password": "pw" });
    expect(both.inbox.map(({ to }) => to)).toEqual([
      "bob@broker.example",
      expect.stringMatching(/^user\d+@example\.com$/),
    ]);
  });
});

describe("when it comes", () => {
  it("before the answer, however long it takes", async () => {
    const { promise: handedOver, resolve } = Promise.withResolvers<void>();
    let answered = false;
    await using bob = await bench({}, { deliver: () => handedOver });
    const asked = bob.token().then(() => answered = true);
    while (bob.broker.requests.length === 0) await new Promise((go) => setTimeout(go, 5));
    await new Promise((go) => setTimeout(go, 30));
    expect(answered).toBe(false);
    resolve();
    await asked;
  });

  it("or after it", async () => {
    const { promise: code, resolve } = Promise.withResolvers<string>();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const deliver = async (delivery: CodeDelivery) => {
      await answered;
      resolve(delivery.code);
    };
    await using bob = await bench({}, { deliver, deliverBeforeReply: false });
    const { body } = await bob.token();
    answer();
    expect((await bob.token(submit(body["Token"], await code))).status).toBe(200);
  });

  it("or not at all, once the simulator is closed: its signal says so", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<string>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const deliver = (_delivery: CodeDelivery, signal: AbortSignal) => {
      signal.addEventListener("abort", () => resolve("aborted"));
      begin();
      return new Promise<void>(() => {});
    };
    const bob = await bench({}, { deliver });
    const asked = bob.token().catch(() => {});
    await begun;
    await bob.broker.close();
    await asked;
    expect(await aborted).toBe("aborted");
  });
});

describe("a delivery that fails", () => {
  const failing: ReadonlyArray<[string, (delivery: CodeDelivery) => Promise<void>]> = [
    ["throws", ({ code }) => {
      throw new Error(`no way to send ${code}`);
    }],
    ["rejects", ({ code }) => Promise.reject(new Error(`no way to send ${code}`))],
  ];

  it.each(failing)(
    "%s: it is said on stderr, without the code, and the server goes on",
    async (_what, deliver) => {
      let code = "";
      const written = await stderrOf(async () => {
        const noting = (delivery: CodeDelivery) => {
          code = delivery.code;
          return deliver(delivery);
        };
        await using bob = await bench({}, { deliver: noting });
        const { status, body } = await bob.token();
        expect(status).toBe(202);
        expect((await bob.token(submit(body["Token"], code))).status).toBe(200);
      });
      expect(written).toBe("The code for bob could not be delivered by sms: no way to send <code>\n");
    },
  );

  it("is told to onDeliveryError, which may itself fail", async () => {
    const problems: Array<DeliveryProblem> = [];
    const error = new Error("no");
    await using bob = await bench({}, {
      deliver: () => Promise.reject(error),
      onDeliveryError: (problem) => {
        problems.push(problem);
        throw new Error("and no again");
      },
    });
    expect((await bob.token()).status).toBe(202);
    expect(problems).toEqual([{ username: "bob", channel: "sms", to: expect.any(String), error }]);
  });
});

describe("toConsole", () => {
  it("writes one line for each message to stderr", async () => {
    const written = await stderrOf(async () => {
      await using sms = await bench({ phone: "+12015550199" }, {
        deliver: toConsole(),
        generateCode: () => "0417",
      });
      await sms.token();
      await using email = await bench({ twoFactor: "email" }, {
        deliver: toConsole(),
        generateCode: () => "0417",
      });
      await email.token();
    });
    expect(written.split("\n")).toEqual([
      "sms to +12015550199: Type 0417 to access the platform",
      "email to bob@example.com: Type 0417 to access the platform. Thanks for using ETNA Trader, The ETNA",
      "",
    ]);
  });
});
