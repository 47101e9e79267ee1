/**
 * Which headers go through the proxy.
 *
 * @module
 */

/** Of one connection alone: RFC 9110, 7.6.1, and what Connection names. */
const hopByHop = [
  "connection",
  "proxy-connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "proxy-authenticate",
  "proxy-authorization",
];

/** The session sets its own, and `fetch` those of the body. */
const notAsked = new Set([
  ...hopByHop,
  "host",
  "authorization",
  "et-app-key",
  "cookie",
  "content-length",
  "expect",
  "accept-encoding",
]);

const notAnswered = new Set([...hopByHop, "set-cookie"]);

/** Those that the `fetch` of Node and that of Deno both decode. */
const codings = ["gzip", "br"];

const namedIn = (connection: string): ReadonlyArray<string> =>
  connection.split(",").map((name) => name.trim().toLowerCase());

/**
 * The headers of a request to the broker.
 *
 * @param raw Names and values in turn, as they came.
 * @returns What is passed on. Of codings those are asked for that `fetch` decodes, and none for a part of something.
 */
export function requestHeaders(raw: ReadonlyArray<string>): Headers {
  const pairs = raw.flatMap((name, i): ReadonlyArray<readonly [string, string]> =>
    i % 2 === 0 ? [[name.toLowerCase(), raw[i + 1] ?? ""]] : []
  );
  const named = new Set(pairs.flatMap(([name, value]) => name === "connection" ? namedIn(value) : []));
  const headers = new Headers();
  for (const [name, value] of pairs) {
    if (!notAsked.has(name) && !named.has(name) && !name.startsWith("sec-fetch-")) {
      headers.append(name, value);
    }
  }
  headers.set("Accept-Encoding", headers.has("range") ? "identity" : codings.join(", "));
  return headers;
}

/**
 * Whether an answer is in a coding that was not asked for, so that it depends on the runtime whether it was decoded.
 *
 * @param headers The answer's.
 * @returns Whether it is.
 */
export function isCodedOtherwise(headers: Headers): boolean {
  return !["", "identity", ...codings].includes(codingOf(headers));
}

const codingOf = (headers: Headers): string => (headers.get("content-encoding") ?? "").trim().toLowerCase();

/**
 * The headers of an answer to the program.
 *
 * @param headers Those of the broker's answer, whose body `fetch` has decoded.
 * @returns Names and values of what is passed on.
 */
export function answerHeaders(headers: Headers): Readonly<Record<string, string>> {
  const named = new Set(namedIn(headers.get("connection") ?? ""));
  const wasDecoded = codings.includes(codingOf(headers));
  const kept = [...headers].filter(([name]) =>
    !notAnswered.has(name) && !named.has(name) &&
    !(wasDecoded && (name === "content-encoding" || name === "content-length"))
  );
  return Object.fromEntries(kept);
}
