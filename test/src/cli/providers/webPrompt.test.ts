import * as Effect from "effect/Effect";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { providerFromSettings } from "../../../../src/cli/providers/providers.ts";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";
import { simulate } from "../../../../src/simulator/mod.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";
import { noticeServer } from "../../../support/noticeServer.ts";
import { scriptedServer } from "../../../support/scriptedServer.ts";
import { openPage, sendForm, wordsOf } from "../../../support/webPrompt.ts";

const code = "740193";
const topic = "canary-topic";
const token = "tk_canary";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-web-prompt-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

let port: number;
beforeEach(async () => {
  port = await freePort();
});

const broker = () =>
  simulate({
    appKey: "canary-key",
    users: [{ username: "bob", password: "canary-password", twoFactor: "sms" }],
    generateCode: () => code,
    deliver: () => {},
  });

const settings = (baseUrl: string, more: Record<string, string> = {}) => ({
  AUTOSHARES_BASE_URL: baseUrl,
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_USERNAME: "bob",
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_PROVIDER: "web-prompt",
  AUTOSHARES_WEB_PROMPT_LISTEN: `127.0.0.1:${port}`,
  ...more,
});

describe("login with a code that is typed on a page", () => {
  it("writes the link to stderr, takes the code, and tells the page how it ended before it ends itself", async () => {
    await using server = await broker();
    const login = startCli(["login", "--json"], { env: settings(server.baseUrl) });
    await login.shown("type the verification code for bob within 120 s: ");
    expect(login.stderrSoFar()).toContain(`  web-prompt listens on http://127.0.0.1:${port}/\n`);
    const link = /120 s: (\S+)\n/.exec(login.stderrSoFar())?.[1] ?? "";
    expect(link).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/[\\w-]{43}$`));
    const done = await sendForm(fetch, await openPage(fetch, link), "740 193");
    expect(wordsOf(done)).toMatch(/^Code accepted/);
    const { code: exitCode, stdout, stderr } = await login.result;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: "bob", provider: "web-prompt", codesTried: 1 });
    expect(stderr).not.toMatch(/canary|740193/);
  });

  it("sends the link by ntfy, whose topic and token stand in files, and writes it nowhere", async () => {
    await using server = await broker();
    await using ntfy = await noticeServer();
    await writeFile(join(folder, "topic"), `${ntfy.url}/${topic}\n`);
    await writeFile(join(folder, "token"), `${token}\n`);
    const login = startCli(["login"], {
      env: settings(server.baseUrl, {
        AUTOSHARES_WEB_PROMPT_NTFY_URL_FILE: join(folder, "topic"),
        AUTOSHARES_WEB_PROMPT_NTFY_TOKEN_FILE: join(folder, "token"),
        AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "https://bot.example/code/",
        AUTOSHARES_WEB_PROMPT_KEYBOARD: "text",
      }),
    });
    await login.shown("  web-prompt has sent the link by ntfy");
    const { click } = ntfy.received[0]?.body as { readonly click: string };
    expect(click).toMatch(/^https:\/\/bot\.example\/code\/[\w-]{43}$/);
    expect(ntfy.received[0]).toMatchObject({
      headers: { authorization: `Bearer ${token}` },
      body: { topic },
    });
    // The proxy passes on.
    const page = await openPage(fetch, click.replace("https://bot.example", `http://127.0.0.1:${port}`));
    expect(page.html).toContain('inputmode="text"');
    expect(page.cookie).toMatch(/^__Host-/);
    await sendForm(fetch, page, code);
    const { code: exitCode, stderr } = await login.result;
    expect(exitCode).toBe(0);
    expect(stderr).not.toMatch(/canary|740193|[\w-]{43}/);
  });

  it("that nobody could be told of fails with what to do: 4", async () => {
    await using server = await broker();
    await using ntfy = await noticeServer({ status: 403 });
    const ended = await runCli(["login"], {
      env: settings(server.baseUrl, { AUTOSHARES_WEB_PROMPT_NTFY_URL: `${ntfy.url}/${topic}` }),
    });
    expect(ended.code).toBe(4);
    expect(ended.lastLine).toContain(
      "nobody was told of the link: ntfy answered 403: the topic needs an access token (AUTOSHARES_WEB_PROMPT_NTFY_TOKEN)",
    );
    expect(ended.stderr).not.toContain("canary");
  });

  it("needs no login to be tried: listen", async () => {
    const listen = startCli(["listen", "--provider", "web-prompt"], {
      env: { AUTOSHARES_WEB_PROMPT_LISTEN: `127.0.0.1:${port}` },
    });
    await listen.shown("Listening to what is typed on a page whose link is written here until");
    await listen.shown("type the verification code within 300 s: ");
    const link = /300 s: (\S+)\n/.exec(listen.stderrSoFar())?.[1] ?? "";
    const page = await openPage(fetch, link);
    expect(wordsOf(page)).toContain("The newest one, sent by email or SMS.");
    expect((await sendForm(fetch, page, "fünf")).status).toBe(422);
    await listen.shown("  refused: not a code");
    const done = await sendForm(fetch, page, code);
    expect(wordsOf(done)).toMatch(/^Code taken .* No broker has checked it\./);
    expect(await listen.result).toMatchObject({ code: 0, stdout: `${code}\n` });
  });
});

describe("what keeps the page from being served keeps the broker from being asked", () => {
  it.each<[string, (taken: number) => Record<string, string>, string, exitCode: number]>([
    [
      "a port that is taken",
      (taken) => ({ AUTOSHARES_WEB_PROMPT_LISTEN: `:${taken}` }),
      "the port is taken, by another program or another login that waits; end it, or set AUTOSHARES_WEB_PROMPT_LISTEN",
      4,
    ],
    [
      "an address of another machine",
      () => ({
        AUTOSHARES_WEB_PROMPT_LISTEN: "192.0.2.1:8789",
        AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "https://bot.example",
      }),
      "the host of AUTOSHARES_WEB_PROMPT_LISTEN in the environment must be an address of this machine",
      4,
    ],
    [
      "an address that others reach, in the clear",
      () => ({ AUTOSHARES_WEB_PROMPT_LISTEN: "0.0.0.0:8789" }),
      "AUTOSHARES_WEB_PROMPT_PUBLIC_URL is missing, and needed to listen where others reach it",
      2,
    ],
    [
      "a host that is none",
      () => ({ AUTOSHARES_WEB_PROMPT_LISTEN: "bob@127.0.0.1:8789" }),
      "AUTOSHARES_WEB_PROMPT_LISTEN is no host",
      2,
    ],
  ])("%s", async (_, env, said, exitCode) => {
    await using server = await scriptedServer([]);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const ended = await runCli(["login"], { env: settings(server.baseUrl, env(port)) });
    await new Promise((resolve) => other.close(resolve));
    expect(ended.lastLine).toContain(said);
    expect({ code: ended.code, requests: server.requests.length }).toEqual({ code: exitCode, requests: 0 });
  });

  const ntfyUrl = `https://ntfy.example/${topic}`;
  const telegram = {
    AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN: "123456:canary-token-of-a-bot",
    AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID: "987654321",
  };
  it.each<[Record<string, string>, string]>([
    [
      { AUTOSHARES_WEB_PROMPT_LISTEN: "here" },
      "AUTOSHARES_WEB_PROMPT_LISTEN is not HOST:PORT, for example 127.0.0.1:8789",
    ],
    [{ AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "canary" }, "AUTOSHARES_WEB_PROMPT_PUBLIC_URL is no address"],
    [
      { AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "http://canary.example" },
      "AUTOSHARES_WEB_PROMPT_PUBLIC_URL must be https",
    ],
    [{ AUTOSHARES_WEB_PROMPT_KEYBOARD: "canary" }, "AUTOSHARES_WEB_PROMPT_KEYBOARD must be numeric or text"],
    [{ AUTOSHARES_WEB_PROMPT_NTFY_URL: "canary" }, "AUTOSHARES_WEB_PROMPT_NTFY_URL is no address, such as"],
    [
      { AUTOSHARES_WEB_PROMPT_NTFY_URL: ntfyUrl, AUTOSHARES_WEB_PROMPT_NTFY_TOKEN: "canary canary" },
      "AUTOSHARES_WEB_PROMPT_NTFY_TOKEN is missing, empty, or has blanks in it",
    ],
    [
      { AUTOSHARES_WEB_PROMPT_NTFY_TOKEN: "canary" },
      "AUTOSHARES_WEB_PROMPT_NTFY_URL is not set, and AUTOSHARES_WEB_PROMPT_NTFY_TOKEN is",
    ],
    [
      { AUTOSHARES_WEB_PROMPT_SLACK_URL: "http://canary.example/x" },
      "AUTOSHARES_WEB_PROMPT_SLACK_URL must be https",
    ],
    [
      { AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID: "1" },
      "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN is not set, and AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID is",
    ],
    [
      { AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN: "canary" },
      "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID is not set, and AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN is",
    ],
    [
      { ...telegram, AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN: "canary" },
      "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN is none: it looks like 123456:ABC",
    ],
    [
      { ...telegram, AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID: "canary" },
      "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID must be a number",
    ],
    [
      { ...telegram, AUTOSHARES_WEB_PROMPT_NTFY_URL: ntfyUrl },
      "AUTOSHARES_WEB_PROMPT_NTFY_URL is set, and so is another way to send the link (telegram); keep one",
    ],
    [
      { AUTOSHARES_PROVIDER: "" },
      "AUTOSHARES_WEB_PROMPT_LISTEN is set, but no provider is named that reads it (AUTOSHARES_PROVIDER: web-prompt)",
    ],
  ])("%o: InvalidConfiguration names the variable and no secret", async (env, said) => {
    for (const [name, value] of Object.entries(settings("", env))) vi.stubEnv(name, value);
    const read = Effect.runSync(readSettings(undefined));
    const failure = await Effect.runPromise(Effect.flip(providerFromSettings(undefined, read)));
    expect(failure).toMatchObject({ _tag: "InvalidConfiguration", exitCode: 2 });
    expect(failure.message).toContain(said);
    expect(failure.message).not.toContain("canary");
  });

  it.each<[Record<string, string>, string]>([
    [{}, "what is typed on a page whose link is written here"],
    [{ AUTOSHARES_WEB_PROMPT_NTFY_URL: ntfyUrl }, "what is typed on a page whose link is sent by ntfy"],
    [
      { AUTOSHARES_WEB_PROMPT_SLACK_URL: "https://hooks.slack.com/services/T0/B0/x" },
      "what is typed on a page whose link is sent by Slack",
    ],
    [telegram, "what is typed on a page whose link is sent by Telegram"],
  ])("%o is a whole setting", async (env, where) => {
    for (const [name, value] of Object.entries(settings("", env))) vi.stubEnv(name, value);
    const read = Effect.runSync(readSettings(undefined));
    expect(await Effect.runPromise(providerFromSettings(undefined, read))).toMatchObject({
      provider: { name: "web-prompt" },
      where,
    });
  });
});

describe("doctor", () => {
  const linesOf = async (env: Record<string, string>) => {
    await using server = await broker();
    const { stdout, stderr } = await runCli(["doctor"], { env: settings(server.baseUrl, env) });
    expect(`${stdout}${stderr}`).not.toContain("canary");
    return stdout.split("\n").filter((line) =>
      /^\w+ +(?:provider web-prompt|packages|notice|public address|settings)/.test(line)
    );
  };

  it("says that the page can be served, who learns of its link, and where it can be opened", async () => {
    expect(await linesOf({})).toEqual([
      "ok    packages: srvx is installed",
      `ok    provider web-prompt: its settings are complete, and 127.0.0.1:${port} is free to listen on`,
      "warn  notice: the link is written to standard error, and sent to nobody — set AUTOSHARES_WEB_PROMPT_NTFY_URL, " +
      "…_SLACK_URL or …_TELEGRAM_TOKEN where nobody reads that",
      "warn  public address: the page can be opened on this machine only — set AUTOSHARES_WEB_PROMPT_PUBLIC_URL to the " +
      "https address of the proxy before it",
    ]);
  });

  it("tells nobody of anything, and has nothing to warn of where all is set", async () => {
    await using ntfy = await noticeServer();
    expect(
      await linesOf({
        AUTOSHARES_WEB_PROMPT_NTFY_URL: `${ntfy.url}/${topic}`,
        AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "https://bot.example/code",
      }),
    ).toEqual([
      "ok    packages: srvx is installed",
      `ok    provider web-prompt: its settings are complete, and 127.0.0.1:${port} is free to listen on`,
      "ok    notice: the link is sent by ntfy (not tried now)",
    ]);
    expect(ntfy.received).toEqual([]);
  });

  it("says which setting cannot be used, and which nobody reads", async () => {
    expect(await linesOf({ AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "http://canary.example" })).toContain(
      "fail  provider web-prompt: AUTOSHARES_WEB_PROMPT_PUBLIC_URL must be https: codes would cross the network in the " +
        "clear (http is for this machine only)",
    );
    expect(await linesOf({ AUTOSHARES_PROVIDER: "command", AUTOSHARES_CODE_COMMAND: "true" })).toEqual([
      "warn  settings: AUTOSHARES_WEB_PROMPT_LISTEN is set, but the provider command does not read it",
    ]);
  });
});
