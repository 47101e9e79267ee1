import { describe, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { armPrompt, openPage, sendForm, sendTo, toldPrompt, wordsOf } from "../../support/webPrompt.ts";

async function waiting() {
  const { prompt, told } = toldPrompt();
  const login = await armPrompt(prompt);
  const code = login.next();
  await expect.poll(() => told.length).toBe(1);
  return { send: sendTo(prompt), link: told[0]!.link, login, code, told };
}

/** A broker, and a client with a page. */
async function atBroker(maxCodes = 3) {
  const { prompt, told } = toldPrompt();
  const broker = await simulate({
    appKey: "key",
    users: [{ username: "bob", password: "pw", twoFactor: "sms" }],
    generateCode: () => "5653",
    deliver: () => {},
  });
  const client = createClient({
    baseUrl: broker.baseUrl,
    appKey: "key",
    username: "bob",
    password: "pw",
    provider: prompt,
    maxCodes,
  });
  const stack = new AsyncDisposableStack();
  stack.use(broker);
  stack.use(client);
  const login = client.login();
  login.catch(() => {});
  await expect.poll(() => told.length).toBe(1);
  return {
    send: sendTo(prompt),
    told,
    login,
    link: told[0]!.link,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe("a login", () => {
  it("goes on with the code that was typed, and the page says so", async () => {
    await using run = await atBroker();
    const done = await sendForm(run.send, await openPage(run.send, run.link), "5653");
    expect([done.status, wordsOf(done)]).toEqual([
      200,
      "Code accepted The login is done. You may close this page.",
    ]);
    expect(done.headers.get("set-cookie")).toMatch(/=; Path=\/; Max-Age=0; /);
    expect(await run.login).toMatchObject({ provider: "web-prompt", username: "bob" });
  });

  it("asks again by the same link where the broker refuses the code, with another notice", async () => {
    await using run = await atBroker();
    const refused = await sendForm(run.send, await openPage(run.send, run.link), "1111");
    expect([refused.status, refused.headers.get("location")]).toEqual([303, new URL(run.link).pathname]);
    const again = await openPage(run.send, run.link);
    expect(again.status).toBe(200);
    expect(wordsOf(again)).toContain(
      "The broker refused the last code. Type the newest one that you have received.",
    );
    expect(wordsOf(again)).toContain("Attempt 2");
    expect(again.html).toMatch(/role="alert">.*id="error"/);
    expect(again.html).toContain('aria-describedby="error hint attempt"');
    await expect.poll(() => run.told.map(({ attempt, link }) => [attempt, link])).toEqual([
      [1, run.link],
      [2, run.link],
    ]);
    await sendForm(run.send, again, "5653");
    expect(await run.login).toMatchObject({ provider: "web-prompt" });
  });

  it("that ends without a token says so to whoever typed the last code", async () => {
    await using run = await atBroker(1);
    const ended = await sendForm(run.send, await openPage(run.send, run.link), "1111");
    expect(ended.status).toBe(200);
    expect(wordsOf(ended)).toMatch(/^The login has ended without success/);
    await expect(run.login).rejects.toMatchObject({ _tag: "CodeRefused" });
  });

  it.each([
    [true, "Code taken The program that waited has it. No broker has checked it. You may close this page."],
    [
      false,
      "This login needs no code now Its time is over, or a code came another way. You may close this page.",
    ],
  ])("without a user, as when codes are only listened to, claims no success: %s", async (hasToken, words) => {
    const { prompt, told } = toldPrompt();
    await using login = await armPrompt(prompt, "");
    const code = login.next();
    await expect.poll(() => told.length).toBe(1);
    const send = sendTo(prompt);
    const sent = sendForm(send, await openPage(send, told[0]!.link), "5653");
    await code;
    await login.end(hasToken);
    expect(wordsOf(await sent)).toBe(words);
  });

  it("of one user does not stand in another's way", async () => {
    const { prompt, told } = toldPrompt();
    const send = sendTo(prompt);
    const users = ["alice", "bob", "carol"];
    await using stack = new AsyncDisposableStack();
    const logins = await Promise.all(users.map(async (user) => stack.use(await armPrompt(prompt, user))));
    const codes = logins.map((login) => login.next());
    await expect.poll(() => told.length).toBe(3);
    for (const [i, user] of users.toReversed().entries()) {
      const { link } = told.find(({ username }) => username === user)!;
      const page = await openPage(send, link);
      expect(wordsOf(page)).toContain(`For ${user} at`);
      void sendForm(send, page, `100${i}`);
    }
    expect(await Promise.all(codes)).toEqual(["1002", "1001", "1000"]);
  });
});

describe("a code", () => {
  it.each([
    ["5653", "5653"],
    ["123 456", "123456"],
    ["\u2068 123\u00a0456\u200b\n", "123456"],
    ["G-123456", "G-123456"],
    ["0417", "0417"],
    ["５６５３", "5653"],
  ])("%j is taken as %j", async (typed, taken) => {
    const { send, link, login, code } = await waiting();
    await using _ = login;
    void sendForm(send, await openPage(send, link), typed);
    expect(await code).toBe(taken);
  });

  it.each(["", "  ", "fünf", "x".repeat(33), "\u0007123", "Type 4163 to access the platform"])(
    "%j is none: the page says so, and the broker hears nothing",
    async (typed) => {
      const { send, link, login, code } = await waiting();
      await using _ = login;
      const wrong = await sendForm(send, await openPage(send, link), typed);
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain("<title>Error: ");
      expect(wrong.html).toContain('aria-describedby="error hint attempt" aria-invalid="true"');
      expect(wordsOf(wrong)).toContain(
        "This is not a code. Type it alone: at most 32 letters, digits or signs.",
      );
      if (typed.trim() !== "") expect(wrong.html).not.toContain(typed);
      expect(await login.refused()).toEqual({ "not a code": 1 });
      // The page that says so takes the right one.
      void sendForm(send, { ...wrong, link }, "5653");
      expect(await code).toBe("5653");
    },
  );

  it("is not taken twice in one login: it has been refused", async () => {
    const { send, link, login, code, told } = await waiting();
    await using _ = login;
    void sendForm(send, await openPage(send, link), "5653");
    expect(await code).toBe("5653");
    const second = login.next(2);
    await expect.poll(() => told.length).toBe(2);
    const page = await openPage(send, link);
    const same = await sendForm(send, page, "56 53");
    expect([same.status, wordsOf(same)]).toEqual([422, expect.stringContaining("has been used already")]);
    void sendForm(send, page, "1234");
    expect(await second).toBe("1234");
  });

  it("that is asked for again on the same attempt, since it had been sent before, is told of", async () => {
    const { send, link, login, code } = await waiting();
    await using _ = login;
    void sendForm(send, await openPage(send, link), "5653");
    await code;
    login.next(1);
    expect(wordsOf(await openPage(send, link))).toContain("This code has been used already.");
  });

  it("that is asked for beyond the first, with none of this page refused, is just another one", async () => {
    const { prompt, told } = toldPrompt();
    await using login = await armPrompt(prompt);
    login.next(2);
    await expect.poll(() => told.length).toBe(1);
    const words = wordsOf(await openPage(sendTo(prompt), told[0]!.link));
    expect(words).toContain("Another code is needed. Type the newest one");
    expect(words).not.toMatch(/refused/);
  });

  it("is taken once, however often the form is sent", async () => {
    const { send, link, login, code } = await waiting();
    await using _ = login;
    const page = await openPage(send, link);
    const answers = Array.from({ length: 5 }, (_, i) => sendForm(send, page, `565${i}`));
    expect(await code).toBe("5650");
    const later = await Promise.all(answers.slice(1));
    for (const { status, headers } of later) {
      expect([status, headers.get("location")]).toEqual([303, `${new URL(link).pathname}/sent`]);
    }
    const checking = await openPage(send, `${link}/sent`);
    expect([checking.status, wordsOf(checking)]).toEqual([
      200,
      "Code taken The broker is checking it. You may close this page, or wait here for the answer. Look again",
    ]);
    await login.end(true);
    expect(wordsOf((await answers[0])!)).toMatch(/^Code accepted/);
    expect(wordsOf(await openPage(send, `${link}/sent`))).toMatch(/^Code accepted/);
  });

  it("from a page for an earlier attempt is not taken", async () => {
    const { send, link, login, code, told } = await waiting();
    await using _ = login;
    const old = await openPage(send, link);
    void sendForm(send, old, "5653");
    await code;
    const second = login.next(2);
    await expect.poll(() => told.length).toBe(2);
    const late = await sendForm(send, old, "1234");
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining("was for an earlier code")]);
    void sendForm(send, { ...late, link }, "4321");
    expect(await second).toBe("4321");
  });
});
