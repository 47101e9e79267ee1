/**
 * A set of words that is made when it is first asked: an import costs nothing.
 *
 * @module
 */
import { normalizeText } from "./normalizeText.ts";

/** Words, as normalized text has them. */
export interface WordSet {
  /**
   * Whether a word is among them.
   *
   * @param word The word, folded.
   */
  readonly has: (word: string) => boolean;
}

/**
 * Makes a set.
 *
 * @param list The words with blanks between them, in any case and with diacritics.
 * @returns The set.
 */
export function wordSet(list: string): WordSet {
  let words: ReadonlySet<string> | undefined;
  return {
    has: (word) => (words ??= new Set(normalizeText(list).folded.split(" "))).has(word),
  };
}
