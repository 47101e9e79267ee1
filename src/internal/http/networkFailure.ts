/**
 * What a failed `fetch` of either runtime means.
 *
 * @module
 */
import type { NetworkFailureKind } from "../../AuthError.ts";

/** The parts of `NetworkFailed` that a foreign error tells. */
export interface NetworkFailure {
  readonly kind: NetworkFailureKind;
  readonly code: string | undefined;
  readonly mayHaveArrived: boolean;
}

/** In order: the first row that fits the error's code (Node) or text (Deno) tells its kind. */
const signs: ReadonlyArray<readonly [kind: NetworkFailureKind, code: RegExp, text: RegExp]> = [
  ["dns", /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, /\(Connect\): dns error/],
  [
    "connect",
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/,
    /\(Connect\): tcp|bad port|Requests to port \d+ are blocked|syscall connect/,
  ],
  [
    "tls",
    /^(ERR_SSL|ERR_TLS|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|EPROTO)/,
    /\(Connect\)/,
  ],
  [
    "protocol",
    /^(HPE_|UND_ERR_RES|UND_ERR_HEADERS_OVERFLOW|Z_)/,
    /Parse|parsed|HTTP\/1\.1 protocol|head is too large|unexpected end of file|gzip/,
  ],
  [
    "reset",
    /^(ECONNRESET|EPIPE|ETIMEDOUT|UND_ERR_SOCKET|UND_ERR_BODY_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/,
    /connection|terminated|socket|reading a body|broken pipe|timed out/i,
  ],
];

/** The error and its causes, outermost first. */
function chain(error: unknown): ReadonlyArray<Error> {
  const errors: Array<Error> = [];
  for (let next = error; next instanceof Error && errors.length < 6; next = next.cause) errors.push(next);
  return errors;
}

/**
 * Reads kind and code out of a foreign error, and leaves all its text behind (it holds URLs and headers).
 *
 * @param error What `fetch`, or the reading of a body, failed with.
 * @returns Kind, code and whether the request may have reached the server.
 */
export function networkFailure(error: unknown): NetworkFailure {
  const errors = chain(error);
  const codes = errors.flatMap((each) => "code" in each && typeof each.code === "string" ? [each.code] : []);
  const texts = errors.map((each) =>
    // Without addresses: a server's own name is no sign.
    `${each.name} ${each.message.replace(/https?:[^\s"]*/g, "")} ${
      "syscall" in each ? `syscall ${each.syscall}` : ""
    }`
  );
  const sign = signs.find(([, code, text]) =>
    codes.some((each) => code.test(each)) || (texts.some((each) => text.test(each)))
  );
  const kind = sign?.[0] ?? "unknown";
  const code = codes.find((each) => /^[A-Z][A-Z0-9_]{1,40}$/.test(each));
  // An alert or a broken record can also come after the request was sent.
  const duringTls = kind === "tls" && codes.some((each) => /ALERT|BAD_RECORD/.test(each));
  return { kind, code, mayHaveArrived: !["dns", "connect", "tls"].includes(kind) || duringTls };
}
