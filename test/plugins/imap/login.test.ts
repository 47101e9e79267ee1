import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Client, createClient, firstOf, fromFunction } from "../../../mod.ts";
import { imap, type ImapOptions } from "../../../plugins/imap.ts";
import { byEmail, type Delivery, simulate, type SimulatorOptions } from "../../../src/simulator/mod.ts";
import { codeMail, mailboxAt } from "../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../support/dovecot.ts";
import { tcpProxy } from "../../support/tcpProxy.ts";

/** A mail server that hands on what it gets, by LMTP. */
async function relay(server: Dovecot): Promise<AsyncDisposable & { readonly port: number }> {
  const smtp = new SMTPServer({
    authOptional: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const chunks: Array<Uint8Array> = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        server.deliver({ to, raw: Buffer.concat(chunks) }).then(() => done(), done);
      });
    },
  });
  smtp.on("error", () => {});
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  return {
    port: (smtp.server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => smtp.close(() => resolve())),
  };
}

describeWithDovecot("imap: a whole login", () => {
  let server: Dovecot;
  let users = 0;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  const toServer: Delivery = async ({ from, to, subject, html }) => {
    await server.deliver({ from, to, subject, html });
  };

  /** A broker with one user, who has a mailbox of its own, and that user's client. */
  const start = async (
    { imap: mailbox, client: more, ...broker }: Partial<SimulatorOptions> & {
      imap?: Partial<ImapOptions>;
      client?: Partial<Parameters<typeof createClient>[0]>;
    } = {},
  ) => {
    const user = `user${++users}`;
    const simulator = await simulate({
      appKey: "key",
      users: [{ username: user, password: "pw", twoFactor: "email", email: `${user}@example.test` }],
      deliver: toServer,
      ...broker,
    });
    const client: Client = createClient({
      baseUrl: simulator.baseUrl,
      appKey: "key",
      username: user,
      password: "pw",
      provider: imap(mailboxAt(server, { user, from: "etna.example", ...mailbox })),
      codeTimeout: 10_000,
      ...more,
    });
    const stop = async () => {
      await client.close();
      await simulator.close();
    };
    return { user, client, simulator, [Symbol.asyncDispose]: stop };
  };

  it("takes the code of the mail that the broker sends", async () => {
    await using smtp = await relay(server);
    await using bench = await start({ deliver: byEmail({ host: "127.0.0.1", port: smtp.port }) });
    expect(await bench.client.login()).toMatchObject({ _tag: "AuthToken", provider: "imap", codesTried: 1 });
    expect(bench.simulator.requestCounts).toMatchObject({ RequestToken: 1, SubmitCode: 1 });
  });

  it("takes the code of a mail that comes after the broker's answer", async () => {
    await using bench = await start({ deliverBeforeReply: false });
    expect(await bench.client.login()).toMatchObject({ codesTried: 1 });
  });

  it("never takes the code of the login before, though it still lies there", async () => {
    await using bench = await start();
    for (let login = 0; login < 3; login++) {
      expect(await bench.client.login()).toMatchObject({ codesTried: 1 });
    }
  });

  it("tries the next mail's code after a refused one", async () => {
    const deliver: Delivery = async (delivery, signal) => {
      const { code } = delivery;
      await toServer(delivery, signal);
      const wrong = code === "9999" ? "9998" : "9999";
      await toServer({ ...delivery, html: delivery.html?.replace(code, wrong) ?? "" }, signal);
    };
    await using bench = await start({ deliver });
    expect(await bench.client.login()).toMatchObject({ codesTried: 2 });
  });

  it("waits for a further mail after a refused code", async () => {
    let send = () => Promise.resolve();
    const deliver: Delivery = async (delivery, signal) => {
      const { code } = delivery;
      const wrong = code === "9999" ? "9998" : "9999";
      await toServer({ ...delivery, html: delivery.html?.replace(code, wrong) ?? "" }, signal);
      send = async () => await toServer(delivery, signal);
    };
    await using bench = await start({ deliver });
    const login = bench.client.login();
    await expect.poll(() => bench.simulator.requestCounts.SubmitCode, { timeout: 5000 }).toBe(1);
    await send();
    expect(await login).toMatchObject({ codesTried: 2 });
  });

  it("says what it has seen when the code does not come", async () => {
    const deliver: Delivery = async (delivery) => {
      await server.deliver({ to: delivery.to, from: delivery.from, subject: "News", text: "Nothing." });
      await server.deliver({ to: delivery.to, from: "x@other.example", text: "Type 1234 to access." });
    };
    await using bench = await start({ deliver, client: { codeTimeout: 1000 } });
    await expect(bench.client.login()).rejects.toMatchObject({
      _tag: "CodeTimedOut",
      provider: "imap",
      seen: 2,
      refused: { "no code": 1, "other sender": 1 },
    });
  });

  it("in a race with another channel closes the mailbox when the other one wins", async () => {
    const codes: Array<string> = [];
    await using bench = await start({ deliver: ({ code }) => void codes.push(code) });
    const { simulator, user } = bench;
    await using client = createClient({
      baseUrl: simulator.baseUrl,
      appKey: "key",
      username: user,
      password: "pw",
      provider: firstOf(imap(mailboxAt(server, { user })), fromFunction(() => codes.at(-1), { name: "sms" })),
    });
    expect(await client.login()).toMatchObject({ provider: "sms" });
    await expect.poll(() => server.connections()).toBe(0);
  });

  it.each(["while it waits for the code", "while it arms"])(
    "can be aborted %s, within a second",
    async (when) => {
      await using proxy = await tcpProxy(server.imapPort);
      await using bench = await start({ deliver: () => {}, imap: { tls: "none", port: proxy.port } });
      const abort = new AbortController();
      if (when === "while it arms") proxy.onClientLine(/ EXAMINE /, () => proxy.hold(), 1);
      const reached = when === "while it arms" ? proxy.clientLine(/ EXAMINE /) : proxy.clientLine(/ NOOP$/);
      const login = bench.client.login({ signal: abort.signal });
      await reached;
      const abortedAt = performance.now();
      abort.abort(new Error("enough"));
      await expect(login).rejects.toThrow("enough");
      await expect.poll(() => server.connections()).toBe(0);
      expect(performance.now() - abortedAt).toBeLessThan(3000);
      expect(bench.simulator.requestCounts.RequestToken).toBe(when === "while it arms" ? 0 : 1);
    },
  );

  it("leaves nothing that keeps the process alive", async () => {
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const user = "process";
    const script = `
      const { armMailbox } = await import(${module("../../support/armedMailbox.ts")});
      const { imap } = await import(${module("../../../plugins/imap.ts")});
      const armed = await armMailbox(imap(${JSON.stringify(mailboxAt(server, { user }))}));
      const code = armed.next();
      console.log("waiting");
      console.log(await code);
      await armed[Symbol.asyncDispose]();`;
    const words = "Deno" in globalThis ? ["eval", script] : ["--input-type=module", "--eval", script];
    const cwd = fileURLToPath(new URL("../../..", import.meta.url));
    const child = spawn(process.execPath, words, { cwd, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (output += text));
    const ended = new Promise((resolve) => child.once("close", resolve));
    await expect.poll(() => output, { timeout: 10_000 }).toBe("waiting\n");
    await server.deliver(codeMail("5653", { to: `${user}@example.test` }));
    expect(await ended).toBe(0);
    expect(output).toBe("waiting\n5653\n");
  });
});
