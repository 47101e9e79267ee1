import { describe, expect, it } from "vitest";
import {
  armPrompt,
  openPage,
  promptUrl,
  sendForm,
  sendTo,
  toldPrompt,
  wordsOf,
} from "../../support/webPrompt.ts";

const unknown = `${promptUrl}/${"a".repeat(43)}`;

async function waiting(username = "bob", options = {}) {
  const { prompt, told } = toldPrompt(options);
  const login = await armPrompt(prompt, username);
  const code = login.next();
  await expect.poll(() => told.length).toBe(1);
  return { send: sendTo(prompt), link: told[0]!.link, login, code, told, prompt };
}

describe("a login's page", () => {
  it("tells who logs in where, on which attempt, for how long it has waited and until when", async () => {
    const { send, link, told, login } = await waiting();
    await using _ = login;
    const page = await openPage(send, link);
    expect(page.status).toBe(200);
    const words = wordsOf(page);
    expect(words).toContain("For bob at broker.example, sent by email or SMS.");
    expect(words).toContain("Attempt 1");
    const timeOf = (millis: number) => `${new Date(millis).toISOString().slice(11, 19)} UTC`;
    expect(words).toMatch(/ Waited 0:0\d when opened /);
    expect(words).toContain(`open until ${timeOf(told[0]!.deadline)}`);
  });

  it("has a field for one code, with a label, a description and what phones need", async () => {
    const { send, link, login } = await waiting();
    await using _ = login;
    const { html } = await openPage(send, link);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<label for="code">Verification code</label>');
    const input = /<input id="code"[^>]*>/.exec(html)?.[0] ?? "";
    for (
      const attribute of [
        'name="code"',
        'autocomplete="one-time-code"',
        'inputmode="numeric"',
        "required",
        "autofocus",
        'maxlength="1000"',
        'aria-describedby="hint attempt"',
      ]
    ) expect(input).toContain(attribute);
    expect(html).not.toMatch(/http-equiv|\bsrc=|\bstyle=|\bon\w+=|@import|url\(/);
  });

  it("offers letters where codes have them", async () => {
    const { send, link, login } = await waiting("bob", { keyboard: "text" });
    await using _ = login;
    expect((await openPage(send, link)).html).toContain('inputmode="text"');
  });

  it("shows a hostile name as text, without what turns or hides it", async () => {
    const { send, link, login } = await waiting(
      `<img src=x onerror=alert(1)>"'&\u202e\u0007${"x".repeat(200)}`,
    );
    await using _ = login;
    const { html } = await openPage(send, link);
    expect(html).toContain("<bdi>&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;??xxx");
    expect(html).toMatch(/x…<\/bdi>/);
    expect(html).not.toMatch(/<img|\u202e|x{81}/);
    expect(html).not.toContain("\u0007");
  });

  it("names nobody in its title, which services that preview links show", async () => {
    const { send, link, login } = await waiting();
    await using _ = login;
    expect((await openPage(send, link)).html).toContain("<title>Verification code needed</title>");
  });
});

describe("each answer", () => {
  const strict = {
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
  };

  it("lets nothing be loaded, framed, cached or told, whatever its status", async () => {
    const { send, link, login } = await waiting();
    await using _ = login;
    const page = await openPage(send, link);
    const answers = [
      page,
      await openPage(send, unknown),
      await openPage(send, `${promptUrl}/`),
      await sendForm(send, page, "ö"),
      await sendForm(send, page, "5653", { headers: { "sec-fetch-site": "cross-site" } }),
      await sendForm(send, page, "5653", { fields: { code: "x".repeat(20_000) } }),
      await sendForm(send, { ...page, link: `${link}/sent` }, "5653"),
      await openPage(send, `${link}/sent`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 422, 403, 413, 405, 303]);
    for (const { headers } of answers) {
      expect(Object.fromEntries(headers)).toMatchObject(strict);
      expect(headers.get("permissions-policy")).toContain("camera=()");
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'nonce-([\w-]{24})'; script-src 'nonce-\1'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
    }
  });

  it("allows its own style and script, by a nonce that is another one each time", async () => {
    const { send, link, login } = await waiting();
    await using _ = login;
    const nonces = [await openPage(send, link), await openPage(send, link)].map(({ headers, html }) => {
      const nonce = /'nonce-([\w-]+)'/.exec(headers.get("content-security-policy")!)![1]!;
      expect(html.match(/<(?:style|script) nonce="([\w-]+)"/g)).toEqual([
        `<style nonce="${nonce}"`,
        `<script nonce="${nonce}"`,
      ]);
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe("a link", () => {
  it("is another one for each login, and has 256 random bits", async () => {
    const one = await waiting("alice");
    const other = await waiting("bob");
    await using _ = one.login;
    await using __ = other.login;
    for (const { link } of [one, other]) expect(link).toMatch(/^https:\/\/bot\.example\/code\/[\w-]{43}$/);
    expect(one.link).not.toBe(other.link);
  });

  it("leads nowhere before the broker has asked for a code", async () => {
    const { prompt, told } = toldPrompt();
    await using _ = await armPrompt(prompt);
    expect(told).toEqual([]);
  });

  it.each(["", "/", `/${"a".repeat(43)}`, `/${"a".repeat(42)}`, "/favicon.ico", "/robots.txt", "/%2e%2e/x"])(
    "that is none gets 404: %j",
    async (path) => {
      const { send, login } = await waiting();
      await using _ = login;
      const { status, html } = await openPage(send, `${promptUrl}${path}`);
      expect(status).toBe(404);
      expect(html).not.toContain("bob");
    },
  );

  it("can be opened and previewed as often as anybody likes: only a form takes a code", async () => {
    const { send, link, login, code, told } = await waiting();
    await using _ = login;
    const bots = ["Slackbot-LinkExpanding 1.0", "TelegramBot (like TwitterBot)", "facebookexternalhit/1.1"];
    for (const bot of [...bots, ...bots]) {
      expect((await openPage(send, link, { "user-agent": bot })).status).toBe(200);
      expect((await openPage(send, `${link}?code=1111`, { "user-agent": bot })).status).toBe(200);
    }
    expect(told).toHaveLength(1);
    void sendForm(send, await openPage(send, link), "5653");
    expect(await code).toBe("5653");
  });

  it("answers HEAD as GET, without a body", async () => {
    const { send, link, login } = await waiting();
    await using _ = login;
    const head = await send(link, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect((await send(unknown, { method: "HEAD" })).status).toBe(404);
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("does not answer %s", async (method) => {
    const { send, link, login } = await waiting();
    await using _ = login;
    const { status, headers } = await openPage((url, init) => send(url, { ...init, method }), link);
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
  });

  it.each([
    ["leaves the path as it is", (link: string) => link],
    ["strips its beginning", (link: string) => link.replace("/code/", "/")],
    [
      "speaks plain http with it",
      (link: string) => link.replace("https://bot.example", "http://127.0.0.1:8789"),
    ],
  ])("works behind a proxy that %s", async (_, passedOn) => {
    const { send, link, login, code } = await waiting();
    await using __ = login;
    const page = await openPage(send, passedOn(link));
    expect(page.status).toBe(200);
    const sent = sendForm(send, page, "5653");
    expect(await code).toBe("5653");
    login.next(2);
    // Where the browser goes on is the public address's.
    expect((await sent).headers.get("location")).toBe(new URL(link).pathname);
  });
});
