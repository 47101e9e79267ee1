/**
 * A notice in words.
 *
 * @module
 */
import { shownName } from "../../internal/printable.ts";
import type { PromptNotice } from "../PromptNotice.ts";

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
export function noticeWords(
  { username, baseUrl, attempt, requestedAt, deadline }: PromptNotice,
): NoticeWords {
  const name = username === "" ? "Somebody" : shownName(username);
  const broker = URL.canParse(baseUrl) ? ` at ${new URL(baseUrl).host}` : "";
  const seconds = Math.round((deadline - requestedAt) / 1000);
  const limit = seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  return {
    title: attempt > 1 ? "Another verification code needed" : "Verification code needed",
    text: `${name} logs in${broker}. Type the ${attempt > 1 ? "newest code" : "code"} within ${limit}.`,
  };
}
