/**
 * Splits a command line into words.
 *
 * @module
 */

/**
 * Splits as a shell would, without doing anything else that a shell does: blanks separate, single and double quotes hold
 * together, a backslash takes the next character as it is (within single quotes it is one itself).
 *
 * @param text The command line, for example `/usr/bin/pass show 'broker code'`.
 * @returns The words, or `undefined` where a quote does not end.
 */
export function commandWords(text: string): ReadonlyArray<string> | undefined {
  const words: Array<string> = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\\" && quote !== "'" && i + 1 < text.length) {
      word = (word ?? "") + text.charAt(++i);
    } else if (quote !== "" ? char === quote : char === "'" || char === '"') {
      quote = quote === "" ? char : "";
      word ??= "";
    } else if (quote === "" && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + char;
    }
  }
  if (word !== undefined) words.push(word);
  return quote === "" ? words : undefined;
}
