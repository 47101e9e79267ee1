import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhook, type WebhookOptions, type WebhookServer } from "../../../plugins/webhook.ts";
import {
  bearer,
  bearerText,
  byteChanges,
  codeText,
  post,
  requestOf,
  type RequestParts,
} from "../../support/textMessages.ts";

const secret = `whsec_${Buffer.from("a made-up secret of 32 bytes, ok").toString("base64")}`;
const oldSecret = `whsec_${Buffer.from("another made-up one of 32 bytes.").toString("base64")}`;

let ids = 0;

/** JSON, signed by the package. */
function signed(
  body: string,
  { key = secret, at = Date.now(), id = `msg_${++ids}` }: { key?: string; at?: number; id?: string } = {},
): RequestParts & { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": new Webhook(key).sign(id, new Date(at), body),
  };
  return { headers, body };
}

const json = (code = "5653") => JSON.stringify({ text: codeText(code), from: "CentrSoobsh" });
const answers = async (options: WebhookOptions, parts: RequestParts) =>
  (await webhook({ log: () => {}, ...options }).handler(requestOf(parts))).status;
const changed = (parts: ReturnType<typeof signed>, headers: Record<string, string>) => ({
  ...parts,
  headers: { ...parts.headers, ...headers },
});

describe("a signed request", () => {
  let server: WebhookServer;
  beforeAll(async () => {
    server = await webhook({ signingSecret: [secret, oldSecret], log: () => {} }).listen({ port: 0 });
  });
  afterAll(() => server.close());

  it("is accepted, by the package's signature, over HTTP", async () => {
    expect(await post(server, signed(json()))).toBe(200);
    expect(await post(server, signed('{"text":"Привет, код 5653 🙂"}'))).toBe(200);
  });

  it("is accepted by a signature made by hand: HMAC-SHA256 of id, timestamp and body", async () => {
    const [id, at] = ["msg_by_hand", String(Math.floor(Date.now() / 1000))];
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${at}.${json()}`).digest("base64");
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": at,
      "webhook-signature": `v1a,other v1,${signature}`,
    };
    expect(await post(server, { headers, body: json() })).toBe(200);
  });

  it("is accepted by each of several secrets, while one is replaced", async () => {
    expect(await post(server, signed(json(), { key: oldSecret }))).toBe(200);
    expect(await answers({ signingSecret: secret }, signed(json(), { key: oldSecret }))).toBe(403);
  });

  it("is refused with any byte of its signature, id or timestamp changed", async () => {
    const parts = signed(json());
    for (const name of ["webhook-signature", "webhook-id", "webhook-timestamp"]) {
      for (const other of byteChanges(parts.headers[name]!)) {
        expect([name, other, await post(server, changed(parts, { [name]: other }))]).toEqual([
          name,
          other,
          403,
        ]);
      }
    }
    expect(await post(server, parts)).toBe(200);
  });

  it("is refused with any byte of its body changed", async () => {
    const parts = signed(json());
    for (const body of byteChanges(parts.body)) {
      expect([body, await post(server, { ...parts, body })]).toEqual([body, 403]);
    }
  });

  it("is refused with a dot in its webhook-id, for it could be split anew", async () => {
    const lines: Array<string> = [];
    const options = { signingSecret: secret, log: (line: string) => lines.push(line) };
    expect(await answers(options, signed(json(), { id: "msg.1" }))).toBe(403);
    expect(lines).toEqual(["webhook: refused a request (403): its webhook-id holds a dot"]);
  });

  it("is refused without one of its headers, and unsigned", async () => {
    const parts = signed(json());
    for (const name of ["webhook-signature", "webhook-id", "webhook-timestamp"]) {
      expect(await post(server, changed(parts, { [name]: "" }))).toBe(403);
      const { [name]: _, ...headers } = parts.headers;
      expect(await post(server, { ...parts, headers })).toBe(403);
    }
    expect(await post(server, bearerText(codeText("5653")))).toBe(403);
  });

  it("is refused when it was signed more than five minutes ago or ahead", async () => {
    for (const seconds of [-310, 310]) {
      expect(await post(server, signed(json(), { at: Date.now() + seconds * 1000 }))).toBe(403);
    }
    for (const seconds of [-290, 290]) {
      expect(await post(server, signed(json(), { at: Date.now() + seconds * 1000 }))).toBe(200);
    }
  });

  it("is refused with a word about the clocks then, and about the secret else", async () => {
    const lines: Array<string> = [];
    const options = { signingSecret: secret, log: (line: string) => lines.push(line) };
    await answers(options, signed(json(), { at: Date.now() - 400_000 }));
    await answers(options, signed(json(), { at: Date.now() + 400_000 }));
    await answers(options, signed(json(), { key: oldSecret }));
    expect(lines).toEqual([
      "webhook: refused a request (403): it was signed more than five minutes ago; are the clocks right?",
      "webhook: refused a request (403): it was signed more than five minutes ahead; are the clocks right?",
      "webhook: refused a request (403): its signature does not fit; is the secret the sender's?",
    ]);
  });
});

describe("a bearer secret", () => {
  const carrying = (token: string) => bearerText("x", { authorization: `Bearer ${token}` });

  it("is accepted, by its own or another spelling of the scheme, and each of several", async () => {
    const other = "another made-up secret".replaceAll(" ", "-");
    for (const authorization of [`Bearer ${bearer}`, `bearer ${bearer}`, `BEARER   ${other}`]) {
      expect(await answers({ bearer: [bearer, other] }, bearerText("x", { authorization }))).toBe(200);
    }
  });

  it("is refused with any byte changed, cut off or added", async () => {
    for (const other of [...byteChanges(bearer), bearer.slice(1), bearer.slice(0, -1), `${bearer}0`]) {
      expect([other, await answers({ bearer }, carrying(other))]).toEqual([other, 403]);
    }
  });

  it("is refused where only signed requests count", async () => {
    expect(await answers({ signingSecret: secret }, carrying(bearer))).toBe(403);
  });

  it("and a signature are accepted side by side, but not a wrong signature with a right secret", async () => {
    const both = { signingSecret: secret, bearer };
    expect(await answers(both, carrying(bearer))).toBe(200);
    expect(await answers(both, signed(json()))).toBe(200);
    const wrong = signed(json(), { key: oldSecret });
    expect(await answers(both, changed(wrong, { authorization: `Bearer ${bearer}` }))).toBe(403);
  });
});
