/**
 * Checks the broker's base URL. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */

/**
 * Whether a host is this machine: RFC 6761 (localhost), RFC 1122 (127/8), RFC 4291 (::1).
 *
 * @param hostname The host as `URL` writes it.
 * @returns Whether it is a loopback name or address.
 */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function problemOf(url: URL): string | undefined {
  if (url.username !== "" || url.password !== "") {
    return "holds a username or password; set them as credentials";
  }
  // An empty query or fragment shows in `href` alone.
  if (/[?#]/.test(url.href)) return "has a query or a fragment; it should end in /api";
  if (url.protocol === "https:") return undefined;
  if (url.protocol !== "http:") return "is not an https address";
  return isLoopback(url.hostname)
    ? undefined
    : "must be https: plain http is allowed on a loopback address only";
}

/**
 * A base URL that credentials may be sent to.
 *
 * @param input What the user gave.
 * @returns The URL without a trailing slash, or what is wrong with it (which does not repeat it).
 */
export function plainBaseUrl(
  input: string | URL,
): { readonly url: string } | { readonly problem: string } {
  const text = String(input);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return { problem: "is not a URL such as https://broker.example/api" };
  const problem = problemOf(url);
  return problem === undefined ? { url: url.href.replace(/\/+$/, "") } : { problem };
}
