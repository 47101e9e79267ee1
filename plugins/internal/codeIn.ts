/**
 * The code in a message, or the reason why it gives none.
 *
 * @module
 */
import { type CodeExplanation, type CodeMessage, explainCode, type ExtractCodeOptions } from "../../mod.ts";

/** A message's code, or why it gives none; the reason is a word or two for `Sightings`. */
export type CodeVerdict =
  | { readonly code: string }
  | { readonly code: undefined; readonly reason: string };

/** What a header can carry; a pattern of the caller's own may find anything. */
const sendable = /^[\x21-\x7e]{1,32}$/;

function reasonIn({ code, candidates }: CodeExplanation): string {
  if (code !== undefined) return "no code";
  const has = (reason: string) => candidates.some((candidate) => candidate.reason === reason);
  return has("other-purpose") ? "other purpose" : has("tie") ? "ambiguous" : "no code";
}

/**
 * Looks for the code.
 *
 * @param message The message.
 * @param options How a code is found.
 * @returns The code, or `no code`, `other purpose`, `ambiguous`.
 */
export function codeIn(message: CodeMessage, options: ExtractCodeOptions | undefined): CodeVerdict {
  const explained = explainCode(message, options);
  return explained.code === undefined || !sendable.test(explained.code)
    ? { code: undefined, reason: reasonIn(explained) }
    : { code: explained.code };
}
