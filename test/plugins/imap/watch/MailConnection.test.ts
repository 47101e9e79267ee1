import * as Effect from "effect/Effect";
import { ImapFlow } from "imapflow";
import { describe, expect, it } from "vitest";
import { connectionSettings } from "../../../../plugins/imap/options/ImapSettings.ts";
import { openConnection } from "../../../../plugins/imap/watch/MailConnection.ts";
import { imapMailbox } from "../../../support/imapMailbox.ts";
import { drop, silence } from "../../../support/imapScript.ts";

describe("the IMAP library, in the version that is installed,", () => {
  it("still calls what stands at _socketEnd and _socketClose when a server hangs up", async () => {
    await using server = await imapMailbox({ answer: ({ name }) => name === "NOOP" ? drop : undefined });
    const client = new ImapFlow({
      host: "127.0.0.1",
      port: server.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: "bob", pass: "correct-horse" },
      logger: false,
    });
    client.on("error", () => {});
    const called: Array<string> = [];
    Object.assign(client, {
      _socketEnd: () => called.push("end"),
      _socketClose: () => called.push("close"),
    });
    await client.connect();
    const noop = client.noop().catch(() => {});
    await expect.poll(() => called).toEqual(["end", "close"]);
    // Nothing else closes it: a server's last words can still be read.
    expect(client.isClosed).toBe(false);
    client.close();
    await noop;
  });
});

describe("what a server sends at once is bounded:", () => {
  const maxMessageBytes = 2048;
  const room = 64 * 1024;

  /** Fetches from a server whose answer to it begins so; it sends on and on after that. */
  const fetching = async (begin: string): Promise<{ readonly end: string; readonly received: number }> => {
    await using server = await imapMailbox({
      answer: ({ name, connection }) => {
        if (name !== "UID FETCH") return undefined;
        connection.send(begin);
        return silence;
      },
    });
    const { port } = server;
    const settings = connectionSettings({
      host: "127.0.0.1",
      port,
      tls: "none",
      user: "bob",
      password: "correct-horse",
      maxMessageBytes,
      commandTimeout: 1000,
    });
    const ended = Effect.gen(function* () {
      const connection = yield* openConnection(settings, { onExists: () => {}, onClose: () => {} });
      yield* connection.open("INBOX");
      const received = yield* connection.call((client) => Promise.resolve(() => client.stats().received));
      const reading = connection.call((client) => client.fetchAll("1", { source: true }, { uid: true }));
      return yield* Effect.match(reading, {
        onSuccess: () => ({ end: "read", received: received() }),
        onFailure: ({ reason }) => ({ end: String(reason?._tag), received: received() }),
      });
    });
    return await Effect.runPromise(Effect.scoped(ended));
  };
  const literal = (bytes: number) => `* 1 FETCH (UID 1 BODY[] {${bytes}}\r\n`;
  const full = (bytes: number) => `${literal(bytes)}${"x".repeat(bytes)}`;

  it.each([
    ["a literal beyond the limit", literal(maxMessageBytes + room + 1)],
    ["a line beyond the limit", `* OK ${"x".repeat(maxMessageBytes + room)}`],
    [
      "an answer of many literals",
      `${full(60_000)} BODY[1] {60000}\r\n${"x".repeat(60_000)} BODY[2] {60000}\r\n`,
    ],
  ])("%s ends the connection", async (_, begin) => {
    expect((await fetching(begin)).end).toBe("ConnectionLost");
  });

  it.each([
    ["as great a literal as is allowed", `${full(maxMessageBytes + room)})\r\n`],
    ["a header's fields beside a text", `${full(60_000)} BODY[1] {2048}\r\n${"x".repeat(2048)})\r\n`],
  ])("%s is still read", async (_, begin) => {
    const { end, received } = await fetching(begin);
    // The command's own answer never comes.
    expect(end).toBe("NoAnswer");
    expect(received).toBeGreaterThan(60_000);
  });
});
