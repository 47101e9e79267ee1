/**
 * DKIM (RFC 6376): whether a message is signed by the domain that it says it is from.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { domainName, mailAddress } from "./addressMatch.ts";
import type { MailHeader } from "../mail/MailHeader.ts";
import { type KeyRecords, signingKeys, type TxtResolver } from "./signingKeys.ts";

/** One signature, as mailauth judges it. */
interface Signature {
  readonly status: {
    readonly result: string;
    readonly comment?: string | false | undefined;
    readonly aligned?: string | false | undefined;
    readonly testing?: boolean | undefined;
  };
  readonly signingDomain?: string | undefined;
  readonly signingHeaders?: { readonly keys: string } | undefined;
  readonly canonBodyLengthLimited?: boolean | undefined;
}

/** What is used of mailauth's judgement; `headers` are the header's fields as it read them. */
interface Judgement {
  readonly headerFrom: ReadonlyArray<string>;
  readonly results: ReadonlyArray<Signature>;
  readonly headers?:
    | { readonly parsed: ReadonlyArray<{ readonly key: string; readonly line: Buffer }> }
    | undefined;
}

/** What is used of mailauth's `dkimVerify`. */
export type DkimVerify = (
  input: Buffer,
  options: { readonly rejectRsaSha1: boolean; readonly resolver: TxtResolver },
) => Promise<Judgement>;

/** Limits for what costs more than it should: a signature is a look-up, and folded lines take quadratic time. */
const maxSignatures = 8;
const maxHeaderLines = 2000;

/** Fields that a message is judged by, and those that say how its text is read. */
const namingFields = ["from", "subject", "to", "cc"];
const readFields = [...namingFields, "content-type", "content-transfer-encoding"];

const valuesOf = (header: MailHeader, name: string): ReadonlyArray<string> =>
  header.fields.filter((field) => field.name === name).map(({ value }) => value);

/** Whether two readers of one header saw the same in it: what was signed must be what is read. */
const agree = (a: MailHeader, b: MailHeader, names: ReadonlyArray<string>): boolean =>
  names.every((name) => JSON.stringify(valuesOf(a, name)) === JSON.stringify(valuesOf(b, name)));

/**
 * The signer's domain where it is the sender's organisation: RFC 7489 (3.1.1), relaxed, by mailauth's list of public
 * suffixes. That takes `broker.example/x.evil.example` for a URL at the broker, so what is no plain domain does not count.
 */
function ownDomain({ signingDomain, status }: Signature): string | undefined {
  return status.aligned ? domainName(signingDomain ?? "") : undefined;
}

/** Why one signature proves nothing; `undefined` where it proves the sender. */
function weakness(signature: Signature, header: MailHeader): string | undefined {
  const { status, signingHeaders, canonBodyLengthLimited } = signature;
  if (status.result === "none") return "not signed";
  // Before all else: its key was not looked up.
  if (ownDomain(signature) === undefined) return "signed by another";
  if (status.result === "temperror") return "signing key not found";
  if (status.result !== "pass") return "forged sender";
  // RFC 6376 (3.6.1): a domain that only tries DKIM out has signed nothing.
  if (status.testing === true) return "not signed";
  const signed = new Set((signingHeaders?.keys ?? "").toLowerCase().split(/[\s:]+/));
  const unsigned = ["from", "subject"].some((name) =>
    !signed.has(name) && header.fields.some((field) => field.name === name)
  );
  // RFC 6376 (8.2): with `l=`, anything can be added to the body.
  return unsigned || canonBodyLengthLimited === true ? "signed in part" : undefined;
}

/** Which of several reasons to tell: the one that says most. */
const order = ["signing key not found", "signed in part", "signed by another", "forged sender", "not signed"];

/** A message to verify. */
export interface SignedMessage {
  /** The domain that it says it is from. */
  readonly domain: string;
  /** Its header as it was read to judge the message. */
  readonly judged: MailHeader;
  /** Its header as it stands in `raw`. */
  readonly header: MailHeader;
  /** All of it. */
  readonly raw: Uint8Array;
}

/**
 * Verifies the signatures of a message. One is enough: it fits the message, its key is the sender's organisation's, and it
 * covers `From`, the subject and the whole body. This proves who wrote the message, not to whom: a real message can be
 * sent on to somebody else.
 *
 * Keys are looked up in the domains of the sender's organisation only: whoever forges a mail could name one of his own,
 * whose name server takes its time. That takes two passes, the first of them without any key.
 *
 * @param verify mailauth's `dkimVerify`.
 * @param resolve Looks up keys; default: the system's resolver. At most 2 seconds for all.
 * @param message The message.
 * @returns `undefined` where the sender is proven, else why not.
 */
export function dkimRefusal(
  verify: DkimVerify,
  resolve: TxtResolver | undefined,
  { domain, judged, header, raw }: SignedMessage,
): Effect.Effect<string | undefined> {
  const judgedWith = (resolver: TxtResolver) =>
    Effect.tryPromise(() => verify(withLineEnds(raw), { rejectRsaSha1: true, resolver }));
  const reasonIn = ({ results }: Judgement): string | undefined => {
    const reasons = results.map((signature) => weakness(signature, header));
    return reasons.includes(undefined)
      ? undefined
      : order.find((reason) => reasons.includes(reason)) ?? "not signed";
  };
  const verified = Effect.gen(function* () {
    const wanted = new Set<string>();
    const first = yield* judgedWith((name) => {
      wanted.add(name);
      return withoutKey("unanswered");
    });
    if (!agree(header, asHeader(first.headers?.parsed ?? []), readFields)) return "unclear header";
    if (first.headerFrom.some((address) => mailAddress(address)?.domain !== domain)) return "several senders";
    const own = new Set(first.results.map(ownDomain));
    const names = [...wanted].filter((name) => {
      const signer = signerIn(name);
      return signer !== undefined && own.has(signer);
    });
    if (names.length === 0) return reasonIn(first);
    const keys = yield* signingKeys(resolve, names);
    return reasonIn(
      yield* judgedWith((name) => {
        const records = keys.get(name) ?? "unanswered";
        return typeof records === "string" ? withoutKey(records) : Promise.resolve(records);
      }),
    );
  });
  return Effect.suspend(() => {
    const signatures = valuesOf(header, "dkim-signature").length;
    // A second field above the signed one would be read in its place.
    if (readFields.some((name) => valuesOf(header, name).length > 1)) return Effect.succeed("doubled header");
    if (!agree(header, judged, namingFields)) return Effect.succeed("unclear header");
    if (signatures === 0) return Effect.succeed("not signed");
    if (signatures > maxSignatures) return Effect.succeed("too many signatures");
    if (headerLines(raw) > maxHeaderLines) return Effect.succeed("header too long");
    return Effect.orElseSucceed(verified, () => "forged sender");
  });
}

/** The domain whose key a name is; `undefined` where its letters are not those of a plain name. */
function signerIn(name: string): string | undefined {
  const mark = "._domainkey.";
  return /^[\w.-]+$/.test(name) ? domainName(name.slice(name.lastIndexOf(mark) + mark.length)) : undefined;
}

/** What the verifier is told where it gets no key: as the system's resolver would say it. */
const withoutKey = (why: Exclude<KeyRecords, object>): Promise<never> =>
  Promise.reject(Object.assign(new Error(why), { code: why === "absent" ? "ENOTFOUND" : "ETIMEOUT" }));

/** The fields as the verifier read them. */
function asHeader(fields: ReadonlyArray<{ readonly key: string; readonly line: Buffer }>): MailHeader {
  return {
    subject: undefined,
    fields: fields.map(({ key, line }) => {
      const text = line.toString("utf8");
      return {
        name: key,
        value: text.slice(text.indexOf(":") + 1).replace(/\r\n/g, "").replace(/^[ \t]+|[ \t]+$/g, ""),
      };
    }),
  };
}

/** The message with CRLF at each line's end: mailauth does the same, but line by line. */
function withLineEnds(raw: Uint8Array): Buffer {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  return Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1");
}

/** Lines before the first empty one, counted no further than is needed. */
function headerLines(raw: Uint8Array): number {
  let lines = 0;
  let empty = true;
  for (const byte of raw) {
    if (byte === 10) {
      if (empty || ++lines > maxHeaderLines) break;
      empty = true;
    } else if (byte !== 13) {
      empty = false;
    }
  }
  return lines;
}
