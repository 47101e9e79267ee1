/**
 * One call of `POST {baseUrl}/token`: a request in, a {@linkcode TokenReply} or a typed error out.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import {
  type InvalidConfiguration,
  RateLimited,
  RequestTimedOut,
  ServerFault,
  type TokenStep,
  UnexpectedResponse,
  type WireError,
} from "./AuthError.ts";
import type { Credentials } from "./Credentials.ts";
import { parseBaseUrl } from "./internal/http/baseUrl.ts";
import { parseDuration } from "./internal/parseDuration.ts";
import { bodyExcerpt } from "./internal/http/bodyExcerpt.ts";
import { type HttpAnswer, post, wireErrorOf } from "./internal/http/post.ts";
import { revealed } from "./internal/secrets/revealed.ts";
import { retryAfterMillis } from "./internal/http/retryAfter.ts";
import { scrub } from "./internal/secrets/scrub.ts";
import { decodeTokenReply, type TokenReply } from "./TokenReply.ts";

/** What one request to the token endpoint carries. */
export interface TokenRequest {
  /** The step that asks; errors name it. */
  readonly step: TokenStep;
  /** App key, username and password, sent with every request. */
  readonly credentials: Credentials;
  /** The newest interim token, after the first request. */
  readonly interimToken?: Redacted.Redacted<string> | undefined;
  /** The verification code, once there is one. */
  readonly code?: Redacted.Redacted<string> | undefined;
  /** The pin, once the server asked for it. */
  readonly pin?: Redacted.Redacted<string> | undefined;
}

/** The service behind {@linkcode TokenApi}. */
export interface TokenApiShape {
  /** The base URL without a trailing slash, for example `https://broker.example/api`. */
  readonly baseUrl: string;
  /** Sends one request; succeeds with any documented reply, refusals included, and fails only on the wire. */
  readonly send: (request: TokenRequest) => Effect.Effect<TokenReply, WireError>;
}

/** Where the token endpoint is, and how long it may take. */
export interface TokenApiOptions {
  /** The broker's base URL, ending in `/api`; https, or http on a loopback address. */
  readonly baseUrl: string | URL;
  /** Time limit of one request, body included; default 30 seconds. A bare number is milliseconds. */
  readonly requestTimeout?: Duration.Input | undefined;
}

/** What makes {@linkcode TokenApi} a service: its key and its shape, {@linkcode TokenApiShape}. */
const TokenApiBase: Context.ServiceClass<TokenApi, "@autoshares/auth/TokenApi", TokenApiShape> = Context
  .Service<
    TokenApi,
    TokenApiShape
  >()("@autoshares/auth/TokenApi");

/**
 * The token endpoint as an Effect service.
 *
 * @example
 * ```ts
 * import { TokenApi } from "@autoshares/auth";
 *
 * const broker = TokenApi.layer({ baseUrl: "https://pub-api-trader-demo-prod.etnasoft.us/api" });
 * ```
 */
export class TokenApi extends TokenApiBase {
  /**
   * The service by `ofetch`.
   *
   * @param options Base URL and time limit.
   * @returns The service, or `InvalidConfiguration` when the URL or the limit cannot be used.
   */
  static make(options: TokenApiOptions): Effect.Effect<TokenApiShape, InvalidConfiguration> {
    return Effect.map(
      Effect.all([
        parseBaseUrl(options.baseUrl),
        parseDuration("requestTimeout", options.requestTimeout, "30 seconds"),
      ]),
      ([baseUrl, timeout]) => ({ baseUrl, send: (request) => send(baseUrl, timeout, request) }),
    );
  }

  /**
   * {@linkcode TokenApi.make} as a layer.
   *
   * @param options Base URL and time limit.
   * @returns A layer that fails with `InvalidConfiguration` when an option cannot be used.
   */
  static layer(options: TokenApiOptions): Layer.Layer<TokenApi, InvalidConfiguration> {
    return Layer.effect(TokenApi, TokenApi.make(options));
  }
}

function headersOf(request: TokenRequest): Record<string, string> {
  const { credentials, interimToken, code, pin } = request;
  const headers: Record<string, string> = {
    "Accept": "application/json",
    "Et-App-Key": Redacted.value(credentials.appKey),
    "Username": credentials.username,
    "Password": Redacted.value(credentials.password),
  };
  if (interimToken !== undefined) headers["Authorization"] = `Bearer ${Redacted.value(interimToken)}`;
  if (code !== undefined) headers["VerificationCode"] = Redacted.value(code);
  if (pin !== undefined) headers["PinCode"] = Redacted.value(pin);
  return headers;
}

function secretsOf({ credentials, interimToken, code, pin }: TokenRequest): ReadonlyArray<string> {
  return revealed(credentials.appKey, credentials.password, credentials.pin, interimToken, code, pin);
}

function send(
  baseUrl: string,
  timeout: Duration.Duration,
  request: TokenRequest,
): Effect.Effect<TokenReply, WireError> {
  return Effect.flatMap(exchange(baseUrl, timeout, request), (answer) => read(answer, request));
}

/** Keeps the time limit itself: a promise that can be aborted needs no fiber of its own, only the clock does. */
function exchange(
  baseUrl: string,
  timeout: Duration.Duration,
  request: TokenRequest,
): Effect.Effect<HttpAnswer, WireError> {
  const { step } = request;
  return Effect.contextWith((context: Context.Context<never>) =>
    Effect.callback<HttpAnswer, WireError>((resume) => {
      const aborter = new AbortController();
      const answered = post(`${baseUrl}/token`, step, headersOf(request), aborter.signal);
      const limit = Effect.runForkWith(context)(Effect.sleep(timeout));
      limit.addObserver((exit) => {
        if (!Exit.isSuccess(exit)) return;
        aborter.abort();
        resume(Effect.fail(new RequestTimedOut({ step, timeoutMillis: Duration.toMillis(timeout) })));
      });
      const ended = (result: Effect.Effect<HttpAnswer, WireError>) => {
        limit.interruptUnsafe();
        resume(result);
      };
      answered.then(
        (answer) => ended(Effect.succeed(answer)),
        (error) => ended(Effect.failSync(() => wireErrorOf(error, step))),
      );
      return Effect.sync(() => {
        limit.interruptUnsafe();
        aborter.abort();
      });
    })
  );
}

/** A documented body is believed whatever the status; without one, the status says what went wrong. */
function read(answer: HttpAnswer, request: TokenRequest): Effect.Effect<TokenReply, WireError> {
  const { status } = answer;
  const { step } = request;
  const decoded = decodeTokenReply(answer.text);
  if (Result.isSuccess(decoded)) return Effect.succeed(withSafeReason(decoded.success, request));
  if (status === 429 || status >= 500) {
    return Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const fields = { step, status, retryAfterMillis: retryAfterMillis(answer.retryAfter, now) };
      return Effect.fail(status === 429 ? new RateLimited(fields) : new ServerFault(fields));
    });
  }
  const excerpt = bodyExcerpt(answer.text, secretsOf(request));
  return Effect.fail(new UnexpectedResponse({ step, status, problem: decoded.failure, excerpt }));
}

/** The server's own words go into errors: without secrets, and not at any length. */
function withSafeReason(reply: TokenReply, request: TokenRequest): TokenReply {
  return "reason" in reply && reply.reason !== undefined
    ? { ...reply, reason: scrub(reply.reason, secretsOf(request)) }
    : reply;
}

export type { TokenApiBase };
