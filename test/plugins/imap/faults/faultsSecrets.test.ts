import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";
import { inspect } from "node:util";
import { expect, it } from "vitest";
import { awaitCode } from "../../../../mod.ts";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { everythingSaid } from "../../../support/everythingSaid.ts";
import { imapMailbox, type ImapMailboxOptions } from "../../../support/imapMailbox.ts";
import { drop } from "../../../support/imapScript.ts";

const password = "correct-horse-battery";
const token = "ya29.s3cret-token";
const code = "975310";
const secrets = [password, token, code, btoa(`\0bob@example.test\0${password}`), "bob@example.test"];

const { said, logger, failureOf: failing } = everythingSaid();

const context = { username: "bob", baseUrl: "https://broker.example/api" };
const challenge = { ...context, attempt: 1, requestedAt: 0, timeoutMillis: 700 };

/** Waits for a code, logging all that can be logged, and gives the failure. */
const failureOf = (options: ImapOptions): Promise<unknown> =>
  Effect.gen(function* () {
    const armed = yield* imap(options).arm(context);
    return yield* awaitCode(armed, challenge, "imap");
  }).pipe(Effect.scoped, failing);

const echo = `${password} ${token} ${code} bob@example.test`;
const oauth = "IMAP4rev1 SASL-IR AUTH=XOAUTH2";

it.each<[string, ImapMailboxOptions, Partial<ImapOptions>]>([
  ["a refusal that repeats the password", {
    answer: ({ name }) => name === "LOGIN" ? `$ NO [AUTHENTICATIONFAILED] ${echo}` : undefined,
  }, {}],
  ["a refusal whose code is the password", {
    answer: ({ name }) => name === "LOGIN" ? `$ NO [${password}] no` : undefined,
  }, {}],
  ["a goodbye that repeats it", { answer: ({ name }) => name === "LOGIN" ? `* BYE ${echo}` : undefined }, {}],
  ["a greeting that is none", { greeting: `${echo}\r\n` }, {}],
  ["a greeting that says goodbye", { greeting: `* BYE ${echo}\r\n` }, {}],
  ["an alert", {
    answer: ({ name }) => name === "EXAMINE" ? `* OK [ALERT] ${echo}\r\n$ NO [ALERT] ${echo}` : undefined,
  }, {}],
  ["an answer that cannot be read", {
    answer: ({ name }) => name === "EXAMINE" ? `* OK (((${echo}\r\n$ OK "${echo}` : undefined,
  }, {}],
  [
    "a connection that ends in the sign-in",
    { answer: ({ name }) => name === "LOGIN" ? drop : undefined },
    {},
  ],
  ["a password that cannot be sent", {}, { password: `${password}\0` }],
  ["a refused token", {
    capability: oauth,
    answer: ({ name }) => name === "AUTHENTICATE" ? `$ NO [AUTHENTICATIONFAILED] ${echo}` : undefined,
  }, { password: undefined, accessToken: () => Promise.resolve(token) }],
  ["a token with a line break", { capability: oauth }, {
    password: undefined,
    accessToken: () => Promise.resolve(`${token}\r\n`),
  }],
  ["a token that cannot be had", { capability: oauth }, {
    password: undefined,
    accessToken: () =>
      Promise.reject(Object.assign(new Error(token, { cause: password }), { name: token, token })),
  }],
  ["`to` that throws", {}, {
    to: () => {
      throw new Error(echo);
    },
  }],
  ["a code that comes too late", {
    answer: ({ name, connection }, server) => {
      if (name === "NOOP") server.deliver(code);
      if (name === "UID FETCH") connection.send(`* OK [ALERT] ${echo}\r\n`);
      return name === "UID FETCH" ? drop : undefined;
    },
  }, {}],
  ["a code that is not this login's", {
    answer: ({ name }, server) => void (name === "NOOP" && server.deliver(code)) as undefined,
  }, { from: "other.example" }],
])("no secret is in the error or in anything said: %s", async (_, script, options) => {
  await using server = await imapMailbox(script);
  const error = await failureOf({
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    user: "bob@example.test",
    ...(options.accessToken === undefined ? { password } : {}),
    connectTimeout: 300,
    commandTimeout: 300,
    ...options,
  } as ImapOptions);
  expect(error).toMatchObject({ _tag: expect.stringMatching(/^(?:ProviderFailed|CodeTimedOut)$/) });
  const shown = [
    inspect(error, { depth: 12, showHidden: true }),
    JSON.stringify(error),
    String(error),
    String(Reflect.get(Object(error), "stack")),
    ...said(),
  ].join("\n");
  for (const secret of secrets) {
    expect(shown.toLowerCase().includes(secret.toLowerCase()) ? `${secret} in ${shown}` : "").toBe("");
  }
  await expect.poll(() => server.openConnections).toBe(0);
});

it("a used message that cannot be marked is reported by a warning without the code", async () => {
  await using server = await imapMailbox({
    answer: ({ name, before }, server) => {
      if (name === "NOOP" && before === 0) server.deliver(code);
      return name === "UID STORE" ? `$ NO [NOPERM] ${echo}` : undefined;
    },
  });
  const options: ImapOptions = {
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    user: "bob",
    password,
    afterUse: "seen",
  };
  await Effect.gen(function* () {
    const armed = yield* imap(options).arm(context);
    return yield* awaitCode(armed, challenge, "imap");
  }).pipe(Effect.scoped, Effect.provide(Logger.layer([logger])), Effect.runPromise);
  const shown = said().join("\n");
  expect(shown).toContain("could not be marked as seen");
  for (const secret of secrets) expect(shown).not.toContain(secret);
});
