/**
 * A notice in words.
 *
 * @module
 */
import type { CodeNeeded } from "../CodeNeeded.ts";

/** Greatest length of a user's name in a notice, in characters. */
const longestName = 80;

/** A notice's parts, as plain text. */
export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

/**
 * Words a notice.
 *
 * @param needed Who logs in.
 * @returns Its title and text, without the link.
 */
export function noticeWords({ username, baseUrl, attempt, requestedAt, deadline }: CodeNeeded): NoticeWords {
  const name = username === ""
    ? "Somebody"
    : [...username.replace(/\p{C}/gu, "?")].slice(0, longestName).join("");
  const broker = URL.canParse(baseUrl) ? ` at ${new URL(baseUrl).host}` : "";
  const seconds = Math.round((deadline - requestedAt) / 1000);
  const limit = seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  return {
    title: attempt > 1 ? "The code was refused: another one is needed" : "Verification code needed",
    text: `${name} logs in${broker}. Type the ${attempt > 1 ? "newest" : ""} code within ${limit}.`
      .replace("  ", " "),
  };
}
