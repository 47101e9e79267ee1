/**
 * Messages whose code somebody on the way has starred out.
 *
 * @module
 */
import type { ExtractCodeOptions } from "../../mod.ts";
import { codeIn } from "../internal/codeIn.ts";

/** A run of signs that hide digits. Codes have 3 to 10 of them. */
const masked = /(?<![\p{L}\p{N}])(?:\*{3,10}|•{3,10}|●{3,10}|█{3,10}|#{3,10}|[xX]{4,10})(?![\p{L}\p{N}])/gu;
const digits = "4163072985";

/**
 * Whether a message would have a code if something stood where it has stars.
 *
 * @param text The message.
 * @param options How a code is found.
 * @returns Whether what is hidden is the code; a hidden account or card number is none.
 */
export function looksRedacted(text: string, options: ExtractCodeOptions | undefined): boolean {
  if (text.search(masked) < 0) return false;
  const { code } = codeIn(text.replace(masked, (stars) => digits.slice(0, stars.length)), options);
  return code !== undefined && digits.startsWith(code) && !text.includes(code);
}
