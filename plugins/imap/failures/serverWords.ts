/**
 * What a server said when it refused something, as the IMAP library's errors carry it.
 *
 * @module
 */

/** A refusal's parts. Its text is looked at and never shown. */
export interface ServerWords {
  /** Response code in upper case (RFC 9051, section 7.1; RFC 5530), or an empty string. */
  readonly code: string;
  /** The words in lower case, at most 1000 characters. */
  readonly text: string;
  /** Whether the server answered a command with `NO` or `BAD`; otherwise it said goodbye, or nothing. */
  readonly tagged: boolean;
  /** Whether that command, or the goodbye, refused the sign-in. */
  readonly signIn: boolean;
  /** `status` of an OAuth 2 refusal (RFC 7628, section 3.2.2), in lower case. */
  readonly oauthStatus: string | undefined;
}

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/**
 * Text of one of an error's properties.
 *
 * @param error What was thrown.
 * @param name The property.
 * @returns Its text, or an empty string.
 */
export function textOf(error: unknown, name: string): string {
  const value = property(error, name);
  return typeof value === "string" ? value : "";
}

/**
 * Reads what the server said out of an error.
 *
 * @param error What the IMAP library threw.
 * @returns The parts of the refusal, empty where the server said nothing.
 */
export function serverWords(error: unknown): ServerWords {
  const response = textOf(error, "response");
  const said = textOf(error, "responseText") || response || textOf(error, "reason");
  const oauth = property(error, "oauthError");
  const signIn = property(error, "authenticationFailed") === true;
  const code = textOf(error, "serverResponseCode") || (/\[([A-Za-z-]{1,40})/.exec(response)?.[1] ?? "");
  return {
    code: code.toUpperCase(),
    text: said.slice(0, 1000).toLowerCase(),
    // The library counts a goodbye that carries a command's tag as its answer.
    tagged: signIn || !/^(?:|BYE)$/.test(textOf(error, "responseStatus")),
    signIn,
    oauthStatus: typeof oauth === "object" && oauth !== null
      ? String(property(oauth, "status")).toLowerCase()
      : undefined,
  };
}
