/**
 * One login that waits for a text message.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Latch from "effect/Latch";
import * as Option from "effect/Option";
import type { ExtractCodeOptions, ProviderFailed } from "../../mod.ts";
import { codeIn, type CodeVerdict } from "../internal/codeIn.ts";
import { FoundCodes } from "../internal/FoundCodes.ts";
import { joinParts, partWaitMillis } from "./joinParts.ts";
import { looksRedacted } from "./looksRedacted.ts";
import { type MessageFilter, refusedBy } from "./messageFilter.ts";
import type { TextMessage } from "./TextMessage.ts";

/** Messages kept for a login that does not ask yet: of a flood, the newest. */
const mostArrivals = 64;

/** Messages kept for those that may go on in another, or be its end: texts in more parts than that are not sent. */
const mostRecent = 16;

/** How a login's messages are judged. */
export interface TextJudge {
  /** Which are its own. */
  readonly filter: MessageFilter;
  /** How a code is found. */
  readonly code: ExtractCodeOptions | undefined;
  /** The failure of a message whose code somebody on the way has made unreadable. */
  readonly redacted: () => ProviderFailed;
}

/** A message without a code, or one that may go on in another. */
interface Recent extends TextMessage {
  /** When it was looked at, in milliseconds. */
  readonly at: number;
  /** Whether it may still go on in another. */
  isOpen: boolean;
}

const isOther = (verdict: CodeVerdict): boolean =>
  verdict.code === undefined && verdict.reason === "other purpose";

/** A login that is armed. Messages are judged in its own time, so that whoever brings them is not kept waiting. */
export class WaitingLogin extends FoundCodes<string> {
  readonly #judge: TextJudge;
  #arrived: Array<TextMessage> = [];
  #recent: Array<Recent> = [];
  readonly #arrival: Latch.Latch = Latch.makeUnsafe();

  constructor(judge: TextJudge) {
    super();
    this.#judge = judge;
  }

  /** Which messages are its own. */
  get filter(): MessageFilter {
    return this.#judge.filter;
  }

  /** Ends its wait. */
  override fail(failure: ProviderFailed): void {
    super.fail(failure);
    this.#arrival.openUnsafe();
  }

  /**
   * Takes a message, if it is its own.
   *
   * @param message The message.
   * @returns Whether it is.
   */
  receive(message: TextMessage): boolean {
    const refusal = message.refusal ?? refusedBy(this.#judge.filter, message);
    if (refusal !== undefined) {
      this.refuse(refusal);
      return false;
    }
    if (this.#arrived.length >= mostArrivals) this.#arrived.shift();
    this.#arrived.push(message);
    this.#arrival.openUnsafe();
    return true;
  }

  /** Judges what has arrived and may be judged. */
  #judgeArrivals(now: number): void {
    this.#recent = this.#recent.filter(({ at, isOpen }) => isOpen || now - at <= partWaitMillis);
    for (const message of this.#arrived.splice(0)) {
      if (this.#recent.length >= mostRecent) this.#judgeParts(this.#recent.splice(0, 1));
      const recent: Recent = { ...message, at: now, isOpen: true };
      const { parts, isComplete } = joinParts(recent, this.#recent);
      this.#recent.push(recent);
      if (isComplete) this.#judgeParts(parts);
    }
  }

  /** Judges a message, or one in parts: the end of a part may read as a code that only the whole has in full. */
  #judgeParts(parts: ReadonlyArray<Recent>): void {
    const { code: options, redacted } = this.#judge;
    if (parts.length > 1) {
      const joined = codeIn(parts.map(({ text }) => text).join(""), options);
      const whole = joined.code;
      const isOld = parts.some(({ text, isOpen }) => !isOpen && codeIn(text, options).code === whole);
      if (whole !== undefined && !isOld) {
        this.#recent = this.#recent.filter((each) => !parts.includes(each));
        // Another code at the beginning of the last part: the rest of a split one, or that of a message of its own.
        const alone = codeIn(parts.at(-1)!.text, options).code;
        if (alone === undefined || alone === whole) this.give(whole);
        else this.refuse("ambiguous");
        return;
      }
      // One part may have the code, and another say that it is for something else; one that says both stands alone.
      if (isOther(joined) && !parts.some(({ text }) => isOther(codeIn(text, options)))) {
        for (const part of parts) part.isOpen = false;
        this.refuse("other purpose");
        return;
      }
    }
    for (const part of parts) {
      if (!part.isOpen) continue;
      part.isOpen = false;
      const verdict = codeIn(part.text, options);
      if (verdict.code !== undefined) this.give(verdict.code);
      else if (part.isRedacted === true || looksRedacted(part.text, options)) this.fail(redacted());
      else this.refuse(verdict.reason);
    }
  }

  /** Whoever brings a message goes on first: a webhook answers before the login is at work. */
  readonly #news: Effect.Effect<void> = Effect.andThen(this.#arrival.await, Effect.yieldNow);

  /** The next code. An interruption uses up none. */
  readonly next: Effect.Effect<string, ProviderFailed> = Effect.suspend(() =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      this.#arrival.closeUnsafe();
      this.#judgeArrivals(now);
      if (!this.isEmpty) return this.take;
      const open = this.#recent.filter(({ isOpen }) => isOpen);
      if (open.length === 0) return Effect.andThen(this.#news, this.next);
      // What is still open when the time is over was whole, or its rest is lost.
      return Effect.flatMap(Effect.timeoutOption(this.#news, partWaitMillis), (arrival) => {
        if (Option.isNone(arrival)) this.#judgeParts(open);
        return this.next;
      });
    })
  );
}
