/**
 * A request to a token endpoint that ends in time and reads no more than it should.
 *
 * @module
 */
import type * as oauth from "oauth4webapi";

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
    const text = await bodyOf(response);
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

async function bodyOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > largestBytes) {
      await reader?.cancel().catch(() => {});
      throw new EndpointAnswerUnusable();
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
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
