/**
 * Requests that came to nothing: names, sockets, TLS, permissions, time. By the errors' codes (Node) or texts (Deno).
 *
 * @module
 */
import type { ApiFailure } from "./apiFailure.ts";

/**
 * An answer that does not come.
 *
 * @param host Who was asked.
 * @returns The failure.
 */
export function noAnswerInTime(host: string): ApiFailure {
  return { _tag: "NoConnection", problem: `${host} does not answer in time: try again later` };
}

/** The error and its causes, outermost first. */
function chain(error: unknown): ReadonlyArray<Error> {
  const errors: Array<Error> = [];
  for (let next = error; next instanceof Error && errors.length < 6; next = next.cause) errors.push(next);
  return errors;
}

/** In order: the first row that fits an error's code (Node) or text (Deno) tells. */
const byError: ReadonlyArray<readonly [sign: RegExp, says: (host: string) => string]> = [
  [
    /^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$|dns error/,
    (host) => `the name ${host} cannot be resolved: check region, edge or baseUrl, and the network`,
  ],
  [
    /^(?:ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)|certificate|\btls\b|\(Connect\): (?!tcp)/i,
    (host) =>
      `no TLS with ${host}: check baseUrl, this machine's clock and certificates, and what stands between`,
  ],
];

/**
 * Says why a request came to nothing. Nothing of the error is kept: it holds the credentials.
 *
 * @param host Who was asked.
 * @param error What `fetch`, or the reading of its body, rejected with.
 * @returns The failure.
 */
export function connectionFailure(host: string, error: unknown): ApiFailure {
  const errors = chain(error);
  if (errors.some(({ name }) => name === "NotCapable" || name === "PermissionDenied")) {
    return {
      _tag: "NotPermitted",
      problem: `Deno may not connect to ${host}: run it with --allow-net=${host}`,
    };
  }
  const signs = errors.flatMap((each) => [
    "code" in each && typeof each.code === "string" ? each.code : "",
    // Without addresses: a name is no sign.
    each.message.replace(/https?:[^\s"]*/g, ""),
  ]);
  const says = byError.find(([sign]) => signs.some((each) => sign.test(each)))?.[1];
  return {
    _tag: "NoConnection",
    problem: says?.(host) ?? `no connection to ${host}, or it broke: check the network and its firewall`,
  };
}
