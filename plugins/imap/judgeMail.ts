/**
 * Whether a message holds a login's code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type CodeExplanation, explainCode, type ExtractCodeOptions } from "../../mod.ts";
import type { Mail } from "./Mail.ts";
import type { MailHeader } from "./MailHeader.ts";
import { type MessageFilter, refusedBy } from "./messageFilter.ts";
import type { SenderCheck } from "./senderAuthentication.ts";

/** A message's code, or why it gives none. */
export type Verdict =
  | { readonly code: string }
  | { readonly code: undefined; readonly reason: string };

/** Judges messages for one login. */
export interface MailJudge {
  /** Why a message with this header is not this login's; `undefined` where it may be. */
  readonly refusal: (header: MailHeader) => string | undefined;
  /** Whether the whole message is needed. */
  readonly wantsRaw: boolean;
  /** Judges a message. */
  readonly verdict: (mail: Mail) => Effect.Effect<Verdict>;
}

/** What a header can carry; a pattern of the caller's own may find anything. */
const sendable = /^[\x21-\x7e]{1,32}$/;

function reasonIn({ code, candidates }: CodeExplanation): string {
  if (code !== undefined) return "no code";
  const has = (reason: string) => candidates.some((candidate) => candidate.reason === reason);
  return has("other-purpose") ? "other purpose" : has("tie") ? "ambiguous" : "no code";
}

/**
 * Makes the judge of one login.
 *
 * @param filter Which messages are its own.
 * @param check How a message must prove its sender.
 * @param code How a code is found.
 * @returns The judge.
 */
export function judgeMail(
  filter: MessageFilter,
  check: SenderCheck | undefined,
  code: ExtractCodeOptions | undefined,
): MailJudge {
  const refusal = (header: MailHeader) => refusedBy(filter, header);
  const wantsRaw = check?.needsWholeMessage === true;
  const proof = ({ header, raw }: Mail): Effect.Effect<string | undefined> => {
    if (check === undefined) return Effect.succeed(undefined);
    return wantsRaw && raw === undefined
      ? Effect.succeed("too large")
      : check.refusal(header, raw ?? new Uint8Array());
  };
  return {
    refusal,
    wantsRaw,
    verdict: (mail) =>
      Effect.gen(function* (): Effect.fn.Return<Verdict> {
        const other = refusal(mail.header);
        if (other !== undefined) return { code: undefined, reason: other };
        const explained = explainCode(mail.content, code);
        if (explained.code === undefined || !sendable.test(explained.code)) {
          return { code: undefined, reason: reasonIn(explained) };
        }
        // Last, for it may ask the network.
        const forged = yield* proof(mail);
        return forged === undefined ? { code: explained.code } : { code: undefined, reason: forged };
      }),
  };
}
