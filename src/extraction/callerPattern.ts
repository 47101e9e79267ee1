/**
 * A pattern of the caller's own.
 *
 * @module
 */

/**
 * Compiles a caller's pattern so that it can be used again and again: without the flags that remember a position.
 *
 * @param pattern A regular expression, or its source.
 * @returns The compiled expression.
 * @throws {TypeError} Where the pattern cannot be compiled.
 *
 * @example
 * ```ts
 * compilePattern("code (\\d{4})").exec("code 0417")?.[1]; // "0417"
 * ```
 */
export function compilePattern(pattern: RegExp | string): RegExp {
  if (pattern instanceof RegExp) return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  if (typeof pattern !== "string" || pattern === "") {
    throw new TypeError("pattern must be a regular expression, or the source of one");
  }
  try {
    return new RegExp(pattern, "u");
  } catch {
    // Some sources are valid without the flag only.
  }
  try {
    return new RegExp(pattern);
  } catch (cause) {
    throw new TypeError("pattern is not a valid regular expression", { cause });
  }
}

/**
 * The code that a pattern finds.
 *
 * @param pattern A compiled pattern.
 * @param text Where to look.
 * @returns The first capture group that took part, else the whole match; `undefined` where nothing matches.
 */
export function matchPattern(pattern: RegExp, text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const code = match.length > 1
    ? match.slice(1).find((group) => group !== undefined && group !== "")
    : match[0];
  return code === undefined || code === "" ? undefined : code;
}
