/**
 * A request to a token endpoint that ends in time and reads no more than it should.
 *
 * @module
 */
import type * as oauth from "oauth4webapi";
import { bodyStart } from "../internal/bodyStart.ts";

/** The endpoint did not answer in time. */
export class EndpointTimedOut extends Error {}
/** The endpoint's answer cannot be used. */
export class EndpointAnswerUnusable extends Error {}

/** How long a request and its answer may take. */
const limitMillis = 10_000;
const largestBytes = 64 * 1024;

/**
 * `fetch` for the OAuth library: at most 10 seconds and 64 KiB, and of the answer only its status and the JSON that
 * matters here.
 *
 * @param url The token endpoint.
 * @param options The request.
 * @returns The answer, read to its end. It rejects with `EndpointTimedOut`, `EndpointAnswerUnusable`, or what `fetch` rejects with.
 */
export async function boundedFetch(
  url: string,
  options: oauth.CustomFetchOptions<"POST", URLSearchParams>,
): Promise<Response> {
  const wait = new AbortController();
  const timer = setTimeout(() => wait.abort(new EndpointTimedOut()), limitMillis);
  try {
    const { method, body, headers, redirect } = options;
    const response = await fetch(url, { method, body, headers, redirect, signal: wait.signal });
    const { text, isWhole } = await bodyStart(response.body, largestBytes);
    if (!isWhole) throw new EndpointAnswerUnusable();
    return new Response(JSON.stringify(relevant(text, response.status)), {
      status: response.status,
      headers: { "Content-Type": "application/json" },
    });
  } catch (error) {
    // The runtimes wrap an abort's reason in different ways.
    throw wait.signal.aborted ? wait.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** An identity token, which some consents bring along, would be checked, and is of no use. */
function relevant(text: string, status: number): object {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    if (status === 200) throw new EndpointAnswerUnusable();
    return {};
  }
  if (typeof body !== "object" || body === null) throw new EndpointAnswerUnusable();
  return { ...body, id_token: undefined };
}
