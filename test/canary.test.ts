/**
 * Every secret is a marked string; every success and every fault is run; nothing that comes out may hold a mark.
 */
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Logger from "effect/Logger";
import * as References from "effect/References";
import * as Tracer from "effect/Tracer";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Credentials, fromFunction, login, TokenApi } from "../mod.ts";
import { log } from "../plugins/log.ts";
import { retry } from "../plugins/retry.ts";
import {
  endless,
  html,
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  resetMidway,
  type ScriptedReply,
  scriptedServer,
  stall,
} from "./support/scriptedServer.ts";

// Marks as secrets really look: quotes and signs that encodings change, tokens with + / =, a code of digits.
const secrets = {
  appKey: `KEYMARK"<&>'app`,
  password: `PASSMARK"<&>'ü%+ word`,
  pin: "PINMARK",
  code: "90417263",
  interim: "INTERIMMARK+/abcdefghijklmnopqrstuvwxyz==",
  token: "TOKENMARK+/abcdefghijklmnopqrstuvwxyz==",
};
const marks = /(KEY|PASS|PIN|INTERIM|TOKEN)MARK|90417263/i;
const all = Object.values(secrets).join(" ");
const encoded = Buffer.from(secrets.password).toString("base64");

const codeExpected = json(202, {
  State: "Expecting",
  Step: "VerificationCode",
  Reason: "Expecting confirmation code",
  Token: secrets.interim,
});
const pinExpected = json(202, {
  State: "Expecting",
  Step: "SecutityPin",
  Reason: "Invalid pin",
  Token: secrets.interim,
});
const succeeded = json(200, { State: "Succeeded", Token: secrets.token });
const failed = (step: string, reason: string) => json(401, { State: "Failed", Step: step, Reason: reason });

/** What a server may answer at any step, with as many secrets in it as it can hold. */
const answers: Readonly<Record<string, ScriptedReply>> = {
  "token": succeeded,
  "credentials refused": failed("BaseAuthentication", `no ${all}`),
  "code refused": failed("VerificationCode", `no ${all}`),
  "ticket corrupted": failed("VerificationCode", "Corrupted ticket"),
  "pin refused": failed("SecutityPin", `no ${all}`),
  "password expired": json(401, {
    State: "BaseAuthentication",
    Reason: "Your Password has expired and must be changed",
    Token: secrets.token,
  }),
  "pin never set": json(202, { State: "Expecting", Reason: "PIN code is not init", Token: secrets.token }),
  "app key refused": json(403, { error: `Application key is not defined: ${all}` }),
  "unknown state": json(200, { State: all, Token: secrets.token, Extra: { deep: all } }),
  "HTML": html(500, `<html>${all} ${encodeURIComponent(all)}</html>`),
  "HTML 200": html(
    200,
    `<html><p title="${all}">${all}<p>${encodeURIComponent(secrets.password)} ${encoded}</html>`,
  ),
  "JSON in JSON": json(200, { Message: JSON.stringify({ password: secrets.password, all }) }),
  "text": reply(404, `${"x ".repeat(90)}${all}`),
  "empty": reply(200),
  "broken JSON": reply(200, `{"State":"Succeeded","Token":"${secrets.token}`),
  "429": reply(429, all, { "Retry-After": "3600" }),
  "redirect": redirect(307, `https://evil.example/${encodeURIComponent(all)}`),
  "reset": resetBefore(),
  "reset half-way": resetMidway(200, `{"Token":"${secrets.token}`),
  "no HTTP": raw(all),
  "endless": endless(),
  "stall": stall(200, `{"Token":"${secrets.token}`),
};

interface Output {
  readonly texts: Array<string>;
  readonly exit: Exit.Exit<unknown, unknown>;
  /** Requests that reached the server. */
  readonly requests: number;
}

/** Runs a login and collects everything that comes out of it: logs, spans, and the result in all its spellings. */
async function outputOf(
  script: ReadonlyArray<ScriptedReply>,
  provider = fromFunction(() => secrets.code),
): Promise<Output> {
  const texts: Array<string> = [];
  const keep = (...values: ReadonlyArray<unknown>) => void texts.push(...values.map(spellings));
  const logger = Logger.make((options) => {
    keep(Logger.formatJson.log(options), Logger.formatLogFmt.log(options), Logger.formatSimple.log(options));
  });
  const spans: Array<Tracer.NativeSpan> = [];
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options);
      spans.push(span);
      return span;
    },
  });
  await using server = await scriptedServer(script, { repeatLast: true });
  const program = Effect.gen(function* () {
    const credentials = yield* Credentials.make({ ...secrets, username: "bob" });
    keep(credentials);
    return yield* login(credentials, { provider, use: [log({ level: "Debug" }), retry({ times: 1 })] }).pipe(
      Effect.withSpan("login"),
    );
  }).pipe(
    Effect.provide(Layer.mergeAll(
      TokenApi.layer({ baseUrl: server.baseUrl, requestTimeout: 300 }),
      Logger.layer([logger]),
      Layer.succeed(Tracer.Tracer, tracer),
      Layer.succeed(References.MinimumLogLevel, "All"),
    )),
  );
  const exit = await Effect.runPromiseExit(program);
  keep(
    exit,
    spans.map(({ name, attributes, status, events }) => ({
      name,
      attributes: [...attributes],
      status,
      events,
    })),
  );
  if (Exit.isFailure(exit)) keep(Cause.pretty(exit.cause), Cause.squash(exit.cause));
  else keep(exit.value);
  return { texts, exit, requests: server.requests.length };
}

/** A value as everything that prints would show it, its causes and hidden properties included. */
function spellings(value: unknown): string {
  const shown = [String(value), toJson(value), inspect(value, { depth: Infinity, showHidden: true })];
  if ("Deno" in globalThis) {
    shown.push((globalThis as unknown as { Deno: { inspect: typeof inspect } }).Deno.inspect(value));
  }
  for (let error: unknown = value; error instanceof Error; error = error.cause) {
    shown.push(error.message, error.stack ?? "", toJson(error), inspect(error, { showHidden: true }));
  }
  return shown.join("\n");
}

/** A span's times are bigints, which JSON does not know. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => typeof part === "bigint" ? String(part) : part) ?? "";

function expectNoMarks({ texts, exit, requests }: Output, expectedRequests: number): void {
  expect(texts.length).toBeGreaterThan(2);
  expect(requests).toBeGreaterThanOrEqual(expectedRequests);
  for (const text of texts) {
    expect(text).not.toMatch(marks);
    expect(text).not.toContain(encoded);
    expect(decodeURIComponentSafe(text)).not.toMatch(marks);
  }
  expect(exit._tag === "Failure" ? Cause.hasDies(exit.cause) : false).toBe(false);
}

function decodeURIComponentSafe(text: string): string {
  return text.replace(
    /(?:%[0-9A-F]{2})+/gi,
    (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

const steps: Readonly<Record<string, ReadonlyArray<ScriptedReply>>> = {
  RequestToken: [],
  SubmitCode: [codeExpected],
  SubmitPin: [pinExpected],
  "SubmitPin after the code": [codeExpected, pinExpected],
};

describe.each(Object.entries(steps))("no secret comes out of a fault at %s", (_step, before) => {
  it.each(Object.entries(answers))("%s", async (_what, answer) => {
    expectNoMarks(await outputOf([...before, answer]), before.length + 1);
  });
});

describe("no secret comes out of a provider that fails", () => {
  it.each<[string, () => string | Promise<string>]>([
    ["throws with secrets in its message", () => {
      throw new Error(`cannot log in with ${secrets.password} and ${secrets.appKey}, pin ${secrets.pin}`);
    }],
    [
      "rejects with a cause",
      () => Promise.reject(new Error("no", { cause: new Error(`${secrets.password}`) })),
    ],
    ["gives a code that cannot be sent", () => `${secrets.code} and a half\u0000`],
    ["gives the same code again", () => secrets.code],
  ])("%s", async (_what, get) => {
    expectNoMarks(await outputOf([codeExpected, answers["code refused"]!], fromFunction(get)), 1);
  });
});

describe("no secret comes out of credentials that are refused before anything is sent", () => {
  it.each(["\n", "€", " "])("a password that ends in %j", (end) => {
    const exit = Effect.runSyncExit(
      Credentials.make({ ...secrets, username: "bob", password: secrets.password + end }),
    );
    expect(Exit.isFailure(exit)).toBe(true);
    expect(spellings(exit)).not.toMatch(marks);
  });
});
