import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, it } from "vitest";
import { byTwilioWebhook, type DeliveryProblem } from "../../../../src/simulator/mod.ts";
import { bench, submit } from "../client.ts";

const authToken = "made-up-token";

interface Received {
  readonly method: string | undefined;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, string>>;
}

/** A webhook on loopback that answers with a status, or not at all. */
async function webhook(
  status: number | undefined,
): Promise<AsyncDisposable & { readonly origin: string; readonly received: ReadonlyArray<Received> }> {
  const received: Array<Received> = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => text += part).on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(text));
      const { method, url, headers } = request;
      received.push({ method, url: `http://${headers.host}${url}`, headers, form });
      if (status !== undefined) response.writeHead(status, { "Content-Type": "text/xml" }).end("<Response/>");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const isSigned = ({ url, headers, form }: Received, token = authToken): boolean =>
  twilio.validateRequest(token, String(headers["x-twilio-signature"]), url, form);

describe("byTwilioWebhook", () => {
  it("posts the code as Twilio does, signed so that Twilio's own check takes it", async () => {
    await using hook = await webhook(200);
    const deliver = byTwilioWebhook({ url: `${hook.origin}/sms`, authToken });
    await using bob = await bench({ phone: "+12015550199" }, { deliver });
    const { body } = await bob.token();
    const [request] = hook.received;
    expect(hook.received.length).toBe(1);
    expect(request?.method).toBe("POST");
    expect(request?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(request?.form).toEqual({
      MessageSid: expect.stringMatching(/^SM[\da-f]{32}$/),
      SmsSid: request?.form["MessageSid"],
      AccountSid: expect.stringMatching(/^AC[\da-f]{32}$/),
      From: "CentrSoobsh",
      To: "+12015550199",
      Body: expect.stringMatching(/^Type \d{4} to access the platform$/),
      NumMedia: "0",
      NumSegments: "1",
      ApiVersion: "2010-04-01",
    });
    expect(isSigned(request!)).toBe(true);
    expect(isSigned(request!, "another")).toBe(false);
    expect(isSigned({ ...request!, form: { ...request!.form, Body: "Type 0000 to access the platform" } }))
      .toBe(
        false,
      );
    const code = /\d{4}/.exec(request?.form["Body"] ?? "")?.[0];
    expect((await bob.token(submit(body["Token"], code))).status).toBe(200);
  });

  it.each(["", "/", "/a%20b?user=b%C3%B6b&x=1+2", "/sms#part", "/a b/ö"])(
    "signs the address that the webhook sees: %j",
    async (path) => {
      await using hook = await webhook(204);
      const deliver = byTwilioWebhook({
        url: hook.origin + path,
        authToken,
        accountSid: "ACbob",
        from: "Bröker & Co + 1",
        to: "+12015550100",
      });
      await using bob = await bench({}, { deliver });
      await bob.token();
      expect(hook.received[0]?.form).toMatchObject({
        AccountSid: "ACbob",
        From: "Bröker & Co + 1",
        To: "+12015550100",
      });
      expect(isSigned(hook.received[0]!)).toBe(true);
    },
  );

  const problemsOf = async (
    url: string,
    more: { readonly timeout?: number; readonly twoFactor?: "email" } = {},
  ): Promise<ReadonlyArray<string>> => {
    const problems: Array<DeliveryProblem> = [];
    const { twoFactor = "sms", timeout } = more;
    await using bob = await bench({ twoFactor }, {
      deliver: byTwilioWebhook({ url, authToken, timeout }),
      onDeliveryError: (problem) => problems.push(problem),
    });
    expect((await bob.token()).status).toBe(202);
    return problems.map(({ error }) => (error as Error).message);
  };

  it("reports a webhook that refuses, redirects, is not there or keeps silent", async () => {
    await using refusing = await webhook(403);
    await using redirecting = await webhook(302);
    await using silent = await webhook(undefined);
    expect(await problemsOf(`${refusing.origin}/?key=canary`)).toEqual(["the webhook answered 403"]);
    expect(await problemsOf(`${redirecting.origin}/?key=canary`)).toEqual(["the webhook answered 302"]);
    expect(await problemsOf("http://127.0.0.1:1/?key=canary")).toEqual(["the webhook cannot be reached"]);
    expect(await problemsOf(`${silent.origin}/?key=canary`, { timeout: 50 })).toEqual([
      "the webhook did not answer in 50 ms",
    ]);
  });

  it("reports a user who gets emails", async () => {
    expect(await problemsOf("http://127.0.0.1:1/", { twoFactor: "email" })).toEqual([
      expect.stringContaining("SMS only"),
    ]);
  });

  it.each(["", "/sms", "ftp://127.0.0.1/", "http://user:canary@127.0.0.1/"])(
    "refuses the address %j at once",
    (url) => {
      let message = "";
      try {
        byTwilioWebhook({ url, authToken });
      } catch (error) {
        ({ message } = error as Error);
      }
      expect(message).toMatch(/^url: /);
      expect(message).not.toContain("canary");
    },
  );
});
