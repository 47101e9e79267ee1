/**
 * Code providers at their work and at their worst, one of its own for each login.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CodeProvider, firstOf, fromFunction, orElse } from "../../mod.ts";
import { command } from "../../plugins/command.ts";
import { imap } from "../../plugins/imap.ts";
import { twilioWebhook } from "../../plugins/twilio.ts";
import { webhook } from "../../plugins/webhook.ts";
import { imapMailbox, type ImapMailboxOptions } from "../../test/support/imapMailbox.ts";
import { drop, reset, silence } from "../../test/support/imapScript.ts";
import { signedForm, smsUrl, twilioFields } from "../../test/support/textMessages.ts";
import type { RandomSource } from "./random.ts";

/** A provider, and the way in which the broker's code gets to it. */
export interface Receiver extends AsyncDisposable {
  readonly provider: CodeProvider;
  readonly deliver: (code: string) => void | Promise<void>;
}

type Make = (random: RandomSource, folder: string) => Receiver | Promise<Receiver>;

const opensNothing = (provider: CodeProvider, deliver: Receiver["deliver"]): Receiver => ({
  provider,
  deliver,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

const byFunction: Make = (random) => {
  const arrived = Promise.withResolvers<string>();
  const isWrong = random.chance(0.05);
  let calls = 0;
  const get = (): Promise<string> => isWrong && calls++ === 0 ? Promise.resolve("0000") : arrived.promise;
  return opensNothing(fromFunction(get), arrived.resolve);
};

const failing: Make = () =>
  opensNothing(fromFunction(() => Promise.reject(new Error("out of order"))), () => {});

let files = 0;
const byCommand: Make = (random, folder) => {
  const file = join(folder, `code-${files++}`);
  const program = random.pick([
    ["cat", file],
    ["cat", file],
    ["cat", file],
    ["sh", "-c", "exit 3"],
    ["sleep", "30"],
    ["/nonexistent/program"],
  ]) as [string, ...Array<string>];
  return opensNothing(command(program), (code) => writeFile(file, code));
};

const mailboxFaults: ReadonlyArray<ImapMailboxOptions> = [
  { greeting: drop },
  { greeting: "* BYE not now\r\n" },
  ...(["LOGIN", "EXAMINE", "NOOP", "UID FETCH", "UID SEARCH", "LOGOUT"] as const).flatMap((name) =>
    [drop, reset, silence, "$ NO [UNAVAILABLE] not now", "* BYE shutting down"].map((
      answer,
    ): ImapMailboxOptions => ({
      answer: (sent) => sent.name === name && sent.before === 0 ? answer : undefined,
    }))
  ),
];

let mailboxes = 0;
const byImap: Make = async (random) => {
  const server = await imapMailbox(random.chance(0.3) ? random.pick(mailboxFaults) : {});
  const provider = imap({
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    user: `soak${mailboxes++}@example.test`,
    password: "correct-horse",
    connectTimeout: 600,
    commandTimeout: 400,
    lookout: { poll: 150 },
    warm: random.chance(0.3),
  });
  return {
    provider,
    deliver: (code) => server.deliver(code),
    [Symbol.asyncDispose]: async () => {
      await provider.close();
      await server[Symbol.asyncDispose]();
    },
  };
};

async function sent(url: string, init: RequestInit): Promise<void> {
  try {
    const response = await fetch(url, { method: "POST", ...init });
    await response.body?.cancel();
  } catch {
    // The login may be over, and its webhook closed.
  }
}

const bearer = "a-bearer-secret-for-the-soak";
const byWebhook: Make = async () => {
  const provider = webhook({ bearer, path: "/sms", log: () => {} });
  const server = await provider.listen({ port: 0 });
  const to = `${server.url}sms`;
  return {
    provider,
    deliver: async (code) => {
      const body = `Type ${code} to access the platform`;
      await sent(to, { headers: { "content-type": "text/plain" }, body });
      await sent(to, {
        headers: { "content-type": "text/plain", "authorization": `Bearer ${bearer}` },
        body,
      });
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};

const authToken = "an-auth-token-for-the-soak";
const byTwilio: Make = async () => {
  const provider = twilioWebhook({ authToken, publicUrl: smsUrl, log: () => {} });
  const server = await provider.listen({ port: 0 });
  return {
    provider,
    deliver: async (code) => {
      const { headers, body } = signedForm(twilioFields(code), { token: authToken });
      await sent(`${server.url}sms`, { headers: headers!, body: String(body) });
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};

const pair =
  (compose: (first: CodeProvider, second: CodeProvider) => CodeProvider, first: Make, second: Make): Make =>
  async (random, folder) => {
    const [a, b] = [await first(random, folder), await second(random, folder)];
    return {
      provider: compose(a.provider, b.provider),
      deliver: async (code) => {
        await a.deliver(code);
        await b.deliver(code);
      },
      [Symbol.asyncDispose]: async () => {
        await a[Symbol.asyncDispose]();
        await b[Symbol.asyncDispose]();
      },
    };
  };

/** Every provider, the cheap ones oftener. */
const makers: ReadonlyArray<Make> = [
  byFunction,
  byFunction,
  byFunction,
  byFunction,
  byCommand,
  byImap,
  byImap,
  byImap,
  byWebhook,
  byWebhook,
  byTwilio,
  pair((a, b) => firstOf(a, b), byWebhook, byImap),
  pair((a, b) => orElse(a, b), failing, byFunction),
  pair((a, b) => orElse(a, b), byImap, byFunction),
];

/**
 * Makes a random provider.
 *
 * @param random Chooses.
 * @param folder Where files can be written.
 * @returns The provider and its way in; disposing of it ends all that it is served by.
 */
export async function randomReceiver(random: RandomSource, folder: string): Promise<Receiver> {
  return await random.pick(makers)(random, folder);
}
