import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { createClient, firstOf, fromFunction } from "../../../mod.ts";
import { PromptLogin } from "../../../plugins/web_prompt/PromptLogin.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { armPrompt, openPage, sendForm, sendTo, toldPrompt, wordsOf } from "../../support/webPrompt.ts";

async function waiting(onCodeNeeded?: () => Promise<void>) {
  const { prompt, told } = toldPrompt(onCodeNeeded && { onCodeNeeded });
  const login = await armPrompt(prompt);
  const stop = new AbortController();
  const code = login.next(1, { signal: stop.signal });
  await expect.poll(() => told.length).toBe(1);
  return { send: sendTo(prompt), link: told[0]!.link, login, code, told, stop };
}

describe("the link of a login", () => {
  it("that has ended says so with 410, and takes nothing", async () => {
    const { send, link, login } = await waiting();
    const page = await openPage(send, link);
    await login.end(false);
    for (const answer of [await openPage(send, link), await sendForm(send, page, "5653")]) {
      expect(answer.status).toBe(410);
      expect(wordsOf(answer)).toMatch(
        /^The login has ended without success The program that logs in knows why\./,
      );
      expect(answer.html).not.toMatch(/<form|bob/);
    }
  });

  it("that has its token says so, and where the code came another way, that", async () => {
    const { send, link, login } = await waiting();
    await login.end(true);
    const answer = await openPage(send, link);
    expect([answer.status, wordsOf(answer)]).toEqual([
      410,
      "Already logged in The login is done, with a code that came another way. You may close this page.",
    ]);
  });

  it("whose code was taken says so with 410 until the broker has answered", async () => {
    const { send, link, login, code, told } = await waiting();
    await using _ = login;
    void sendForm(send, await openPage(send, link), "5653");
    await code;
    const taken = await openPage(send, link);
    expect([taken.status, wordsOf(taken)]).toEqual([
      410,
      expect.stringMatching(/^A code has been taken already/),
    ]);
    login.next(2);
    await expect.poll(() => told.length).toBe(2);
    expect((await openPage(send, link)).status).toBe(200);
  });

  it("that nobody was told of is not remembered", async () => {
    const { prompt } = toldPrompt();
    const login = await armPrompt(prompt);
    await login.end(true);
    expect(await login.refused()).toEqual({});
  });
});

describe("an interruption", () => {
  it("closes the page", async () => {
    const { send, link, login, code, stop } = await waiting();
    await using _ = login;
    const page = await openPage(send, link);
    stop.abort();
    await expect(code).rejects.toThrow();
    const answers = [await openPage(send, link), await sendForm(send, page, "5653")];
    expect(answers.map(({ status }) => status)).toEqual([410, 410]);
    expect(wordsOf(answers[0]!)).toMatch(/^This login needs no code now/);
  });

  describe("uses up no code", () => {
    const loginOf = () => new PromptLogin(Redacted.make("id"), { username: "bob", baseUrl: "" });
    const ask = (login: PromptLogin, options?: { readonly signal: AbortSignal }) => {
      const challenge = { ...login.context, attempt: 1, requestedAt: Date.now(), timeoutMillis: 60_000 };
      const code = Effect.map(login.ask(challenge), ({ code }) => Redacted.value(code));
      const wait = Effect.runPromise(code, options);
      wait.catch(() => {});
      return wait;
    };

    it("typed just before it: this wait has it, or the next one", async () => {
      const login = loginOf();
      const stop = new AbortController();
      const wait = ask(login, { signal: stop.signal });
      expect(login.submit("5653", 1)).toBe("taken");
      stop.abort();
      expect(await wait.catch(() => ask(login))).toBe("5653");
    });

    it("typed just after it: the page says that it was not taken", async () => {
      const login = loginOf();
      const stop = new AbortController();
      const wait = ask(login, { signal: stop.signal });
      stop.abort();
      expect(login.submit("5653", 1)).toBe("not asked");
      await expect(wait).rejects.toThrow();
      const next = ask(login);
      expect(login.submit("5653", 1)).toBe("taken");
      expect(await next).toBe("5653");
    });
  });

  it("ends a notice that is under way", async () => {
    let signal: AbortSignal | undefined;
    const { prompt } = toldPrompt({
      onCodeNeeded: (_, given) => {
        signal = given;
        return new Promise(() => {});
      },
    });
    await using login = await armPrompt(prompt);
    const stop = new AbortController();
    const code = login.next(1, { signal: stop.signal });
    await expect.poll(() => signal?.aborted).toBe(false);
    stop.abort();
    await expect(code).rejects.toThrow();
    expect(signal?.aborted).toBe(true);
  });
});

describe("in a whole login", () => {
  const broker = () =>
    simulate({
      appKey: "key",
      users: [{ username: "bob", password: "pw", twoFactor: "sms" }],
      generateCode: () => "5653",
      deliver: () => {},
    });
  const credentials = { appKey: "key", username: "bob", password: "pw" };

  it("the page closes when the time for a code is over", async () => {
    await using at = await broker();
    const { prompt, told } = toldPrompt();
    await using client = createClient({
      baseUrl: at.baseUrl,
      ...credentials,
      provider: prompt,
      codeTimeout: "1 second",
    });
    const send = sendTo(prompt);
    const login = client.login();
    login.catch(() => {});
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]!.deadline - told[0]!.requestedAt).toBe(1000);
    await sendForm(send, await openPage(send, told[0]!.link), "fünf");
    await expect(login).rejects.toMatchObject({
      _tag: "CodeTimedOut",
      seen: 1,
      refused: { "not a code": 1 },
    });
    expect((await openPage(send, told[0]!.link)).status).toBe(410);
  });

  it("the page closes where another provider is faster, and opens again where its code is refused", async () => {
    await using at = await broker();
    const { prompt, told } = toldPrompt();
    const send = sendTo(prompt);
    const other = Promise.withResolvers<string>();
    const sms = fromFunction(({ attempt }) => attempt === 1 ? other.promise : new Promise<string>(() => {}));
    await using client = createClient({
      baseUrl: at.baseUrl,
      ...credentials,
      provider: firstOf(prompt, sms),
    });
    const login = client.login();
    await expect.poll(() => told.length).toBe(1);
    const { link } = told[0]!;
    expect((await openPage(send, link)).status).toBe(200);
    other.resolve("1111");
    await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2);
    const again = await openPage(send, link);
    expect([again.status, wordsOf(again)]).toEqual([
      200,
      expect.stringContaining("Another code is needed."),
    ]);
    await sendForm(send, again, "5653");
    expect(await login).toMatchObject({ provider: "web-prompt" });
  });

  it("nobody is told where the broker asks for no code", async () => {
    await using at = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    const { prompt, told } = toldPrompt();
    await using client = createClient({ baseUrl: at.baseUrl, ...credentials, provider: prompt });
    await client.login();
    expect(told).toEqual([]);
  });

  it("the broker sends no code where no page could be opened", async () => {
    await using at = await broker();
    const { webPrompt } = await import("../../../plugins/web_prompt.ts");
    await using client = createClient({ baseUrl: at.baseUrl, ...credentials, provider: webPrompt() });
    await expect(client.login()).rejects.toMatchObject({
      _tag: "ProviderFailed",
      reason: { _tag: "NotServed" },
      retryable: false,
    });
    expect(at.requests).toEqual([]);
  });
});

describe("what a login opens", () => {
  it("is forgotten after a thousand others", async () => {
    const { prompt, told } = toldPrompt();
    const send = sendTo(prompt);
    for (let i = 0; i < 1001; i++) {
      const login = await armPrompt(prompt);
      const code = login.next();
      await Effect.runPromise(Effect.yieldNow);
      await login.end(false);
      void code;
    }
    await expect.poll(() => told.length).toBe(1001);
    const statuses = [told[0]!, told[1]!, told.at(-1)!].map(async ({ link }) =>
      (await openPage(send, link)).status
    );
    expect(await Promise.all(statuses)).toEqual([404, 410, 410]);
  });
});
