/**
 * What is asked.
 *
 * @module
 */
import type * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import type { CommandFailed } from "../../CommandFailed.ts";
import type { Settings } from "../../settings/Settings.ts";

/** What a question can fail with: the input ends, or a piped answer cannot be used. */
export type Unanswered = CommandFailed | InvalidConfiguration;

/** Says whether settings can be used. */
export type Check = (settings: Settings) => Effect.Effect<unknown, InvalidConfiguration>;

/** A question whose answer is a setting. */
export interface Question {
  /** The variable. */
  readonly name: string;
  readonly text: string;
  /** Whether what is typed must not show. */
  readonly masked?: boolean;
  /** What Enter alone means. */
  readonly usual?: string | undefined;
  /** Whether Enter alone leaves it out; then this says what that means. */
  readonly without?: string | undefined;
  /** Looks at the answer among those before it. */
  readonly check?: Check;
  /** What is kept in place of what was typed. */
  readonly meant?: (answer: string) => string;
  /** What is odd about an answer that can be used, as a sentence; nothing where nothing is. */
  readonly doubt?: (answer: string) => string | undefined;
  /** Path of a file that is to be made of the answer, in place of a line in the settings file. */
  readonly into?: string | undefined;
}

/** One of several answers. */
export interface Choice<Key extends string> {
  readonly key: Key;
  readonly text: string;
}

/** Several, of which the first is the usual one. */
export type Choices<Key extends string> = readonly [Choice<Key>, ...ReadonlyArray<Choice<Key>>];
