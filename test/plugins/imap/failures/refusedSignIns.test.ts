import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { checkMailbox, imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { connectionSettings } from "../../../../plugins/imap/options/ImapSettings.ts";
import { openConnection } from "../../../../plugins/imap/watch/MailConnection.ts";
import { noteSignIn, recentRefusal } from "../../../../plugins/imap/failures/refusedSignIns.ts";
import { ProviderFailed } from "../../../../mod.ts";
import { armMailbox } from "../../../support/armedMailbox.ts";
import { type ImapMailbox, imapMailbox } from "../../../support/imapMailbox.ts";

const refused = "$ NO [AUTHENTICATIONFAILED] Authentication failed.";

/** A server that lets in whoever has the password `right`, which may be changed. */
const guarded = (door: { answer: string }): Promise<ImapMailbox> =>
  imapMailbox({
    answer: ({ name, line }) => name === "LOGIN" && !line.includes("right") ? door.answer : undefined,
  });
const optionsFor = ({ port }: ImapMailbox, options: Partial<ImapOptions> = {}): ImapOptions => ({
  host: "127.0.0.1",
  port,
  tls: "none",
  user: "refused@example.test",
  password: "wrong",
  connectTimeout: 2000,
  ...options,
});
const logins = ({ sent }: ImapMailbox): number => sent.filter(({ name }) => name === "LOGIN").length;

/** What an attempt ends with: the failure's tag, or `in`. */
const attempt = (options: ImapOptions): Effect.Effect<string> =>
  Effect.suspend(() => openConnection(connectionSettings(options), { onExists: () => {}, onClose: () => {} }))
    .pipe(
      Effect.scoped,
      Effect.match({
        onSuccess: () => "in",
        onFailure: ({ reason, retryable }) => `${reason?._tag}${retryable ? ", retryable" : ""}`,
      }),
    );
const underTestClock = <A>(effect: Effect.Effect<A>): Promise<A> =>
  Effect.runPromise(Effect.provide(effect, TestClock.layer()));

describe("a password that the server has refused", () => {
  it("is tried once, however many users' logins want it one after the other", async () => {
    await using server = await guarded({ answer: refused });
    for (let i = 0; i < 10; i++) {
      const arming = armMailbox(imap(optionsFor(server, { to: `bob+${i}@example.test` })), `user${i}`);
      await expect(arming).rejects.toMatchObject({
        _tag: "ProviderFailed",
        provider: "imap",
        retryable: false,
        reason: { _tag: "SignInRefused" },
        problem: expect.stringMatching(
          i === 0 ? /in their settings$/ : / \(said less than a minute ago, and not asked again\)$/,
        ),
      });
    }
    expect({ logins: logins(server), accepted: server.accepted }).toEqual({ logins: 1, accepted: 1 });
  });

  it("is tried again after a minute", async () => {
    await using server = await guarded({ answer: refused });
    const options = optionsFor(server);
    await underTestClock(Effect.gen(function* () {
      const seen: Array<number> = [];
      for (const wait of ["0 seconds", "59 seconds", "999 millis", "1 millis", "59 seconds"] as const) {
        yield* TestClock.adjust(wait);
        expect(yield* attempt(options)).toBe("SignInRefused");
        seen.push(logins(server));
      }
      expect(seen).toEqual([1, 1, 1, 2, 2]);
    }));
  });

  it("does not keep another password, user or port from being tried at once", async () => {
    await using server = await guarded({ answer: refused });
    await using other = await guarded({ answer: refused });
    const seen = [
      optionsFor(server),
      optionsFor(server, { password: "wrong again" }),
      optionsFor(server, { user: "second@example.test" }),
      optionsFor(other),
      optionsFor(server, { password: "right" }),
      optionsFor(server, { password: Redacted.make("wrong") }),
    ];
    const ends = await Effect.runPromise(Effect.forEach(seen, attempt));
    expect(ends).toEqual([...Array<string>(4).fill("SignInRefused"), "in", "SignInRefused"]);
    expect([logins(server), logins(other)]).toEqual([4, 1]);
  });

  it("is always tried by checkMailbox, whose success forgets the refusal", async () => {
    const door = { answer: refused };
    await using server = await guarded(door);
    const options = optionsFor(server);
    const check = () => Effect.runPromise(Effect.result(checkMailbox(options)));
    expect(await check()).toMatchObject({ failure: { reason: { _tag: "SignInRefused" } } });
    expect(await check()).toMatchObject({ failure: { reason: { _tag: "SignInRefused" } } });
    expect(logins(server)).toBe(2);
    expect(await Effect.runPromise(attempt(options))).toBe("SignInRefused");
    expect(logins(server)).toBe(2);
    door.answer = "$ OK come in";
    expect(await check()).toMatchObject({ success: { folders: [{ path: "INBOX" }] } });
    expect(await Effect.runPromise(attempt(options))).toBe("in");
  });

  it.each([
    ["SignInRefused", "$ NO Too many failed login attempts", 1],
    ["AppPasswordRequired", "$ NO Application-specific password required", 1],
    ["BasicAuthenticationDisabled", "$ NO Basic authentication is disabled", 1],
    ["BrowserSignInRequired", "$ NO Please log in via your web browser", 1],
    ["ImapDisabled", "$ NO IMAP access is disabled for your domain", 1],
    ["ServerUnavailable, retryable", "$ NO [UNAVAILABLE] Temporary authentication failure.", 2],
    ["TooManyConnections, retryable", "$ NO [LIMIT] Too many connections", 2],
  ])("%s: %s, is remembered where another try cannot help", async (tag, answer, tries) => {
    await using server = await guarded({ answer });
    const options = optionsFor(server, { user: `${tag}@example.test` });
    expect(await Effect.runPromise(attempt(options))).toBe(tag);
    expect(await Effect.runPromise(attempt(options))).toBe(tag);
    expect(logins(server)).toBe(tries);
  });

  it("a refused access token is not: whoever gives it may give a better one", async () => {
    await using server = await imapMailbox({
      capability: "IMAP4rev1 SASL-IR AUTH=XOAUTH2",
      answer: ({ name }) => name === "AUTHENTICATE" ? "$ NO Account is locked" : undefined,
    });
    const options = {
      ...optionsFor(server),
      password: undefined,
      accessToken: () => Promise.resolve("token"),
    };
    for (const _ of [1, 2]) expect(await Effect.runPromise(attempt(options))).toBe("SignInRefused");
    expect(server.accepted).toBe(2);
  });

  it("is remembered a hundred times at most, and shown nowhere", async () => {
    const failure = new ProviderFailed({
      provider: "imap",
      problem: "refused",
      retryable: false,
      reason: { _tag: "SignInRefused" },
    });
    const settings = Array.from(
      { length: 101 },
      (_, i) =>
        connectionSettings({ host: "mail.example.test", user: `user${i}`, password: "canary-password" }),
    );
    await underTestClock(Effect.gen(function* () {
      yield* Effect.forEach(settings, (each) => noteSignIn(each, failure));
      const [first, second, ...others] = yield* Effect.forEach(settings, recentRefusal);
      expect(first).toBeUndefined();
      expect([second, ...others].filter((each) => each === undefined)).toEqual([]);
      expect(inspect(second, { depth: 9, showHidden: true })).not.toContain("canary");
      // Its case does not make another host of it.
      const [, known] = settings;
      expect(yield* recentRefusal({ ...known!, host: "Mail.Example.test" })).toBe(second);
    }));
  });
});
