/**
 * One login that waits for a person, and what its page shows.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Latch from "effect/Latch";
import * as Redacted from "effect/Redacted";
import {
  type CodeChallenge,
  type LoginContext,
  type Sightings,
  type VerificationCode,
  verificationCode,
} from "../../mod.ts";
import { typedCode } from "../internal/typedCode.ts";
import { PostLimit } from "./PostLimit.ts";
import { provider } from "./promptFailed.ts";

/** It waits for a code. Times are this machine's, in milliseconds since 1970. */
export interface Asking {
  readonly _tag: "Asking";
  readonly attempt: number;
  readonly since: number;
  readonly until: number;
  /**
   * Why it asks again: the broker has refused a code of this page, or one has been used before, or the login wants another
   * one for a reason of its own (it began anew, or a code that came another way was refused).
   */
  readonly again: "refused" | "used" | "another" | undefined;
}

/** What becomes of a login: not asked yet, asked, a code on its way to the broker, a wait that ended, the end. */
export type PromptState =
  | { readonly _tag: "Unasked" }
  | Asking
  | { readonly _tag: "Taken" }
  | { readonly _tag: "Away" }
  | { readonly _tag: "Ended"; readonly hasToken: boolean; readonly codeWasTyped: boolean };

/** What became of a text that was sent by the page. */
export type Submitted = "taken" | "not a code" | "used before" | "other attempt" | "not asked";

/** A login, its link's secret, and its state. */
export class PromptLogin {
  /** The link's secret. */
  readonly id: Redacted.Redacted<string>;
  readonly context: LoginContext;
  readonly posts: PostLimit = new PostLimit();
  /** The attempt whose link somebody has been told of. */
  toldAttempt = 0;
  #state: PromptState = { _tag: "Unasked" };
  #code: VerificationCode | undefined;
  #wait = { attempt: 0, since: 0 };
  readonly #given = new Set<string>();
  readonly #arrival: Latch.Latch = Latch.makeUnsafe();
  readonly #watchers = new Set<() => void>();
  readonly #refused: Record<string, number> = {};
  #seen = 0;
  /** The attempt for which a code was taken last. */
  #givenAttempt = 0;

  constructor(id: Redacted.Redacted<string>, context: LoginContext) {
    this.id = id;
    this.context = context;
  }

  /** What its page shows. */
  get state(): PromptState {
    return this.#state;
  }

  #become(state: PromptState): void {
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher();
  }

  #ask({ attempt, timeoutMillis }: CodeChallenge): void {
    if (this.#code !== undefined) return;
    // Whoever typed an old code is asked again in the same wait. The page counts by this machine's clock.
    if (this.#wait.attempt !== attempt) this.#wait = { attempt, since: Date.now() };
    const { since } = this.#wait;
    const again = this.#givenAttempt === attempt
      ? "used"
      : attempt === 1
      ? undefined
      : this.#givenAttempt > 0
      ? "refused"
      : "another";
    this.#become({ _tag: "Asking", attempt, since, until: since + timeoutMillis, again });
  }

  /**
   * Waits for the next code. An interruption uses up none.
   *
   * @param challenge What the broker asks for.
   * @returns The code.
   */
  ask(challenge: CodeChallenge): Effect.Effect<VerificationCode> {
    return Effect.uninterruptibleMask((restore) =>
      Effect.suspend(() => {
        this.#ask(challenge);
        return restore(this.#arrival.await).pipe(
          Effect.onInterrupt(() =>
            Effect.sync(() => {
              if (this.#state._tag === "Asking") this.#become({ _tag: "Away" });
            })
          ),
          Effect.andThen(Effect.sync(() => this.#take())),
        );
      })
    );
  }

  #take(): VerificationCode {
    const code = this.#code!;
    this.#code = undefined;
    this.#arrival.closeUnsafe();
    return code;
  }

  /** Whether a code waits to be taken. */
  get hasCode(): boolean {
    return this.#code !== undefined;
  }

  /** Takes note of a request that is no code, for the error of a wait that ends. */
  mishap(reason: string): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
  }

  /**
   * Takes what was typed. Only a code that is taken is sent to the broker.
   *
   * @param text What was typed.
   * @param attempt The attempt that the page was for.
   * @returns What became of it.
   */
  submit(text: string, attempt: number): Submitted {
    const state = this.#state;
    if (state._tag !== "Asking") return "not asked";
    if (state.attempt !== attempt) return "other attempt";
    this.#seen++;
    const read = Effect.runSyncExit(verificationCode(provider, typedCode(text) ?? ""));
    if (Exit.isFailure(read)) {
      this.mishap("not a code");
      return "not a code";
    }
    const code = Redacted.value(read.value.code);
    if (this.#given.has(code)) {
      this.mishap("used before");
      return "used before";
    }
    this.#given.add(code);
    this.#givenAttempt = attempt;
    this.#code = read.value;
    this.#become({ _tag: "Taken" });
    this.#arrival.openUnsafe();
    return "taken";
  }

  /**
   * Ends it: its link is good for nothing but saying so.
   *
   * @param hasToken Whether the login has its token.
   */
  end(hasToken: boolean): void {
    const codeWasTyped = this.#state._tag === "Taken";
    this.#code = undefined;
    this.#given.clear();
    this.#become({ _tag: "Ended", hasToken, codeWasTyped });
  }

  /**
   * Waits until the broker has said something to the code that was taken.
   *
   * @param limitMillis How long, at most.
   */
  verdict(limitMillis: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#state._tag !== "Taken") return resolve();
      const settle = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, limitMillis);
      this.#watchers.add(settle);
    });
  }

  /** What it has met. */
  readonly sightings: Effect.Effect<Sightings> = Effect.sync(() => ({
    seen: this.#seen,
    refused: { ...this.#refused },
  }));
}
