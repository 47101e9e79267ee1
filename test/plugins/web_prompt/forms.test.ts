import { describe, expect, it } from "vitest";
import { mostPosts } from "../../../plugins/web_prompt/PostLimit.ts";
import {
  armPrompt,
  type FormParts,
  openPage,
  promptUrl,
  sendForm,
  sendTo,
  toldPrompt,
  wordsOf,
} from "../../support/webPrompt.ts";

async function waiting(publicUrl = promptUrl) {
  const lines: Array<string> = [];
  const { prompt, told } = toldPrompt({ publicUrl, log: (line) => void lines.push(line) });
  const stack = new AsyncDisposableStack();
  const of = async (username: string) => {
    const login = stack.use(await armPrompt(prompt, username));
    const code = login.next();
    await expect.poll(() => told.some((each) => each.username === username)).toBe(true);
    return { login, code, link: told.find((each) => each.username === username)!.link };
  };
  const bob = await of("bob");
  return { ...bob, of, lines, send: sendTo(prompt), [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

describe("a form", () => {
  it("comes with a cookie that no script, other site or plain request gets", async () => {
    await using run = await waiting();
    const { headers } = await openPage(run.send, run.link);
    expect(headers.get("set-cookie")).toMatch(
      /^__Host-web-prompt-[\w-]{16}=[\w-]{43}; Path=\/; Max-Age=36[56]\d; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it("comes on this machine, without TLS, with one that needs none", async () => {
    await using run = await waiting("http://127.0.0.1:8789/");
    const page = await openPage(run.send, run.link);
    expect(page.headers.get("set-cookie")).toMatch(
      /^web-prompt-[\w-]{16}=[\w-]{43}; Path=\/; Max-Age=36[56]\d; HttpOnly; SameSite=Strict$/,
    );
    void sendForm(run.send, page, "5653");
    expect(await run.code).toBe("5653");
  });

  it.each([
    ["of two hours", 2 * 3600_000, 3 * 3600],
    ["without an end", Number.POSITIVE_INFINITY, 400 * 24 * 3600],
  ])("keeps its cookie longer than a wait %s", async (_, timeoutMillis, seconds) => {
    const { prompt, told } = toldPrompt();
    await using login = await armPrompt(prompt);
    login.next(1, { timeoutMillis });
    await expect.poll(() => told.length).toBe(1);
    const { headers } = await openPage(sendTo(prompt), told[0]!.link);
    const age = Number(/Max-Age=(\d+);/.exec(headers.get("set-cookie") ?? "")?.[1]);
    expect(age).toBeGreaterThan(seconds - 60);
    expect(age).toBeLessThanOrEqual(seconds);
  });

  it("can be opened twice in one browser, and sent from either page", async () => {
    await using run = await waiting();
    const one = await openPage(run.send, run.link);
    const other = await openPage(run.send, run.link);
    void sendForm(run.send, { ...one, cookie: `theme=dark; ${other.cookie}` }, "5653");
    expect(await run.code).toBe("5653");
  });

  it.each<[string, FormParts]>([
    ["from another site", { headers: { "sec-fetch-site": "cross-site" } }],
    ["from another host of the site", { headers: { "sec-fetch-site": "same-site" } }],
    ["that nobody has sent", { headers: { "sec-fetch-site": "none" } }],
    ["of another origin", { headers: { "sec-fetch-site": "same-origin", origin: "https://evil.example" } }],
    ["of another scheme", { headers: { "sec-fetch-site": "same-origin", origin: "http://bot.example" } }],
  ])("%s is refused, whatever it holds", async (_, parts) => {
    await using run = await waiting();
    const answer = await sendForm(run.send, await openPage(run.send, run.link), "5653", parts);
    expect([answer.status, wordsOf(answer)]).toEqual([
      403,
      "Not from this page A code is taken only from the page itself. Open the link again.",
    ]);
    expect(answer.html).not.toContain("<form");
    expect(await run.login.refused()).toEqual({ "not a form": 1 });
    expect(run.lines).toEqual([
      "web-prompt: refused a request (403): the browser says that it comes from another page",
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ["says null as its origin, as browsers do without a referrer", { origin: "null" }],
    ["says the pages' origin", { origin: "https://bot.example" }],
  ])("is taken where the browser %s", async (_, headers) => {
    await using run = await waiting();
    void sendForm(run.send, await openPage(run.send, run.link), "5653", { headers });
    expect(await run.code).toBe("5653");
  });

  it("without its cookie is refused, and the page says what to do", async () => {
    await using run = await waiting();
    const page = await openPage(run.send, run.link);
    const answer = await sendForm(run.send, { ...page, cookie: "" }, "5653");
    expect([answer.status, wordsOf(answer)]).toEqual([
      403,
      expect.stringContaining("Your browser has sent no cookie. Allow cookies for this page"),
    ]);
    expect(run.lines).toEqual(["web-prompt: refused a form (403): no cookie"]);
  });

  it.each(["token", "cookie", "token and cookie"])("with another login's %s is refused", async (what) => {
    await using run = await waiting();
    const alice = await run.of("alice");
    const own = await openPage(run.send, run.link);
    const hers = await openPage(run.send, alice.link);
    const answer = await sendForm(run.send, {
      ...own,
      fields: what.includes("token") ? hers.fields : own.fields,
      cookie: what.includes("cookie")
        ? own.cookie.replace(/=.*/, hers.cookie.replace(/^.*=/, "="))
        : own.cookie,
    }, "5653");
    expect([answer.status, wordsOf(answer)]).toEqual([
      403,
      expect.stringContaining("This page was out of date."),
    ]);
    expect(await run.login.refused()).toEqual({ "other page": 1 });
    // The page that says so works.
    void sendForm(run.send, { ...answer, link: run.link }, "5653");
    expect(await run.code).toBe("5653");
  });

  it("for another attempt than its token says is refused", async () => {
    await using run = await waiting();
    const answer = await sendForm(run.send, await openPage(run.send, run.link), "5653", {
      fields: { attempt: "2" },
    });
    expect(answer.status).toBe(403);
  });

  it("of another process is refused: each has a key of its own", async () => {
    await using run = await waiting();
    await using other = await waiting();
    const theirs = await openPage(other.send, other.link);
    const own = await openPage(run.send, run.link);
    expect((await sendForm(run.send, { ...own, fields: theirs.fields }, "5653")).status).toBe(403);
  });
});

describe("what is no form", () => {
  it.each<[number, string, FormParts]>([
    [415, "JSON", { headers: { "content-type": "application/json" } }],
    [415, "a form with files", { headers: { "content-type": "multipart/form-data; boundary=x" } }],
    [415, "a compressed form", { headers: { "content-encoding": "gzip" } }],
    [413, "a body of more than 16 KiB", { fields: { more: "x".repeat(16 * 1024) } }],
    [400, "a field that is far too long", { fields: { code: "1".repeat(1001) } }],
    [400, "an attempt that is no number", { fields: { attempt: "-1" } }],
  ])("gets %i: %s", async (status, _, parts) => {
    await using run = await waiting();
    const answer = await sendForm(run.send, await openPage(run.send, run.link), "5653", parts);
    expect(answer.status).toBe(status);
    expect(run.lines).toHaveLength(1);
    expect(run.lines[0]).toContain(`(${status})`);
    expect(JSON.stringify(run.lines)).not.toMatch(/5653|[\w-]{43}/);
  });

  it.each(["code", "token", "attempt"])("gets 400 without its %s, or with two of them", async (name) => {
    await using run = await waiting();
    const page = await openPage(run.send, run.link);
    const whole = new URLSearchParams({ ...page.fields, code: "5653" });
    const twice = new URLSearchParams([...whole, [name, "1"]]);
    const without = new URLSearchParams([...whole].filter(([each]) => each !== name));
    for (const body of [twice, without]) {
      const headers = { "content-type": "application/x-www-form-urlencoded", cookie: page.cookie };
      expect((await run.send(run.link, { method: "POST", headers, body: String(body) })).status).toBe(400);
    }
  });

  it("to an unknown link gets 404, and its body is not read", async () => {
    await using run = await waiting();
    const page = await openPage(run.send, run.link);
    const answer = await sendForm(run.send, { ...page, link: `${promptUrl}/${"a".repeat(43)}` }, "5653");
    expect([answer.status, answer.headers.get("connection")]).toEqual([404, "close"]);
  });
});

describe("too many forms", () => {
  it("to one link get 429 for a while; other links go on", async () => {
    await using run = await waiting();
    const alice = await run.of("alice");
    const page = await openPage(run.send, run.link);
    for (let i = 0; i < mostPosts; i++) expect((await sendForm(run.send, page, "ö")).status).toBe(422);
    const tooMany = await sendForm(run.send, page, "5653");
    expect([tooMany.status, wordsOf(tooMany)]).toEqual([429, expect.stringContaining("Too many tries")]);
    expect(Number(tooMany.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(tooMany.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    // It can still be looked at, and counts for the error of a wait that ends.
    expect((await openPage(run.send, run.link)).status).toBe(200);
    expect(await run.login.refused()).toEqual({ "not a code": mostPosts, "too many": 1 });
    void sendForm(run.send, await openPage(run.send, alice.link), "1234");
    expect(await alice.code).toBe("1234");
  });
});
