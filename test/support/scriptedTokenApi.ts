/**
 * A token endpoint without a network, whose answers a test scripts one after another. With `it.effect` the test clock
 * then controls all time.
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { Credentials, type CredentialsInput, TokenApi, type WireError } from "../../mod.ts";
import type { TokenReply, TokenRequest } from "../../mod.ts";

/** A request as plain text, with absent parts left out. */
export interface SentRequest {
  readonly step: string;
  readonly interimToken?: string;
  readonly code?: string;
  readonly pin?: string;
}

/** One answer: a reply, a failure on the wire, or an effect that gives either. */
export type Scripted = TokenReply | WireError | Effect.Effect<TokenReply, WireError>;

/** A scripted endpoint and what it has been asked. */
export interface ScriptedTokenApi {
  readonly api: typeof TokenApi.Service;
  /** The requests so far. */
  readonly sent: ReadonlyArray<SentRequest>;
  /** The test clock's time of each request, in milliseconds. */
  readonly times: ReadonlyArray<number>;
}

const plain = (secret: Redacted.Redacted<string> | undefined): string | undefined =>
  secret === undefined ? undefined : Redacted.value(secret);

function plainRequest(request: TokenRequest): SentRequest {
  const parts = {
    interimToken: plain(request.interimToken),
    code: plain(request.code),
    pin: plain(request.pin),
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { step: request.step, ...Object.fromEntries(present) };
}

/**
 * @param script The answers in order; a request beyond them is a defect, so that a test fails that sends too many.
 * @param journal Gets a line for each request, beside what the test itself writes into it.
 */
export function scriptedTokenApi(
  script: ReadonlyArray<Scripted>,
  journal: Array<string> = [],
  baseUrl = "https://broker.example/api",
): ScriptedTokenApi {
  const sent: Array<SentRequest> = [];
  const times: Array<number> = [];
  const send = (request: TokenRequest): Effect.Effect<TokenReply, WireError> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const scripted = script[sent.length];
      sent.push(plainRequest(request));
      times.push(now);
      journal.push(request.step);
      if (scripted === undefined) {
        return Effect.die(new Error(`no answer is scripted for request ${sent.length}`));
      }
      if (Effect.isEffect(scripted)) return scripted as Effect.Effect<TokenReply, WireError>;
      return scripted instanceof Error ? Effect.fail(scripted) : Effect.succeed(scripted);
    });
  return { api: { baseUrl, send }, sent, times };
}

/** The documented answers. */
export const answer = {
  succeeded: (token = "token"): TokenReply => ({ _tag: "Succeeded", token: Redacted.make(token) }),
  codeExpected: (interimToken = "interim-1"): TokenReply => ({
    _tag: "CodeExpected",
    interimToken: Redacted.make(interimToken),
  }),
  pinExpected: (interimToken = "interim-1"): TokenReply => ({
    _tag: "PinExpected",
    interimToken: Redacted.make(interimToken),
  }),
  codeRefused: (reason?: string): TokenReply => ({ _tag: "CodeRefused", reason }),
  pinRefused: (reason?: string): TokenReply => ({ _tag: "PinRefused", reason }),
  credentialsRefused: (reason?: string): TokenReply => ({ _tag: "CredentialsRefused", reason }),
  appKeyRefused: (reason?: string): TokenReply => ({ _tag: "AppKeyRefused", reason }),
  pinNotSet: { _tag: "PinNotSet" } as TokenReply,
  passwordExpired: { _tag: "PasswordExpired" } as TokenReply,
  ticketCorrupted: { _tag: "TicketCorrupted" } as TokenReply,
};

let users = 0;

/** Credentials of a user of this test alone, so that no login waits for another test's. */
export function someCredentials(input: Partial<CredentialsInput> = {}): Credentials {
  const username = `user-${++users}`;
  return Effect.runSync(
    Credentials.make({ appKey: "the-app-key", username, password: "the-password", ...input }),
  );
}

/** Runs an effect against a scripted endpoint. */
export const against = (
  { api }: ScriptedTokenApi,
): <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, Exclude<R, TokenApi>> =>
  Effect.provideService(TokenApi, api);
