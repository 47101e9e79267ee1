/**
 * What an HTTP header can carry.
 *
 * @module
 */

/**
 * Says why a text cannot be the value of an HTTP header, without repeating it.
 *
 * A field value holds visible characters up to Latin-1 and inner blanks (RFC 9110, section 5.5); blanks at its ends
 * would be dropped on the way.
 *
 * @param text The value that is to be sent.
 * @returns What is wrong with it, or `undefined` where nothing is.
 */
export function headerValueProblem(text: string): string | undefined {
  if (text === "") return "is empty";
  if (/^\s|\s$/.test(text)) return "begins or ends with a blank, which an HTTP header cannot carry";
  // deno-lint-ignore no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) {
    return "has a control character, which an HTTP header cannot carry";
  }
  if (/[^\u0020-\u00ff]/.test(text)) {
    return "has a character beyond Latin-1 (such as € or Cyrillic), which an HTTP header cannot carry";
  }
  return undefined;
}
