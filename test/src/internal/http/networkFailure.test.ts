import { describe, expect, it } from "vitest";
import { networkFailure } from "../../../../src/internal/http/networkFailure.ts";

/** What a runtime's fetch rejects with: a cause below `fetch failed`. */
function fetchFailed(message: string, fields: object = {}): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), fields) });
}
const coded = (code: string, syscall?: string) =>
  fetchFailed(code, syscall === undefined ? { code } : { code, syscall });
const denoConnect = (text: string) =>
  fetchFailed(
    `error sending request for url (https://broker.example/api/token): client error (Connect): ${text}`,
  );
const denoSend = (text: string) =>
  fetchFailed(
    `error sending request from 127.0.0.1:1 for https://broker.example/api (127.0.0.1:2): client error (SendRequest): ${text}`,
  );

describe("networkFailure", () => {
  it.each<[what: string, error: Error, kind: string, mayHaveArrived: boolean]>([
    ["Node: unknown name", coded("ENOTFOUND", "getaddrinfo"), "dns", false],
    ["Node: no resolver", coded("EAI_AGAIN", "getaddrinfo"), "dns", false],
    ["Node: refused", coded("ECONNREFUSED", "connect"), "connect", false],
    ["Node: no route", coded("EHOSTUNREACH", "connect"), "connect", false],
    ["Node: connecting took too long", coded("UND_ERR_CONNECT_TIMEOUT"), "connect", false],
    ["Node: connecting timed out", coded("ETIMEDOUT", "connect"), "connect", false],
    ["Node: reset while connecting", coded("ECONNRESET", "connect"), "connect", false],
    ["Node: self-signed", coded("DEPTH_ZERO_SELF_SIGNED_CERT"), "tls", false],
    ["Node: expired", coded("CERT_HAS_EXPIRED"), "tls", false],
    ["Node: another name's certificate", coded("ERR_TLS_CERT_ALTNAME_INVALID"), "tls", false],
    ["Node: no issuer", coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), "tls", false],
    ["Node: no TLS there", coded("ERR_SSL_WRONG_VERSION_NUMBER"), "tls", false],
    ["Node: an alert, which may come late", coded("ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR"), "tls", true],
    ["Node: a broken record", coded("ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC"), "tls", true],
    ["Node: reset", coded("ECONNRESET", "read"), "reset", true],
    ["Node: timed out while reading", coded("ETIMEDOUT", "read"), "reset", true],
    ["Node: closed", coded("UND_ERR_SOCKET"), "reset", true],
    ["Node: no HTTP", coded("HPE_INVALID_CONSTANT"), "protocol", true],
    ["Node: too many headers", coded("UND_ERR_HEADERS_OVERFLOW"), "protocol", true],
    ["Node: broken gzip", coded("Z_DATA_ERROR"), "protocol", true],
    ["Deno: unknown name", denoConnect("dns error: failed to lookup address information"), "dns", false],
    ["Deno: refused", denoConnect("tcp connect error: Connection refused (os error 111)"), "connect", false],
    ["Deno: self-signed", denoConnect("invalid peer certificate: UnknownIssuer"), "tls", false],
    ["Deno: no TLS there", denoConnect("received corrupt message of type InvalidContentType"), "tls", false],
    ["Deno: reset", fetchFailed("Connection reset by peer (os error 104)"), "reset", true],
    ["Deno: timed out", fetchFailed("Operation timed out (os error 110)"), "reset", true],
    ["Deno: broken pipe", fetchFailed("Broken pipe (os error 32)"), "reset", true],
    ["Deno: closed", denoSend("connection closed before message completed"), "reset", true],
    ["Deno: no HTTP", denoSend("invalid HTTP version parsed"), "protocol", true],
    ["Deno: too many headers", denoSend("message head is too large"), "protocol", true],
    ["Deno: broken body", new TypeError("error reading a body from connection"), "reset", true],
  ])("%s", (_, error, kind, mayHaveArrived) => {
    expect(networkFailure(error)).toMatchObject({ kind, mayHaveArrived });
  });

  it("takes no sign from the server's address", () => {
    const url = "https://socket.example/bad%20port/(Connect):%20tcp/Parse";
    const error = new Error(`[POST] "${url}": <no response> odd`, {
      cause: fetchFailed(`odd for ${url}: odd`),
    });
    expect(networkFailure(error)).toEqual({ kind: "unknown", code: undefined, mayHaveArrived: true });
  });

  it("keeps a code that looks like one, and no other text", () => {
    expect(networkFailure(coded("ECONNREFUSED")).code).toBe("ECONNREFUSED");
    expect(networkFailure(fetchFailed("x", { code: "Password: s3cret" })).code).toBeUndefined();
    expect(networkFailure(fetchFailed("x", { code: 23 })).code).toBeUndefined();
    expect(JSON.stringify(networkFailure(fetchFailed("Invalid header value s3cret")))).not.toContain(
      "s3cret",
    );
  });

  it.each([undefined, null, "text", 5, {}, Object.create(null)])(
    "takes %s for a failure of unknown kind",
    (thrown) => {
      expect(networkFailure(thrown)).toEqual({ kind: "unknown", code: undefined, mayHaveArrived: true });
    },
  );

  it("ends on an error that is its own cause", () => {
    const error = new Error("odd");
    error.cause = error;
    expect(networkFailure(error).kind).toBe("unknown");
  });
});
