/**
 * Who reads a mailbox's new messages.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { ProviderFailed } from "../../../mod.ts";
import type { Mail } from "../mail/Mail.ts";
import type { MailHeader } from "../mail/MailHeader.ts";
import type { MessagePlace, WaitingMailLogin } from "./WaitingMailLogin.ts";

/** What the reading of messages needs to know about who wants them. */
export interface Readership {
  /** Whether a message is new to somebody. */
  readonly isNew: (place: MessagePlace) => boolean;
  /** Whether somebody may find a code in a message with this header; takes note of a refusal. */
  readonly wants: (header: MailHeader, place: MessagePlace) => boolean;
  /** Whether somebody checks signatures, which takes the whole message. */
  readonly wantsRaw: boolean;
  /** Takes a message. */
  readonly offer: (mail: Mail, place: MessagePlace) => Effect.Effect<void>;
  /** A message that cannot be read. */
  readonly unreadable: (place: MessagePlace) => void;
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
export function readershipOf(logins: ReadonlySet<WaitingMailLogin>): Readership {
  const newTo = (place: MessagePlace) => [...logins].filter((login) => login.isNew(place));
  return {
    isNew: (place) => newTo(place).length > 0,
    wants: (header, place) => {
      const refusals = newTo(place).map((login) => ({ login, reason: login.judge.refusal(header) }));
      if (refusals.some(({ reason }) => reason === undefined)) return true;
      for (const { login, reason } of refusals) login.refuse(reason!);
      return false;
    },
    wantsRaw: [...logins].some(({ judge }) => judge.wantsRaw),
    offer: (mail, place) =>
      Effect.gen(function* () {
        for (const login of newTo(place)) {
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
    unreadable: (place) => {
      for (const login of newTo(place)) login.refuse("unreadable");
    },
  };
}
