/**
 * Words for a shell.
 *
 * @module
 */

/**
 * Writes a word so that a POSIX shell reads it back as it is.
 *
 * @param text The word.
 * @returns The same, in quotes where it needs some.
 */
export function shellWord(text: string): string {
  return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
