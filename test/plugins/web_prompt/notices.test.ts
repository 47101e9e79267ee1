import * as Redacted from "effect/Redacted";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  isWebPromptFailure,
  ntfy,
  type OnCodeNeeded,
  type PromptNotice,
  slack,
  telegram,
} from "../../../plugins/web_prompt.ts";
import { everythingSaid } from "../../support/everythingSaid.ts";
import { freePort } from "../../support/freePort.ts";
import { noticeServer } from "../../support/noticeServer.ts";
import { armPrompt, toldPrompt } from "../../support/webPrompt.ts";

const link = `https://bot.example/code/${"canary-link".padEnd(43, "x")}`;
const needed: PromptNotice = {
  username: "bob & <co>",
  baseUrl: "https://broker.example/api",
  attempt: 1,
  requestedAt: 1_000_000,
  deadline: 1_120_000,
  link,
};
const signal = new AbortController().signal;
const botToken = "123456:canary-bot-token-of-some-length";
const topicToken = "tk_canaryTopicToken";

/** Each service, at an address of loopback. */
const services: ReadonlyArray<readonly [name: string, at: (url: string) => OnCodeNeeded]> = [
  ["ntfy", (url) => ntfy({ topicUrl: `${url}/canary-topic`, token: topicToken })],
  ["Slack", (url) => slack({ webhookUrl: `${url}/services/T0/B0/canary-hook` })],
  ["Telegram", (url) => telegram({ botToken, chatId: -100123, apiUrl: url })],
];

describe("a notice", () => {
  it("by ntfy is published as JSON, and opens the page", async () => {
    await using server = await noticeServer();
    await ntfy({ topicUrl: Redacted.make(`${server.url}/canary-topic`), token: topicToken })(needed, signal);
    const [notice] = server.received;
    expect(notice).toMatchObject({
      method: "POST",
      path: "/",
      body: {
        topic: "canary-topic",
        title: "Verification code needed",
        message: "bob & <co> logs in at broker.example. Type the code within 2 min.",
        priority: 4,
        tags: ["key"],
        click: link,
        actions: [{ action: "view", label: "Type the code", url: link, clear: true }],
      },
    });
    expect(notice?.headers).toMatchObject({
      "authorization": `Bearer ${topicToken}`,
      "content-type": "application/json",
    });
  });

  it("by ntfy without a token carries none", async () => {
    await using server = await noticeServer();
    await ntfy({ topicUrl: new URL(`${server.url}/topic/`) })(needed, signal);
    expect(server.received[0]?.headers).not.toHaveProperty("authorization");
    expect(server.received[0]?.body).toMatchObject({ topic: "topic" });
  });

  it("by Slack is a text whose signs are escaped, with no preview of the link", async () => {
    await using server = await noticeServer({ status: 200, body: "ok" });
    await slack({ webhookUrl: `${server.url}/services/T0/B0/canary-hook` })(needed, signal);
    expect(server.received).toMatchObject([{
      path: "/services/T0/B0/canary-hook",
      body: {
        text: "*Verification code needed*\nbob &amp; &lt;co&gt; logs in at broker.example. " +
          `Type the code within 2 min.\n<${link}|Type the code>`,
        unfurl_links: false,
        unfurl_media: false,
      },
    }]);
  });

  it("by Telegram is plain text, with no preview of the link", async () => {
    await using server = await noticeServer({ status: 200, body: '{"ok":true}' });
    await telegram({ botToken: Redacted.make(botToken), chatId: "@codes", apiUrl: `${server.url}/` })(
      needed,
      signal,
    );
    expect(server.received).toMatchObject([{
      path: `/bot${botToken}/sendMessage`,
      body: {
        chat_id: "@codes",
        text: "Verification code needed\nbob & <co> logs in at broker.example. " +
          `Type the code within 2 min.\n${link}`,
        link_preview_options: { is_disabled: true },
      },
    }]);
  });

  it.each<[string, string, (url: string) => OnCodeNeeded]>([
    ["ntfy", "/a//b/", (url) => ntfy({ topicUrl: `${url}/a//b/topic#part`, token: topicToken })],
    [
      "Telegram",
      `/a//b/bot${botToken}/sendMessage`,
      (url) => telegram({ botToken, chatId: 1, apiUrl: `${url}/a//b/?x#y` }),
    ],
  ])("by %s goes to the configured host, below the configured path", async (_, path, at) => {
    await using server = await noticeServer();
    await at(server.url)(needed, signal);
    expect(server.received).toMatchObject([{ path }]);
  });

  it("after the first one says that another code is needed", async () => {
    await using server = await noticeServer();
    await ntfy({ topicUrl: `${server.url}/topic` })({ ...needed, attempt: 2, deadline: 1_090_000 }, signal);
    expect(server.received[0]?.body).toMatchObject({
      title: "Another verification code needed",
      message: "bob & <co> logs in at broker.example. Type the newest code within 90 s.",
    });
  });

  it("leaves the blanks of a name as they are", async () => {
    await using server = await noticeServer();
    await ntfy({ topicUrl: `${server.url}/topic` })({ ...needed, username: "bob  co" }, signal);
    expect(server.received[0]?.body).toMatchObject({
      message: "bob  co logs in at broker.example. Type the code within 2 min.",
    });
  });

  it.each(services)(
    "by %s is given as soon as it is taken, whatever becomes of the answer",
    async (_, at) => {
      await using server = await noticeServer({ status: 200, body: "o", isEndless: true });
      await at(server.url)(needed, signal);
      expect(server.received).toHaveLength(1);
    },
  );

  it("bounds a long name, and makes what turns text round harmless", async () => {
    await using server = await noticeServer();
    await ntfy({ topicUrl: `${server.url}/topic` })(
      { ...needed, username: `\u202e${"x".repeat(500)}` },
      signal,
    );
    expect(server.received[0]?.body).toMatchObject({
      message: expect.stringMatching(/^\?x{78}… logs in at broker\.example\./),
    });
  });
});

describe("a notice that is not taken ends the login's wait, which", () => {
  const { failureOf: _, said } = everythingSaid();

  /** The failure of a wait, with all that can be said of it. */
  async function failureOf(onCodeNeeded: OnCodeNeeded) {
    const { prompt } = toldPrompt({ onCodeNeeded });
    await using login = await armPrompt(prompt);
    const error: unknown = await login.next().catch((error: unknown) => error);
    if (!isWebPromptFailure(error)) throw new Error("it did not fail");
    const all = [
      inspect(error, { depth: 12, showHidden: true }),
      error.stack,
      JSON.stringify(error),
      ...said(),
    ];
    expect(all.join("\n")).not.toMatch(/canary|[\w-]{43}/);
    return error;
  }
  const refusals: ReadonlyArray<readonly [status: number, body: string, said: Record<string, RegExp>]> = [
    [400, "Bad Request: chat not found", {
      ntfy: /check the topic's address/,
      Slack: /check the webhook's address/,
      Telegram: /there is no such chat \(option chatId\)/,
    }],
    [401, `{"token":"${botToken}"}`, {
      ntfy: /needs an access token \(option token\)/,
      Slack: /check the webhook's address/,
      Telegram: /the bot's token is wrong/,
    }],
    [403, link, {
      ntfy: /may not write to it/,
      Slack: /may not post: make it anew/,
      Telegram: /write to the bot first/,
    }],
    [404, "no_service", {
      ntfy: /check the topic's address/,
      Slack: /no longer there/,
      Telegram: /the bot's token is wrong/,
    }],
    [410, "channel_is_archived", {
      ntfy: /check the topic's address/,
      Slack: /the channel is archived/,
      Telegram: /check the bot's token and the chat/,
    }],
  ];

  it.each(
    refusals.flatMap(([status, body, words]) =>
      services.map(([name, at]) => [name, status, words[name]!, at, body] as const)
    ),
  )("says what to do where %s answers %i: %s", async (name, status, words, at, body) => {
    await using server = await noticeServer({ status, body });
    const error = await failureOf(at(server.url));
    expect(error).toMatchObject({ reason: { _tag: "NoticeRefused" }, retryable: false });
    expect(error.problem).toMatch(new RegExp(`^nobody was told of the link: ${name} answered ${status}: `));
    expect(error.problem).toMatch(words);
  });

  it.each(
    [408, 429, 500, 503].flatMap((status) => services.map(([name, at]) => [name, status, at] as const)),
  )(
    "may be tried again where %s answers %i",
    async (_, status, at) => {
      await using server = await noticeServer({ status, body: "x".repeat(100_000) });
      expect(await failureOf(at(server.url))).toMatchObject({
        reason: { _tag: "NoticeUnavailable" },
        retryable: true,
      });
    },
  );

  it.each(services)("follows no redirect of %s: the link goes nowhere else", async (_, at) => {
    await using other = await noticeServer();
    await using server = await noticeServer({ status: 307, headers: { location: other.url } });
    expect(await failureOf(at(server.url))).toMatchObject({ reason: { _tag: "NoticeRefused" } });
    expect(other.received).toEqual([]);
  });

  it.each(services)("may be tried again where there is no connection to %s", async (_, at) => {
    const error = await failureOf(at(`http://127.0.0.1:${await freePort()}`));
    expect(error).toMatchObject({ reason: { _tag: "NoConnection" }, retryable: true });
    expect(error.problem).toMatch(/no connection to \w+ \(127\.0\.0\.1:\d+\)/);
  });

  it("tells nothing of what a function of one's own has thrown but its kind", async () => {
    const thrown = (error: unknown) => () => Promise.reject(error);
    expect((await failureOf(thrown(new TypeError(`no: ${link}`)))).problem).toBe(
      "nobody was told of the link: onCodeNeeded has failed (TypeError)",
    );
    expect((await failureOf(({ link }) => Promise.reject(`canary ${link}`))).problem).toBe(
      "nobody was told of the link: onCodeNeeded has failed",
    );
    expect(
      await failureOf(() => {
        throw new RangeError("canary");
      }),
    ).toMatchObject({ reason: { _tag: "NoticeFailed" }, retryable: true });
  });

  it.each<[string, string, (link: string) => object]>([
    ["its own kind", "NoticeFailed", (link) => ({ _tag: "Modem", at: link })],
    ["no kind", "NoticeFailed", (link) => new Error(`GET ${link}`)],
    ["a kind of this provider", "NoticeRefused", (link) => ({ _tag: "NoticeRefused", at: link })],
    ["a kind that every object has", "NoticeFailed", () => ({ _tag: "constructor" })],
  ])("keeps nothing of a reason with %s but a kind that is known", async (_, tag, reasonOf) => {
    const { ProviderFailed } = await import("../../../mod.ts");
    const error = await failureOf(({ link }) => {
      const fields = { provider: "mine", problem: "no modem", retryable: false, cause: new Error(link) };
      throw new ProviderFailed({ ...fields, reason: reasonOf(link) as { readonly _tag: string } });
    });
    expect(error.reason).toEqual({ _tag: tag });
    expect(error.cause).toBeUndefined();
  });

  it("keeps what it says itself, but for the link", async () => {
    const { ProviderFailed } = await import("../../../mod.ts");
    const error = await failureOf(({ link }) =>
      Promise.reject(
        new ProviderFailed({ provider: "mine", problem: `no modem for ${link}`, retryable: false }),
      )
    );
    expect(error).toMatchObject({
      provider: "web-prompt",
      problem: "no modem for https://bot.example/code/<redacted>",
      retryable: false,
      reason: { _tag: "NoticeFailed" },
    });
  });
});

describe("a wait whose notice failed", () => {
  it("tells again where it is asked again", async () => {
    let calls = 0;
    const { prompt } = toldPrompt({
      onCodeNeeded: () => ++calls === 1 ? Promise.reject(new Error()) : Promise.resolve(),
    });
    await using login = await armPrompt(prompt);
    await expect(login.next(1)).rejects.toMatchObject({ _tag: "ProviderFailed" });
    login.next(1);
    await expect.poll(() => calls).toBe(2);
  });

  it("ends at the notice's signal where the service keeps silent", async () => {
    await using server = await noticeServer(undefined);
    const { prompt } = toldPrompt({ onCodeNeeded: slack({ webhookUrl: `${server.url}/hook` }) });
    await using login = await armPrompt(prompt);
    const stop = new AbortController();
    const wait = login.next(1, { signal: stop.signal });
    await expect.poll(() => server.received.length).toBe(1);
    stop.abort();
    await expect(wait).rejects.toThrow();
  });
});
