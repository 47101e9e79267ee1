import { describe, expect, expectTypeOf, it } from "vitest";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import {
  type AuthToken,
  type Client,
  type ClientOptions,
  CodeRefused,
  createClient,
  CredentialsRefused,
  fromFunction,
  InvalidConfiguration,
  isAuthError,
  NetworkFailed,
  type Plugin,
} from "../../mod.ts";
import { recordingProvider, silentProvider } from "../support/providers.ts";
import { json, scriptedServer, silence } from "../support/scriptedServer.ts";

const token = json(200, { State: "Succeeded", Token: "the/token+==" });
const codeExpected = json(202, { State: "Expecting", Step: "VerificationCode", Token: "interim+/==" });
const codeRefused = json(401, { State: "Failed", Step: "VerificationCode", Reason: "Invalid code" });

let users = 0;
const options = (baseUrl: string, more: Partial<ClientOptions> = {}): ClientOptions => ({
  baseUrl,
  appKey: "the-app-key",
  username: `client-${++users}`,
  password: "the-password",
  ...more,
});

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => expect.fail("it did not reject"), (reason) => reason);

describe("createClient", () => {
  it("logs in over a real socket", async () => {
    await using server = await scriptedServer([codeExpected, token]);
    await using client = createClient(
      options(server.baseUrl, { provider: fromFunction(() => Promise.resolve("0417")) }),
    );
    expect(server.requests).toHaveLength(0);
    const auth = await client.login();
    expectTypeOf(auth).toEqualTypeOf<AuthToken>();
    expect(auth.reveal()).toBe("the/token+==");
    expect(auth).toMatchObject({ provider: "function", codesTried: 1 });
    const [first, second] = server.requests;
    expect(first?.headers).not.toHaveProperty("authorization");
    expect(first?.headers).not.toHaveProperty("verificationcode");
    expect(second?.headers).toMatchObject({ authorization: "Bearer interim+/==", verificationcode: "0417" });
  });

  it("can log in again, anew from the first request", async () => {
    await using server = await scriptedServer([token, token]);
    await using client = createClient(options(server.baseUrl));
    await client.login();
    await client.login();
    expect(server.requests).toHaveLength(2);
  });

  it("throws InvalidConfiguration at once when an option cannot be used", () => {
    const good = options("https://broker.example/api");
    const bad: ReadonlyArray<[string, Partial<ClientOptions>]> = [
      ["baseUrl", { baseUrl: "http://broker.example/api" }],
      ["baseUrl", { baseUrl: "nonsense" }],
      ["appKey", { appKey: "" }],
      ["username", { username: "bob\n" }],
      ["password", { password: " secret" }],
      ["pin", { pin: 417 as unknown as string }],
      ["maxCodes", { maxCodes: 0 }],
      ["codeTimeout", { codeTimeout: -1 }],
      ["codeTimeout", { codeTimeout: "a while" as unknown as number }],
      ["requestTimeout", { requestTimeout: Infinity }],
    ];
    for (const [setting, wrong] of bad) {
      try {
        createClient({ ...good, ...wrong });
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidConfiguration);
        expect(error).toMatchObject({ setting });
        continue;
      }
      expect.fail(`${setting} was accepted`);
    }
  });
});

describe("a login that fails", () => {
  it("rejects with an instance of the tagged class", async () => {
    const refused = json(401, { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" });
    await using server = await scriptedServer([refused, codeExpected, codeRefused]);
    const withCode = { provider: fromFunction(() => "0417"), maxCodes: 1 };
    await using client = createClient(options(server.baseUrl, withCode));
    await using other = createClient(options(server.baseUrl, withCode));
    const first = await rejection(client.login());
    expect(first).toBeInstanceOf(CredentialsRefused);
    expect(first).toMatchObject({
      _tag: "CredentialsRefused",
      reason: "Invalid credentials",
      retryable: false,
    });
    expect(isAuthError(first)).toBe(true);
    expect(await rejection(other.login())).toBeInstanceOf(CodeRefused);
  });

  it("rejects with NetworkFailed where nothing listens", async () => {
    const server = await scriptedServer([]);
    await server[Symbol.asyncDispose]();
    await using client = createClient(options(server.baseUrl));
    expect(await rejection(client.login())).toBeInstanceOf(NetworkFailed);
  });

  it("rejects with an error that a plugin adds", async () => {
    class Closed extends Data.TaggedError("Closed")<{ readonly opens: string }> {}
    const hours: Plugin<Closed> = {
      name: "hours",
      middleware: () => Effect.fail(new Closed({ opens: "09:30" })),
    };
    const { use: _none, ...rest } = options("https://broker.example/api");
    await using client = createClient<Closed>({ ...rest, use: [hours] });
    expect(await rejection(client.login())).toBeInstanceOf(Closed);
  });
});

describe("an AbortSignal", () => {
  it("that is aborted already keeps everything from being sent, and armed", async () => {
    await using server = await scriptedServer([token]);
    const journal: Array<string> = [];
    await using client = createClient(options(server.baseUrl, { provider: recordingProvider({ journal }) }));
    const reason = { my: "reason" };
    expect(await rejection(client.login({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(server.requests).toHaveLength(0);
    expect(journal).toEqual([]);
  });

  for (const what of ["a request", "the wait for a code"]) {
    it(`ends ${what}; its reason is what the promise rejects with`, async () => {
      await using server = await scriptedServer([what === "a request" ? silence() : codeExpected]);
      let arrived = () => {};
      const waiting = new Promise<void>((resolve) => arrived = resolve);
      const journal: Array<string> = [];
      const inner = recordingProvider({ journal });
      const provider = {
        ...inner,
        arm: (context: Parameters<typeof inner.arm>[0]) =>
          Effect.map(inner.arm(context), (armed) => ({
            next: (challenge: Parameters<typeof armed.next>[0]) =>
              Effect.suspend(() => (arrived(), armed.next(challenge))),
          })),
      };
      await using client = createClient(options(server.baseUrl, { provider }));
      const controller = new AbortController();
      const login = rejection(client.login({ signal: controller.signal }));
      const { closed } = await server.received();
      if (what !== "a request") await waiting;
      const reason = new Error("changed my mind");
      controller.abort(reason);
      expect(await login).toBe(reason);
      expect(journal).toContain("mailbox close");
      if (what === "a request") await closed;
    });
  }

  it("of one login leaves another one alone", async () => {
    await using server = await scriptedServer([silence(), token]);
    await using client = createClient(options(server.baseUrl));
    const controller = new AbortController();
    const first = rejection(client.login({ signal: controller.signal }));
    await server.received(); // From now on the second waits for its turn.
    const second = client.login();
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort("enough");
    expect(await first).toBe("enough");
    expect((await second).reveal()).toBe("the/token+==");
  });

  it("that times out is a TimeoutError", async () => {
    await using server = await scriptedServer([silence()]);
    await using client = createClient(options(server.baseUrl));
    const keepAlive = setTimeout(() => {}, 10_000);
    expect(await rejection(client.login({ signal: AbortSignal.timeout(20) }))).toMatchObject({
      name: "TimeoutError",
    });
    clearTimeout(keepAlive);
  });
});

describe("close", () => {
  it("ends logins under way with an AbortError, when all of theirs is closed", async () => {
    await using server = await scriptedServer([codeExpected]);
    const journal: Array<string> = [];
    const provider = recordingProvider({ journal, closing: Effect.sleep(50) });
    const client = createClient(options(server.baseUrl, { provider }));
    const login = rejection(client.login());
    await server.received();
    await client.close();
    expect(journal.at(-1)).toBe("mailbox close");
    expect(await login).toMatchObject({ name: "AbortError" });
  });

  it("makes later logins reject with an AbortError, and sends nothing", async () => {
    await using server = await scriptedServer([token]);
    const client = createClient(options(server.baseUrl));
    await client.close();
    await client.close();
    expect(await rejection(client.login())).toMatchObject({ name: "AbortError" });
    expect(server.requests).toHaveLength(0);
  });

  it("happens at the end of `await using`", async () => {
    await using server = await scriptedServer([codeExpected]);
    let kept: Client;
    let login: Promise<unknown>;
    {
      await using client = createClient(options(server.baseUrl, { provider: silentProvider("silent") }));
      kept = client;
      login = rejection(client.login());
      await server.received();
    }
    expect(await login).toMatchObject({ name: "AbortError" });
    expect(await rejection(kept.login())).toMatchObject({ name: "AbortError" });
  });

  it("has a login reject with the caller's reason where that came first", async () => {
    await using server = await scriptedServer([silence()]);
    const client = createClient(options(server.baseUrl));
    const controller = new AbortController();
    const login = rejection(client.login({ signal: controller.signal }));
    await server.received();
    controller.abort("mine");
    await client.close();
    expect(await login).toBe("mine");
  });
});
