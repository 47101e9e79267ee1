import { get } from "node:http";
import process from "node:process";
import { describe, expect, it, vi } from "vitest";
import { toStderr, webPrompt } from "../../../plugins/web_prompt.ts";
import { createClient } from "../../../mod.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { armPrompt, openPage, promptUrl, sendForm, toldPrompt, wordsOf } from "../../support/webPrompt.ts";

const portOf = ({ url }: { readonly url: string }) => Number(new URL(url).port);

/** The status of an answer to a request with another Host, which `fetch` does not send. */
const statusOf = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });

const isServed = (url: string) =>
  fetch(url).then((response) => response.body?.cancel()).then(() => true, () => false);

describe("pages that are served alone", () => {
  it("are where their links lead, and take a code", async () => {
    const { prompt, told } = toldPrompt({ publicUrl: undefined });
    await using server = await prompt.listen({ port: 0 });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await using login = await armPrompt(prompt);
    const code = login.next();
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]!.link.startsWith(server.url)).toBe(true);
    const page = await openPage(fetch, told[0]!.link);
    expect(page.status).toBe(200);
    void sendForm(fetch, page, "5653").catch(() => {});
    expect(await code).toBe("5653");
    await login.end(true);
  });

  it("answer whoever typed the last code, though the login ends and the server with it", async () => {
    await using broker = await simulate({
      appKey: "key",
      users: [{ username: "bob", password: "pw", twoFactor: "sms" }],
      generateCode: () => "5653",
      deliver: () => {},
    });
    const { prompt, told } = toldPrompt({ publicUrl: undefined });
    const server = await prompt.listen({ port: 0 });
    await using client = createClient({
      baseUrl: broker.baseUrl,
      appKey: "key",
      username: "bob",
      password: "pw",
      provider: prompt,
    });
    const login = client.login().finally(() => server.close());
    await expect.poll(() => told.length).toBe(1);
    const done = await sendForm(fetch, await openPage(fetch, told[0]!.link), "5653");
    expect(wordsOf(done)).toMatch(/^Code accepted/);
    await login;
    expect(await isServed(server.url)).toBe(false);
  });

  it("have no list of logins", async () => {
    const { prompt, told } = toldPrompt({ publicUrl: undefined });
    await using server = await prompt.listen({ port: 0 });
    await using login = await armPrompt(prompt);
    login.next();
    await expect.poll(() => told.length).toBe(1);
    const { status, html } = await openPage(fetch, server.url);
    expect(status).toBe(404);
    expect(html).not.toContain("bob");
  });

  it("answer HEAD without a body", async () => {
    const { prompt } = toldPrompt();
    await using server = await prompt.listen({ port: 0 });
    const response = await fetch(server.url, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([404, ""]);
  });

  it("are no longer there once closed, and then a login says so before the broker is asked", async () => {
    const { prompt } = toldPrompt({ publicUrl: undefined });
    const server = await prompt.listen({ port: 0 });
    await Promise.all([server.close(), server[Symbol.asyncDispose]()]);
    expect(await isServed(server.url)).toBe(false);
    await expect(armPrompt(prompt)).rejects.toMatchObject({ reason: { _tag: "NotServed" } });
  });

  it("fail with PortTaken where the port is taken", async () => {
    const { prompt } = toldPrompt();
    await using server = await prompt.listen({ port: 0 });
    await expect(prompt.listen({ port: portOf(server) })).rejects.toMatchObject({
      _tag: "ProviderFailed",
      reason: { _tag: "PortTaken" },
      problem: expect.stringContaining("another web prompt of this one"),
      retryable: true,
    });
  });

  it.each([["0.0.0.0"], ["::"], ["10.0.0.1"], ["bot.example"], ["[::]"]])(
    "are not served in the clear at %s without a public address",
    async (hostname) => {
      await expect(webPrompt().listen({ port: 0, hostname })).rejects.toMatchObject({
        _tag: "InvalidConfiguration",
        setting: "web-prompt publicUrl",
      });
    },
  );

  it.each([
    ["not a host"],
    ["127.0.0.1:80"],
    ["[127.0.0.1]"],
    ["[::1"],
    ["bob@127.0.0.1"],
    ["127.0.0.1#"],
    ["http://127.0.0.1"],
    [""],
  ])("are not served at %j, which is no host", async (hostname) => {
    for (const { prompt } of [toldPrompt(), toldPrompt({ publicUrl: undefined })]) {
      await expect(prompt.listen({ port: 0, hostname })).rejects.toMatchObject({
        _tag: "InvalidConfiguration",
        setting: "web-prompt hostname",
      });
    }
  });

  it.each(["::1", "[::1]"])("are served at %s", async (hostname) => {
    const { prompt } = toldPrompt({ publicUrl: undefined });
    await using server = await prompt.listen({ port: 0, hostname });
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+\/$/);
    expect((await openPage(fetch, server.url)).status).toBe(404);
  });

  it.each([
    ["rebound.example", 421],
    ["127.0.0.1:99999", 421],
    ["127.0.0.1.rebound.example", 421],
    ["localhost", 200],
    ["[::1]", 200],
  ])("answer %s, as a request's Host, with %i where there is no public address", async (host, status) => {
    const { prompt, told } = toldPrompt({ publicUrl: undefined });
    await using server = await prompt.listen({ port: 0 });
    await using login = await armPrompt(prompt);
    login.next();
    await expect.poll(() => told.length).toBe(1);
    const answered = await statusOf(told[0]!.link, `${host}:${portOf(server)}`);
    expect(answered).toBe(status);
  });

  it("answer any Host behind a proxy, which may write its own", async () => {
    const { prompt } = toldPrompt();
    await using server = await prompt.listen({ port: 0 });
    expect(await statusOf(server.url, "upstream")).toBe(404);
  });

  it("are served at such an address behind a TLS proxy", async () => {
    const { prompt, told } = toldPrompt();
    await using server = await prompt.listen({ port: 0, hostname: "0.0.0.0" });
    await using login = await armPrompt(prompt);
    login.next();
    await expect.poll(() => told.length).toBe(1);
    expect(told[0]!.link.startsWith(`${promptUrl}/`)).toBe(true);
    const passedOn = told[0]!.link.replace(promptUrl, `http://127.0.0.1:${portOf(server)}/code`);
    expect((await openPage(fetch, passedOn)).status).toBe(200);
  });
});

describe("without anybody to tell", () => {
  it("the link is written to standard error, and nowhere else", async () => {
    const lines: Array<string> = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
    try {
      const prompt = webPrompt();
      await using server = await prompt.listen({ port: 0 });
      await using login = await armPrompt(prompt, "bob\u001b[2J\u202e\u200b\u2028");
      login.next(1, { timeoutMillis: 90_000 });
      await expect.poll(() => lines.length).toBe(1);
      const [, link = ""] =
        /^web-prompt: type the verification code for bob\?\[2J\?{3} within 90 s: (\S+)\n$/.exec(lines[0]!) ??
          [];
      expect(link).toMatch(new RegExp(`^${server.url}[\\w-]{43}$`));
      expect((await openPage(fetch, link)).status).toBe(200);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it("a public address needs to be told that standard error will do", () => {
    expect(() => webPrompt({ publicUrl: promptUrl })).toThrow("nobody would learn of the link");
    expect(() => webPrompt({ publicUrl: promptUrl, onCodeNeeded: toStderr() })).not.toThrow();
  });
});
