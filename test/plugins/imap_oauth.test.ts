import * as Redacted from "effect/Redacted";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isAuthError } from "../../mod.ts";
import {
  googleAccessToken,
  microsoftAccessToken,
  type RefreshedAccessToken,
} from "../../plugins/imap_oauth.ts";
import {
  endless,
  html,
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  type ScriptedReply,
  scriptedServer,
  silence,
  stall,
} from "../support/scriptedServer.ts";

const secrets = ["client-secret", "refresh-1", "refresh-2", "access-1", "foreign words", "bob@example.com"];

/** A token endpoint that gives these answers; what is no scripted reply goes out as JSON. */
async function endpoint(replies: ReadonlyArray<ScriptedReply | object>, repeatLast = false) {
  const answers = replies.map((each) => typeof each === "function" ? each as ScriptedReply : json(200, each));
  const server = await scriptedServer(answers, { repeatLast });
  return Object.assign(server, { url: `${server.origin}/token` });
}

const token = (access_token: string, more: object = {}) => ({
  access_token,
  token_type: "Bearer",
  expires_in: 3599,
  ...more,
});
const google = (url: string, more: object = {}): RefreshedAccessToken =>
  googleAccessToken({
    clientId: "client",
    clientSecret: "client-secret",
    refreshToken: "refresh-1",
    endpoint: url,
    ...more,
  });
const microsoft = (url: string, more: object = {}): RefreshedAccessToken =>
  microsoftAccessToken({ clientId: "client", refreshToken: "refresh-1", endpoint: url, ...more });

/** What it rejects with, after a look for secrets in every spelling that a log would show. */
async function failureOf(source: RefreshedAccessToken) {
  const error: unknown = await source().then((it) => `resolved with ${it}`, (error) => error);
  if (!isAuthError(error) || error._tag !== "ProviderFailed") throw new Error(`Not typed: ${error}`);
  const told = [
    String(error),
    JSON.stringify(error),
    inspect(error, { showHidden: true, depth: 9 }),
    error.stack,
  ];
  for (const secret of secrets) expect(told.join("\n")).not.toContain(secret);
  expect(error).toMatchObject({ provider: "imap" });
  return { tag: error.reason?._tag, problem: error.problem, retryable: error.retryable };
}

afterEach(() => void vi.useRealTimers());

/** The scripted server reads no bodies: the form is taken from what `fetch` is given. */
function formsSent(): Array<Record<string, string>> {
  const forms: Array<Record<string, string>> = [];
  const original = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    forms.push(Object.fromEntries(new URLSearchParams(String(init?.body))));
    return original(input, init);
  });
  return forms;
}
afterEach(() => void vi.restoreAllMocks());

describe("an access token is fetched with the refresh token", () => {
  it("from Google", async () => {
    await using server = await endpoint([token("access-1")]);
    const forms = formsSent();
    expect(await google(server.url)()).toBe("access-1");
    expect(forms).toEqual([{
      grant_type: "refresh_token",
      client_id: "client",
      client_secret: "client-secret",
      refresh_token: "refresh-1",
    }]);
    expect(server.requests[0]).toMatchObject({ method: "POST", path: "/token" });
  });

  it("from Microsoft, as a public client", async () => {
    await using server = await endpoint([token("access-1")]);
    const forms = formsSent();
    expect(await microsoft(server.url)()).toBe("access-1");
    expect(forms).toEqual([{
      grant_type: "refresh_token",
      client_id: "client",
      refresh_token: "refresh-1",
      scope: "https://outlook.office.com/IMAP.AccessAsUser.All offline_access",
    }]);
  });

  it("from Microsoft, with a secret and a scope, redacted or with a line end", async () => {
    await using server = await endpoint([token("access-1")]);
    const forms = formsSent();
    const clientSecret = Redacted.make("client-secret");
    await microsoft(server.url, { clientSecret, refreshToken: "refresh-1\n", scope: "a b" })();
    expect(forms).toMatchObject([{
      client_secret: "client-secret",
      refresh_token: "refresh-1",
      scope: "a b",
    }]);
  });

  it.each([
    [
      googleAccessToken({ clientId: "client", clientSecret: "s", refreshToken: "r" }),
      "https://oauth2.googleapis.com/token",
    ],
    [
      microsoftAccessToken({ clientId: "client", refreshToken: "r" }),
      "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    ],
    [
      microsoftAccessToken({ clientId: "client", refreshToken: "r", tenant: "broker.example" }),
      "https://login.microsoftonline.com/broker.example/oauth2/v2.0/token",
    ],
  ])("at the vendor's documented endpoint: %#, %s", async (source, url) => {
    const fetching = vi.spyOn(globalThis, "fetch").mockImplementation(() =>
      Promise.resolve(Response.json(token("access-1")))
    );
    expect(await source()).toBe("access-1");
    expect(fetching.mock.calls[0]?.[0]).toBe(url);
  });

  it("whatever identity token comes with it", async () => {
    await using server = await endpoint([token("access-1", { id_token: "not.a.token" })]);
    expect(await google(server.url)()).toBe("access-1");
  });
});

describe("an access token is kept", () => {
  it("until a minute before it expires", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const start = Date.now();
    await using server = await endpoint([token("access-1"), token("access-2")]);
    const source = google(server.url);
    const at = async (seconds: number) => {
      vi.setSystemTime(start + seconds * 1000);
      return await source();
    };
    expect([await at(0), await at(3538), await at(3540), await at(3541)])
      .toEqual(["access-1", "access-1", "access-2", "access-2"]);
    expect(server.requests).toHaveLength(2);
  });

  it("not at all where its life is not told", async () => {
    await using server = await endpoint([{ access_token: "a", token_type: "bearer" }, token("b")]);
    const source = google(server.url);
    expect([await source(), await source(), await source()]).toEqual(["a", "b", "b"]);
  });

  it("not beyond its refusal by the mail server", async () => {
    await using server = await endpoint([token("access-1"), token("access-2")]);
    const source = google(server.url);
    expect([
      await source(),
      await source({ refused: false }),
      await source({ refused: true }),
      await source(),
    ])
      .toEqual(["access-1", "access-1", "access-2", "access-2"]);
  });

  it("and fetched once for all who wait", async () => {
    await using server = await endpoint([token("access-1")]);
    const source = google(server.url);
    expect(await Promise.all([source(), source({ refused: true }), source()]))
      .toEqual(["access-1", "access-1", "access-1"]);
    expect(server.requests).toHaveLength(1);
  });

  it("but a failure is not", async () => {
    await using server = await endpoint([json(503, {}), token("access-1")]);
    const source = google(server.url);
    expect((await failureOf(source)).tag).toBe("ServerUnavailable");
    expect(await source()).toBe("access-1");
  });
});

describe("a refresh token that the vendor has replaced", () => {
  const replies = [
    token("access-1", { refresh_token: "refresh-2" }),
    token("access-2", { refresh_token: "refresh-2" }),
  ];

  it("is used from then on, and told once", async () => {
    await using server = await endpoint(replies);
    const forms = formsSent();
    const told: Array<string> = [];
    const source = microsoft(server.url, { onRefreshToken: (it: string) => told.push(it) });
    await source();
    await source({ refused: true });
    expect(forms.map((form) => form["refresh_token"])).toEqual(["refresh-1", "refresh-2"]);
    expect(told).toEqual(["refresh-2"]);
  });

  it.each([
    () => {
      throw new Error("disk full");
    },
    () => Promise.reject(new Error("disk full")),
  ])("is used also where it cannot be kept: %#", async (onRefreshToken) => {
    await using server = await endpoint(replies);
    const source = microsoft(server.url, { onRefreshToken });
    expect([await source(), await source({ refused: true })]).toEqual(["access-1", "access-2"]);
  });

  it("is kept before the access token is given to anybody, for the program may end right after", async () => {
    await using server = await endpoint(replies);
    const kept = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const onRefreshToken = () => {
      asked.resolve();
      return kept.promise;
    };
    const source = microsoft(server.url, { onRefreshToken });
    const order: Array<string> = [];
    const both = [source().then((it) => order.push(it))];
    await asked.promise;
    both.push(source().then((it) => order.push(it)));
    await new Promise((resolve) => setImmediate(resolve));
    order.push("kept");
    kept.resolve();
    await Promise.all(both);
    expect(order).toEqual(["kept", "access-1", "access-1"]);
    expect(server.requests).toHaveLength(1);
  });

  it("holds the access token up for two seconds at most where keeping it hangs", async () => {
    await using server = await endpoint(replies);
    const asked = Promise.withResolvers<void>();
    const onRefreshToken = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let given: string | undefined;
    const giving = microsoft(server.url, { onRefreshToken })().then((it) => given = it);
    await asked.promise;
    await vi.advanceTimersByTimeAsync(1999);
    expect(given).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(await giving).toBe("access-1");
  });

  it("leaves no timer behind where it was kept at once", async () => {
    await using server = await endpoint(replies);
    const started = vi.spyOn(globalThis, "setTimeout");
    const ended = vi.spyOn(globalThis, "clearTimeout");
    await microsoft(server.url, { onRefreshToken: () => {} })();
    const at = started.mock.calls.findIndex(([, millis]) => millis === 2000);
    expect(ended.mock.calls.map(([timer]) => timer)).toContain(started.mock.results[at]?.value);
  });
});

describe("no access token, because", () => {
  const error = (status: number, code: string, headers = {}) =>
    json(
      status,
      { error: code, error_description: "foreign words about bob@example.com refresh-1" },
      headers,
    );

  it.each<[string, boolean, ScriptedReply]>([
    ["RefreshTokenRefused", false, error(400, "invalid_grant")],
    ["RefreshTokenRefused", false, error(400, "interaction_required")],
    ["ClientRefused", false, error(401, "invalid_client")],
    [
      "ClientRefused",
      false,
      error(401, "invalid_client", { "WWW-Authenticate": `Basic realm="foreign words"` }),
    ],
    ["ClientRefused", false, error(400, "unauthorized_client")],
    ["ScopeTooSmall", false, error(400, "invalid_scope")],
    ["TokenRequestRefused", false, error(400, "invalid_request")],
    ["TokenRequestRefused", false, error(400, "foreign words")],
    ["ServerUnavailable", true, error(400, "temporarily_unavailable")],
    ["ServerUnavailable", true, error(429, "rate_limit_exceeded")],
    ["ServerUnavailable", true, reply(500, "foreign words")],
    ["ServerUnavailable", true, html(503, "<p>foreign words")],
    ["AnswerUnusable", true, html(200, "<p>foreign words")],
    ["AnswerUnusable", true, reply(404, "foreign words")],
    ["AnswerUnusable", true, json(200, ["foreign words"])],
    ["AnswerUnusable", true, json(200, { token_type: "Bearer", refresh_token: "refresh-2" })],
    ["AnswerUnusable", true, json(200, { access_token: "access-1", token_type: "mac" })],
    ["AnswerUnusable", true, json(200, { access_token: "access-1", token_type: "Bearer", expires_in: -1 })],
    ["AnswerUnusable", true, redirect(302, "http://127.0.0.1:9/foreign words")],
    ["AnswerUnusable", true, endless()],
    ["NoConnection", true, resetBefore()],
    ["NoConnection", true, raw("foreign words\r\n\r\n")],
  ])("%s, retryable %s: %#", async (tag, retryable, answer) => {
    await using server = await endpoint([answer], true);
    for (const source of [google(server.url), microsoft(server.url, { clientSecret: "client-secret" })]) {
      expect(await failureOf(source)).toMatchObject({ tag, retryable });
    }
  });

  it("the refresh token was revoked or has expired: the cure is named", async () => {
    await using server = await endpoint([error(400, "invalid_grant")], true);
    expect((await failureOf(google(server.url))).problem).toBe(
      "Google no longer takes the refresh token, which was revoked, has expired or belongs to another app: consent " +
        "again and set the new one (while the app is in testing, one lasts seven days)",
    );
    expect((await failureOf(microsoft(server.url))).problem).toMatch(/^Microsoft .* set the new one$/);
  });

  it("nothing listens there", async () => {
    const server = await endpoint([]);
    await server[Symbol.asyncDispose]();
    expect(await failureOf(google(server.url))).toMatchObject({ tag: "NoConnection", retryable: true });
  });

  it.each([["says nothing", silence()], ["stops half-way", stall(200, `{"access_token":`)]])(
    "the endpoint %s for ten seconds",
    async (_, answer) => {
      await using server = await endpoint([answer]);
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const failing = failureOf(google(server.url));
      const { closed } = await server.received();
      await vi.advanceTimersByTimeAsync(9_999);
      expect(server.openConnections).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await failing).toMatchObject({ tag: "NoAnswer", retryable: true });
      await closed;
    },
  );

  it.each([
    [{ endpoint: "http://broker.example/token" }, "the token endpoint must begin with https:"],
    [{ endpoint: "http://127.0.0.1.broker.example/token" }, "the token endpoint must begin with https:"],
    [{ endpoint: "ftp://127.0.0.1/token" }, "the token endpoint must begin with https:"],
    [{ endpoint: "nowhere" }, "the token endpoint is no URL"],
    [{ clientId: " " }, "the client id for Google is empty"],
    [{ clientSecret: "" }, "the client secret for Google is empty"],
    [{ refreshToken: "\n" }, "the refresh token for Google is empty"],
    [{ refreshToken: undefined as never }, "the refresh token for Google is empty"],
  ])("a setting cannot be used, and nothing is sent: %j", async (more, problem) => {
    const fetching = vi.spyOn(globalThis, "fetch");
    expect(await failureOf(google("https://broker.example/token", more)))
      .toEqual({ tag: "SettingUnusable", problem, retryable: false });
    expect(fetching).not.toHaveBeenCalled();
  });
});
