/**
 * Whether a message holds a login's code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ExtractCodeOptions } from "../../../mod.ts";
import { codeIn, type CodeVerdict } from "../../internal/codeIn.ts";
import type { Mail } from "../mail/Mail.ts";
import type { MailHeader } from "../mail/MailHeader.ts";
import { type MailFilter, refusedBy } from "./mailFilter.ts";
import type { SenderCheck } from "./senderAuthentication.ts";

/** Judges messages for one login. */
export interface MailJudge {
  /** Why a message with this header is not this login's; `undefined` where it may be. */
  readonly refusal: (header: MailHeader) => string | undefined;
  /** Whether the whole message is needed. */
  readonly wantsRaw: boolean;
  /** Judges a message. */
  readonly verdict: (mail: Mail) => Effect.Effect<CodeVerdict>;
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
  filter: MailFilter,
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
      Effect.gen(function* (): Effect.fn.Return<CodeVerdict> {
        const other = refusal(mail.header);
        if (other !== undefined) return { code: undefined, reason: other };
        const found = codeIn(mail.content, code);
        if (found.code === undefined) return found;
        // Last, for it may ask the network.
        const forged = yield* proof(mail);
        return forged === undefined ? found : { code: undefined, reason: forged };
      }),
  };
}
