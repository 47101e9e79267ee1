/**
 * Takes a program's requests to the broker, and the answers back.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isReading } from "../../../internal/session/apiSend.ts";
import { type Admission, isHealthCheck } from "./admission.ts";
import { type Answer, refusal, restUnread, send, undecidedAnswer } from "./Answer.ts";
import { failureAnswer, failureTag, isLoginFailure } from "./failureAnswer.ts";
import { answerHeaders, isCodedOtherwise, requestHeaders } from "./headers.ts";
import { Silence } from "./inTime.ts";
import { passOn } from "./passOn.ts";
import { requestBody } from "./requestBody.ts";
import type { TokenHealth } from "./TokenHealth.ts";

/** Answers a request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What the gateway works with. */
export interface GatewaySettings {
  readonly admit: Admission;
  /** The session's `fetch`. */
  readonly fetch: (path: string, init: RequestInit) => Effect.Effect<Response, unknown>;
  readonly health: TokenHealth;
  /** Takes note of what should not have happened. */
  readonly log: (error: unknown) => void;
}

const starting = refusal(503, "ProxyStarting", "The proxy is logging in.", { "Retry-After": "1" });
const stopping = refusal(503, "ProxyStopping", "The proxy is about to end.", { "Retry-After": "1" });
const tooSlow = refusal(408, "RequestTooSlow", "The request's body did not come.", { "Connection": "close" });
const needless = refusal(400, "BodyNotAllowed", "A GET or HEAD request carries no body.");
const coded = refusal(
  502,
  "UnexpectedCoding",
  "The server answered in a coding (Content-Encoding) that was not asked for.",
);
const unsendable = refusal(
  502,
  "UnexpectedHeader",
  "The server answered with a status or a header that cannot be passed on.",
);

/** Statuses whose answers have no body (RFC 9110, 6.4.1). */
const bodiless = new Set([204, 205, 304]);

/** A refusal of an answer that has come: what it answers was done, or may have been. */
function afterSending({ method }: IncomingMessage, refused: Answer): Answer {
  return isReading(method) ? refused : undecidedAnswer(refused);
}

/**
 * Makes the gateway.
 *
 * @param settings Which requests, and how they are sent.
 * @returns The handler of requests.
 */
export function gateway({ admit, fetch, health, log }: GatewaySettings): Handler {
  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = admit(request);
    if (refused !== undefined) return send(request, response, refused);
    if (isHealthCheck(request)) return send(request, response, health.answer(Date.now()));
    if (health.isStarting) return send(request, response, starting);
    const aborter = new AbortController();
    response.once("close", () => aborter.abort());
    const { method = "GET", url = "", rawHeaders } = request;
    const body = await requestBody(request);
    if (body !== undefined && isReading(method)) return send(request, response, needless);
    const exit = await Effect.runPromiseExit(fetch(url, {
      method,
      headers: requestHeaders(rawHeaders),
      signal: aborter.signal,
      ...(body === undefined ? {} : { body }),
    }));
    if (Exit.isFailure(exit)) return fail(request, response, exit.cause);
    health.found();
    await answer(request, response, exit.value);
    aborter.abort();
  }

  function fail(request: IncomingMessage, response: ServerResponse, cause: Cause.Cause<unknown>): void {
    if (Cause.hasInterruptsOnly(cause)) return send(request, response, afterSending(request, stopping));
    const error = Cause.squash(cause);
    if (isLoginFailure(error)) health.lost(failureTag(error));
    const told = failureAnswer(error, request.method);
    if (told.status === 500) log(error);
    send(request, response, told);
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    answered: Response,
  ): Promise<void> {
    const { status, headers, body } = answered;
    const discard = (): void => void body?.cancel().catch(() => {});
    if (response.destroyed) return discard();
    if (isCodedOtherwise(headers)) {
      discard();
      return send(request, response, afterSending(request, coded));
    }
    try {
      // Without the server's own reason phrase: nobody needs it, and it may hold what cannot be sent.
      response.writeHead(status, { ...answerHeaders(headers), ...restUnread(request) });
    } catch {
      discard();
      return send(request, response, afterSending(request, unsendable));
    }
    if (body === null || request.method === "HEAD" || bodiless.has(status)) {
      discard();
      return void response.end();
    }
    // The head at once; flushHeaders() would write it in UTF-8.
    response.write("", "latin1");
    await passOn(body, response);
  }

  return async (request, response) => {
    for (const stream of [request, response]) stream.on("error", () => {}); // The program went away.
    try {
      await exchange(request, response);
    } catch (error) {
      if (error instanceof Silence) return send(request, response, tooSlow);
      if (request.destroyed && !request.complete) return void response.destroy();
      log(error);
      send(request, response, failureAnswer(error, request.method));
    }
  };
}
