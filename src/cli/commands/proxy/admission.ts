/**
 * Which requests the proxy takes. Pages that a browser shows can send requests to this machine too; they get nothing.
 *
 * @module
 */
import type * as Redacted from "effect/Redacted";
import type { IncomingMessage } from "node:http";
import { bearerProver } from "../../../../plugins/webhook/bearerProof.ts";
import { apiMethods } from "../apiMethods.ts";
import { type Answer, refusal } from "./Answer.ts";
import { targetProblem } from "./targetProblem.ts";

/** What a request is judged by. */
export type RequestHead = Pick<IncomingMessage, "method" | "url" | "rawHeaders" | "headers">;

/** Says what is wrong with a request; nothing where it may go on. */
export type Admission = (request: RequestHead) => Answer | undefined;

/** The answer to another method. */
export const otherMethod: Answer = refusal(
  405,
  "MethodNotAllowed",
  `The methods are ${apiMethods.join(", ")}.`,
  {
    "Allow": apiMethods.join(", "),
  },
);

/** What asks whether the token is good. */
const healthPath = "/healthz";

/**
 * Whether a request asks for the proxy's own state.
 *
 * @param request The request.
 * @returns Whether its path is `/healthz`.
 */
export function isHealthCheck({ url = "" }: RequestHead): boolean {
  return url.replace(/\?.*$/s, "") === healthPath;
}

/**
 * The names that requests may call the proxy by.
 *
 * @param host The address that it listens on, as it stands in a URL.
 * @param port Its port.
 * @returns Values of `Host`, in lower case.
 */
export function ownHosts(host: string, port: number): ReadonlySet<string> {
  const names = ["127.0.0.1", "localhost", "[::1]", host];
  return new Set(names.flatMap((name) => port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

const misdirected = refusal(421, "HostNotAllowed", "The header Host names another server than this proxy.");
const browser = refusal(
  403,
  "BrowserNotAllowed",
  "The proxy is for programs: it takes no request of a browser.",
);
const notBelow = refusal(400, "InvalidTarget", "The request's target does not begin with a slash.");
const healthMethod = refusal(405, "MethodNotAllowed", `${healthPath} is there to be read.`, {
  "Allow": "GET, HEAD",
});
const noSecret = refusal(
  401,
  "SecretRequired",
  "The request needs Authorization: Bearer and a secret of AUTOSHARES_PROXY_SECRET.",
  { "WWW-Authenticate": "Bearer" },
);
const targetRefusals = {
  token: refusal(403, "TokenEndpointNotAllowed", "The proxy logs in itself: programs need no token."),
  outside: refusal(403, "PathNotAllowed", "The path leads outside of the base URL."),
};

/**
 * Makes the admission.
 *
 * @param hosts The values of `Host` that mean this proxy.
 * @param basePath The path of the broker's base URL.
 * @param secrets What programs must send; none: anything on this machine may call.
 * @returns Looks at host (421), signs of a browser (403), method (405), form of the target (400), secret (401, not for
 * `/healthz`) and path (403), in this order.
 */
export function admission(
  hosts: ReadonlySet<string>,
  basePath: string,
  secrets: ReadonlyArray<Redacted.Redacted<string>>,
): Admission {
  const prove = bearerProver(secrets);
  const isKnown = (authorization: string): boolean =>
    prove({
      headers: new Headers({ authorization }),
      search: "",
      bodyType: "text",
      body: "",
      form: undefined,
      forwardedUrl: undefined,
    }).genuine;
  return (request) => {
    const { method = "", url = "", headers, rawHeaders } = request;
    const named = rawHeaders.filter((_, i) => rawHeaders[i - 1]?.toLowerCase() === "host" && i % 2 === 1);
    if (named.length !== 1 || !hosts.has(named[0]!.toLowerCase())) return misdirected;
    // Node's own fetch sends Sec-Fetch-Mode: that alone says nothing.
    if (headers.origin !== undefined || headers["sec-fetch-site"] !== undefined) return browser;
    if (!apiMethods.includes(method)) return otherMethod;
    if (!url.startsWith("/")) return notBelow;
    if (isHealthCheck(request)) return method === "GET" || method === "HEAD" ? undefined : healthMethod;
    if (secrets.length > 0 && !isKnown(headers.authorization ?? "")) return noSecret;
    const problem = targetProblem(basePath, url);
    return problem && targetRefusals[problem];
  };
}
