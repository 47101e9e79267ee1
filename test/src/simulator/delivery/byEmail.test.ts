import { Buffer } from "node:buffer";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { describe, expect, it } from "vitest";
import { byEmail, type DeliveryProblem, type EmailOptions } from "../../../../src/simulator/mod.ts";
import { bench, submit } from "../client.ts";

interface Mail {
  /** Whether it came by TLS. */
  readonly encrypted: boolean;
  readonly to: ReadonlyArray<string>;
  readonly source: string;
}

/** A mail server on loopback; its certificate is its own. */
async function mailServer(
  onMail: (mail: Mail) => void,
): Promise<AsyncDisposable & { readonly port: number }> {
  const server = new SMTPServer({
    authOptional: true,
    logger: false, // It warns of its certificate.
    onAuth: ({ username, password }, _session, done) =>
      username === "robot" && password === "pw" ? done(null, { user: "robot" }) : done(new Error("refused")),
    onData: (stream, { envelope, secure }, done) => {
      const chunks: Array<Uint8Array> = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        const { rcptTo } = envelope;
        const source = new TextDecoder().decode(Buffer.concat(chunks));
        onMail({
          encrypted: secure === true,
          to: rcptTo.map(({ address }) => address),
          source,
        });
        done();
      });
    },
  });
  server.on("error", () => {}); // A client that goes away is none of the tests' business.
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Headers by lower-case name, unfolded, and the decoded body. */
function parts({ source }: Mail): { readonly headers: Map<string, string>; readonly body: string } {
  const [head = "", ...rest] = source.split("\r\n\r\n");
  const headers = new Map(
    head.replace(/\r\n[ \t]+/g, " ").split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const body = rest.join("\r\n\r\n");
  return {
    headers,
    body: headers.get("content-transfer-encoding") === "quoted-printable"
      ? body.replace(/=\r\n/g, "").replace(
        /=([\dA-F]{2})/g,
        (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)),
      )
      : body,
  };
}

describe("byEmail", () => {
  it.each<[string, Omit<EmailOptions, "host" | "port">, RegExp]>([
    ["as the platform does", {}, /^ETNA Trader <no-reply@etna\.example>$/],
    ["as a broker of another name, with a login", {
      from: "Broker <code@broker.example>",
      auth: { user: "robot", pass: "pw" },
    }, /^Broker <code@broker\.example>$/],
  ])("sends the code %s", async (_what, options, from) => {
    const mails: Array<Mail> = [];
    await using smtp = await mailServer((mail) => mails.push(mail));
    const deliver = byEmail({ host: "127.0.0.1", port: smtp.port, ...options });
    await using bob = await bench({ twoFactor: "email", email: "bob@broker.example" }, { deliver });
    const { status, body } = await bob.token();
    expect(status).toBe(202);
    expect(mails).toMatchObject([{ to: ["bob@broker.example"], encrypted: true }]);
    const mail = parts(mails[0]!);
    expect(mail.headers.get("from")).toMatch(from);
    expect(mail.headers.get("to")).toBe("bob@broker.example");
    expect(mail.headers.get("subject")).toBe("Disposable password");
    expect(mail.headers.get("content-type")).toMatch(/^text\/html/);
    const code = /Type (\d{4}) to access the platform\./.exec(mail.body)?.[1];
    expect((await bob.token(submit(body["Token"], code))).status).toBe(200);
  });

  it.each<[string, "email" | "sms", Partial<EmailOptions>]>([
    ["a server that is not there", "email", { port: 1 }],
    ["a login that is refused", "email", { auth: { user: "robot", pass: "pw-canary" } }],
    ["a user who gets SMS", "sms", {}],
  ])("reports %s; the server goes on", async (_what, twoFactor, options) => {
    const problems: Array<DeliveryProblem> = [];
    await using smtp = await mailServer(() => {});
    await using bob = await bench({ twoFactor }, {
      deliver: byEmail({ host: "127.0.0.1", port: smtp.port, ...options }),
      onDeliveryError: (problem) => problems.push(problem),
    });
    expect((await bob.token()).status).toBe(202);
    expect(problems.map(({ error }) => error)).toEqual([expect.any(Error)]);
    expect(String(problems[0]?.error)).not.toContain("pw-canary");
  });
});
