/**
 * Proof that a message comes from the sender that it names: against mail forged to waste attempts.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { domainName, isWithin, sendersOf } from "./addressMatch.ts";
import { type MethodResult, readAuthenticationResults } from "./authenticationResults.ts";
import { dkimRefusal, type DkimVerify } from "./dkimRefusal.ts";
import { type MailHeader, readHeader } from "../mail/MailHeader.ts";
import type { TxtResolver } from "./signingKeys.ts";
import { splitMessage } from "../mail/splitMessage.ts";

/** How a message must prove its sender. */
export type SenderAuthentication =
  | {
    /**
     * Name under which the mailbox's own server writes `Authentication-Results` into each message that it receives
     * (`mx.google.com`). It must do so for every message, above the fields that the message came with. Microsoft's
     * servers write no name into them: use `dkim` there.
     *
     * Counts are `dmarc=pass` for the sender's domain, or `dkim=pass` for exactly that domain: whether another one speaks
     * for it is what `dmarc` tells.
     */
    readonly results: string;
  }
  | {
    /** Verify the DKIM signature (RFC 6376) here; needs the package `mailauth` and the whole message. */
    readonly dkim: true;
    /**
     * Looks up TXT records; default: the system's resolver. It is asked for names in the sender's own organisation only,
     * and has 2 seconds; its answers are remembered for 5 minutes.
     */
    readonly resolve?: TxtResolver | undefined;
  };

/** A check that is ready. */
export interface SenderCheck {
  /** Whether it needs the whole message, uncut. */
  readonly needsWholeMessage: boolean;
  /**
   * Checks a message: `undefined` where its sender is proven, else why not, in a few words. `raw` is the whole message
   * where that is needed, and may be empty where it is not; what is read of the message must then be read from `raw`.
   */
  readonly refusal: (header: MailHeader, raw: Uint8Array) => Effect.Effect<string | undefined>;
}

/**
 * The one domain that a message says it is from.
 *
 * @returns The domain, or why there is none: more than one `From` field, or senders at more than one domain, prove nothing.
 */
function senderDomain(header: MailHeader): { readonly domain: string } | { readonly problem: string } {
  if (header.fields.filter(({ name }) => name === "from").length > 1) return { problem: "several senders" };
  const senders = sendersOf(header);
  const domain = senders?.[0]?.domain;
  if (senders === undefined || domain === undefined) return { problem: "no sender" };
  return senders.every((sender) => sender.domain === domain) ? { domain } : { problem: "several senders" };
}

/**
 * Whether a result of `dkim` proves a sender: its signer (`header.d`) is exactly the sender's domain. Where a server names
 * no signer but whom he signed for (`header.i`), that counts: it is the signer's domain or within it (RFC 6376, 3.5).
 *
 * RFC 7489's relaxed alignment (3.1.1) takes all domains of one organisation, but needs the list of public suffixes:
 * without it, `evil.github.io` would speak for `github.io`, and `co.uk` for all of Britain. A server that knows the list
 * says `dmarc=pass`, which counts too.
 */
function isSigner(properties: MethodResult["properties"], sender: string): boolean {
  const [signer, identity] = ["header.d", "header.i"].map((name) => properties.get(name));
  if (signer === undefined) return identity !== undefined && domainOf(identity) === sender;
  return domainName(signer) === sender &&
    (identity === undefined || isWithin(domainOf(identity) ?? "", sender));
}

const domainOf = (value: string): string | undefined => domainName(value.split("@").at(-1) ?? "");

/**
 * Judges a message by what the receiving server wrote into it.
 *
 * Of the fields with that server's name, the topmost alone counts: a server writes its field above all that the message
 * came with (RFC 8601, 4), and a forged one (7.1) stays below. A server that writes several fields must have the one with
 * the proof on top. A field that cannot be read may be that server's, so nothing below it counts.
 *
 * @param server The server's name.
 * @param header The message's header; its fields in their order.
 * @returns `undefined` where that field says `dmarc=pass` for the sender's domain, or `dkim=pass` for the same domain, and
 * not `dmarc=fail`; else why the message is refused.
 */
function resultsRefusal(server: string, header: MailHeader): string | undefined {
  const from = senderDomain(header);
  if ("problem" in from) return from.problem;
  const field = header.fields
    .filter(({ name }) => name === "authentication-results")
    .map(({ value }) => readAuthenticationResults(value))
    .find((results) => results === undefined || domainName(results.server) === server);
  if (field === undefined) return "sender not checked";
  const proves = ({ method, result, properties }: MethodResult): boolean => {
    if (result !== "pass") return false;
    if (method === "dkim") return isSigner(properties, from.domain);
    return method === "dmarc" && domainOf(properties.get("header.from") ?? "") === from.domain;
  };
  if (field.results.some(({ method, result }) => method === "dmarc" && result === "fail")) {
    return "forged sender";
  }
  return field.results.some(proves) ? undefined : "forged sender";
}

const loadMailauth = (): Promise<{ readonly dkimVerify: DkimVerify }> =>
  import("mailauth/lib/dkim/verify.js");

/**
 * Makes the check that a setting asks for.
 *
 * @param setting The setting.
 * @param load Loads the DKIM verifier; default: `mailauth`, which is loaded for `dkim` only.
 * @returns The check, or what is wrong with the setting or missing, for a message to the user.
 */
export function senderCheck(
  setting: SenderAuthentication,
  load: () => PromiseLike<{ readonly dkimVerify: DkimVerify }> = loadMailauth,
): Effect.Effect<SenderCheck, string> {
  if ("results" in setting) {
    const server = typeof setting.results === "string" ? domainName(setting.results.trim()) : undefined;
    return server === undefined
      ? Effect.fail("results must be the name under which the mailbox's server writes Authentication-Results")
      : Effect.succeed({
        needsWholeMessage: false,
        refusal: (header) => Effect.sync(() => resultsRefusal(server, header)),
      });
  }
  if (setting.dkim !== true) return Effect.fail('must be { results: "…" } or { dkim: true }');
  return Effect.map(
    Effect.tryPromise({
      try: load,
      catch: () =>
        "dkim needs the package mailauth, which cannot be loaded: install it (npm install mailauth)",
    }),
    ({ dkimVerify }): SenderCheck => ({
      needsWholeMessage: true,
      // The header of the very bytes that are verified.
      refusal: (judged, raw) =>
        Effect.flatMap(readHeader(splitMessage(raw).header), (header) => {
          const from = senderDomain(header);
          return "problem" in from
            ? Effect.succeed(from.problem)
            : dkimRefusal(dkimVerify, setting.resolve, { domain: from.domain, judged, header, raw });
        }),
    }),
  );
}
