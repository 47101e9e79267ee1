/**
 * Who reads a mailbox's new messages.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { ProviderFailed } from "../../mod.ts";
import type { Mail } from "./Mail.ts";
import type { MailHeader } from "./MailHeader.ts";
import type { MessagePlace, WaitingLogin } from "./WaitingLogin.ts";

/** What the reading of messages needs to know about who wants them. */
export interface Readership {
  /** Whether somebody may find a code in a message with this header; takes note of a refusal. */
  readonly wants: (header: MailHeader) => boolean;
  /** Whether somebody checks signatures, which takes the whole message. */
  readonly wantsRaw: boolean;
  /** Takes a message. */
  readonly offer: (mail: Mail, place: MessagePlace) => Effect.Effect<void>;
  /** A message that cannot be read. */
  readonly unreadable: () => void;
}

const broken = (): ProviderFailed =>
  new ProviderFailed({
    provider: "imap",
    problem: "broke over a message, by a setting such as resolve or by a fault of its own",
    retryable: false,
    reason: { _tag: "Unexpected" },
  });

/**
 * The readership of some logins. A message is offered to one after the other, in the order of their arming, until one
 * finds its code in it.
 *
 * @param logins The logins.
 * @returns The readership.
 */
export function readershipOf(logins: ReadonlySet<WaitingLogin>): Readership {
  return {
    wants: (header) => {
      const refusals = [...logins].map((login) => ({ login, reason: login.judge.refusal(header) }));
      if (refusals.some(({ reason }) => reason === undefined)) return true;
      for (const { login, reason } of refusals) login.refuse(reason!);
      return false;
    },
    wantsRaw: [...logins].some(({ judge }) => judge.wantsRaw),
    offer: (mail, place) =>
      Effect.gen(function* () {
        for (const login of logins) {
          const verdict = yield* Effect.catchDefect(
            Effect.suspend(() => login.judge.verdict(mail)),
            () => Effect.undefined,
          );
          // One login's fault is not the others'.
          if (verdict === undefined) login.fail(broken());
          else if (verdict.code !== undefined) return login.give({ code: verdict.code, place });
          else login.refuse(verdict.reason);
        }
      }),
    unreadable: () => {
      for (const login of logins) login.refuse("unreadable");
    },
  };
}
