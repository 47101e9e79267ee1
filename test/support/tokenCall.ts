/**
 * One call of the token endpoint, for tests of the protocol layer.
 */
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import { inspect } from "node:util";
import { expect } from "vitest";
import {
  Credentials,
  type CredentialsInput,
  TokenApi,
  type TokenRequest,
  type WireError,
} from "../../mod.ts";
import type { TokenReply } from "../../src/TokenReply.ts";

/** Credentials whose secrets stand nowhere else. */
export const user: CredentialsInput = {
  appKey: "app-key-7Q",
  username: "bob",
  password: "pass-word-9Z",
  pin: "0417",
};

/** What a call is made with; everything but the server's address has a default. */
export interface TokenCall extends Partial<CredentialsInput> {
  readonly step?: TokenRequest["step"];
  readonly interimToken?: string;
  readonly code?: string;
  readonly sendPin?: string;
  readonly requestTimeout?: Duration.Input;
  readonly signal?: AbortSignal;
}

/** Sends one request by the real client, and gives the reply or the wire's error. */
export function callToken(
  baseUrl: string,
  call: TokenCall = {},
): Promise<Result.Result<TokenReply, WireError>> {
  const { step = "RequestToken", interimToken, code, sendPin, requestTimeout, signal, ...input } = call;
  const hidden = (text: string | undefined) => text === undefined ? undefined : Redacted.make(text);
  return Effect.runPromise(
    Effect.gen(function* () {
      const credentials = yield* Credentials.make({ ...user, ...input });
      const api = yield* TokenApi.make({ baseUrl, requestTimeout });
      return yield* Effect.result(
        api.send({
          step,
          credentials,
          interimToken: hidden(interimToken),
          code: hidden(code),
          pin: hidden(sendPin),
        }),
      );
    }),
    signal === undefined ? {} : { signal },
  );
}

/** The error of a call that must have failed. */
export async function callError(baseUrl: string, call: TokenCall = {}): Promise<WireError> {
  const result = await callToken(baseUrl, call);
  if (Result.isFailure(result)) return result.failure;
  throw new Error(`succeeded with ${result.success._tag}`);
}

/** The reply of a call that must have succeeded. */
export async function callReply(baseUrl: string, call: TokenCall = {}): Promise<TokenReply> {
  const result = await callToken(baseUrl, call);
  if (Result.isSuccess(result)) return result.success;
  throw result.failure;
}

/** Everything that logs, consoles and debuggers show of a value. */
export function shownTexts(value: unknown): ReadonlyArray<string> {
  const texts = [
    String(value),
    JSON.stringify(value) ?? "",
    inspect(value, { depth: Infinity, showHidden: true }),
  ];
  if (value instanceof Error) texts.push(value.message, value.stack ?? "", ...shownTexts(value.cause));
  const deno = (globalThis as { Deno?: { inspect(value: unknown, options: object): string } }).Deno;
  if (deno !== undefined) texts.push(deno.inspect(value, { depth: 100 }));
  return texts;
}

/** Fails when any of the secrets can be read in any view of the value. */
export function expectNoSecret(value: unknown, secrets: ReadonlyArray<string>): void {
  for (const text of shownTexts(value)) {
    for (const secret of secrets) expect(text.includes(secret), "shows a secret").toBe(false);
  }
}
