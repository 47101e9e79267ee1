/**
 * DKIM (RFC 6376): whether a message is signed by the domain that it says it is from.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { Resolver } from "node:dns/promises";
import { mailAddress } from "./addressMatch.ts";
import type { MailHeader } from "./MailHeader.ts";

/** Looks up the records of a name; `type` is `TXT`. Each record is a list of strings. */
export type TxtResolver = (name: string, type: string) => Promise<Array<Array<string>>>;

/** One signature, as mailauth judges it. */
interface Signature {
  readonly status: {
    readonly result: string;
    readonly comment?: string | false | undefined;
    readonly aligned?: string | false | undefined;
    readonly testing?: boolean | undefined;
  };
  readonly signingHeaders?: { readonly keys: string } | undefined;
  readonly canonBodyLengthLimited?: boolean | undefined;
}

/** What is used of mailauth's `dkimVerify`; `headers` are the header's fields as it read them. */
export type DkimVerify = (
  input: Buffer,
  options: { readonly rejectRsaSha1: boolean; readonly resolver: TxtResolver },
) => Promise<{
  readonly headerFrom: ReadonlyArray<string>;
  readonly results: ReadonlyArray<Signature>;
  readonly headers?:
    | { readonly parsed: ReadonlyArray<{ readonly key: string; readonly line: Buffer }> }
    | undefined;
}>;

/** Limits for what costs more than it should: a signature is a look-up, and folded lines take quadratic time. */
const maxSignatures = 8;
const maxHeaderLines = 2000;
const maxLookup = "5 seconds";

/** Fields that a message is judged by, and those that say how its text is read. */
const namingFields = ["from", "subject", "to", "cc"];
const readFields = [...namingFields, "content-type", "content-transfer-encoding"];

const valuesOf = (header: MailHeader, name: string): ReadonlyArray<string> =>
  header.fields.filter((field) => field.name === name).map(({ value }) => value);

/** Whether two readers of one header saw the same in it: what was signed must be what is read. */
const agree = (a: MailHeader, b: MailHeader, names: ReadonlyArray<string>): boolean =>
  names.every((name) => JSON.stringify(valuesOf(a, name)) === JSON.stringify(valuesOf(b, name)));

/** Why one signature proves nothing; `undefined` where it proves the sender. */
function weakness(signature: Signature, header: MailHeader): string | undefined {
  const { status, signingHeaders, canonBodyLengthLimited } = signature;
  if (status.result === "none") return "not signed";
  if (status.result === "temperror") return "signing key not found";
  if (status.result !== "pass") return "forged sender";
  // RFC 6376 (3.6.1): a domain that only tries DKIM out has signed nothing.
  if (status.testing === true) return "not signed";
  // RFC 7489 (3.1.1), relaxed: the same organisation, by mailauth's list of public suffixes.
  if (!status.aligned) return "signed by another";
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
 * @param verify mailauth's `dkimVerify`.
 * @param resolve Looks up keys; default: the system's resolver. 5 seconds for all.
 * @param message The message.
 * @returns `undefined` where the sender is proven, else why not.
 */
export function dkimRefusal(
  verify: DkimVerify,
  resolve: TxtResolver | undefined,
  { domain, judged, header, raw }: SignedMessage,
): Effect.Effect<string | undefined> {
  const verified = Effect.suspend(() => {
    const system = new Resolver({ timeout: 1500, tries: 2 });
    const resolver: TxtResolver = resolve ?? ((name) => system.resolveTxt(name));
    return Effect.ensuring(
      Effect.tryPromise(() => verify(withLineEnds(raw), { rejectRsaSha1: true, resolver })),
      Effect.sync(() => system.cancel()),
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
    return verified.pipe(
      Effect.map(({ headerFrom, results, headers }) => {
        if (!agree(header, asHeader(headers?.parsed ?? []), readFields)) return "unclear header";
        if (headerFrom.some((address) => mailAddress(address)?.domain !== domain)) return "several senders";
        const reasons = results.map((signature) => weakness(signature, header));
        return reasons.includes(undefined)
          ? undefined
          : order.find((reason) => reasons.includes(reason)) ?? "not signed";
      }),
      Effect.timeoutOrElse({ duration: maxLookup, orElse: () => Effect.succeed("signing key not found") }),
      Effect.orElseSucceed(() => "forged sender"),
    );
  });
}

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
