/**
 * Connections that did not come about, or broke: names, sockets, TLS, time limits. By the errors' codes, which Node and
 * Deno share; their messages differ.
 *
 * @module
 */
import {
  address,
  failure,
  type MailboxFailure,
  type MailboxFailureContext,
  shown,
} from "./failureReasons.ts";
import { textOf } from "./serverWords.ts";

type Explain = (context: MailboxFailureContext) => MailboxFailure;

const noAnswer: Explain = (context) => {
  if (context.greeted !== true && (context.received ?? 0) > 0) return greetingUnreadable(context);
  const hint = context.greeted === true || context.tls === "implicit"
    ? "try again later"
    : "a port that wants TLS at once (usually 993) needs tls: implicit";
  return failure("NoAnswer", `${address(context)} does not answer in time: ${hint}`);
};

const greetingUnreadable: Explain = (context) =>
  failure(
    "GreetingUnreadable",
    `what ${
      address(context)
    } sends is no IMAP greeting, or only a part of one: check host, port (usually 993 with ` +
      "tls: implicit, 143 with starttls) and what stands between",
  );

const lost: Explain = (context) =>
  failure("ConnectionLost", `the connection to ${address(context)} broke: try again`);

const untrusted: Explain = (context) =>
  failure(
    "CertificateUntrusted",
    `the certificate of ${
      address(context)
    } cannot be verified: nobody that this machine trusts has signed it ` +
      "(or, under Deno, it has expired); set ca to its authority's certificate",
  );

const tlsFailed: Explain = (context) =>
  failure(
    "TlsFailed",
    context.tls === "implicit"
      ? `no TLS with ${
        address(context)
      }: a port that begins without it (usually 143) needs tls: starttls; else ` +
        "the server's TLS version is too old"
      : `no TLS with ${
        address(context)
      } after STARTTLS: its TLS version may be too old, or something between ` +
        "disturbs it",
  );

/** In order: the first row that fits tells. */
const byCode: ReadonlyArray<readonly [code: RegExp, explain: Explain]> = [
  [/^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, (context) =>
    failure(
      "HostNotFound",
      `the name ${shown(context.host)} cannot be resolved: check the host and the network`,
    )],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
    (context) =>
      failure(
        "ConnectionRefused",
        `no connection to ${
          address(context)
        }: check host and port (usually 993 with tls: implicit, 143 with ` +
          "starttls), the network and its firewall",
      ),
  ],
  [
    /^(?:CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ETIMEOUT|ETIMEDOUT|LockTimeout|TimeoutError)$/,
    noAnswer,
  ],
  [/^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, (context) =>
    failure(
      "CertificateExpired",
      `the certificate of ${
        address(context)
      } has expired or does not hold yet: it must be renewed there; check ` +
        "this machine's clock too",
    )],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|IP_ADDRESS_MISMATCH)$/, (context) =>
    failure(
      "CertificateNameMismatch",
      `the certificate of ${address(context)} is for another name: set host to the name that it is for`,
    )],
  [
    /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_)/,
    untrusted,
  ],
  [/^STARTTLS_INJECTION$/, (context) =>
    failure(
      "TlsFailed",
      `bytes came from ${
        address(context)
      } between STARTTLS and TLS, as if somebody had put them there: nothing ` +
        "was sent; use another network or tls: implicit",
    )],
  [/^(?:ERR_SSL_|ERR_TLS_|ERR_OSSL_|EPROTO$)/, tlsFailed],
  [
    /^(?:ECONNRESET|ECONNABORTED|EPIPE|ENOTCONN|NoConnection|EConnectionClosed|StateLogout|ClosedAfterConnect\w+)$/,
    lost,
  ],
  [/^ERR_SOCKET_BAD_PORT$/, () => failure("SettingUnusable", "the port must be between 1 and 65535")],
  [/^InvalidStringValue$|^InvalidTokenValue$/, () =>
    failure(
      "SettingUnusable",
      "user, password, access token or mailbox has a control character, such as a line end that was pasted with it: " +
        "remove it",
    )],
];

/**
 * Says why a connection failed.
 *
 * @param error What the IMAP library or the runtime threw.
 * @param context What was tried.
 * @returns The failure, or `undefined` where the error is about something else.
 */
export function connectionFailure(
  error: unknown,
  context: MailboxFailureContext,
): MailboxFailure | undefined {
  const name = textOf(error, "name");
  if (name === "NotCapable" || name === "PermissionDenied") {
    return failure(
      "NotPermitted",
      `Deno may not connect to ${address(context)}: run it with --allow-net=${address(context)}`,
    );
  }
  const code = textOf(error, "code") || textOf(error, "_tag");
  const explain = byCode.find(([codes]) => codes.test(code))?.[1];
  if (explain !== undefined) return explain(context);
  if (typeof error !== "object" || error === null || Reflect.get(error, "tlsFailed") !== true) {
    return undefined;
  }
  // Without a code, the library has not got as far as TLS.
  return failure(
    "StarttlsUnavailable",
    `${
      address(context)
    } does not offer STARTTLS, and nothing is sent without it: set tls to implicit (usually ` +
      "port 993)",
  );
}

/**
 * Says what a goodbye (`BYE`) or a closed connection means that gave no known reason.
 *
 * @param context What was tried.
 * @returns The failure.
 */
export function goodbyeFailure(context: MailboxFailureContext): MailboxFailure {
  return context.greeted === false
    ? failure(
      "GreetingUnreadable",
      `${address(context)} says goodbye in place of a greeting: try again later`,
    )
    : failure("ConnectionLost", `${address(context)} ended the connection: try again`);
}
