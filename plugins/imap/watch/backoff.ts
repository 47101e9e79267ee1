/**
 * How long to wait before a new connection.
 *
 * @module
 */
import type { ProviderFailed } from "../../../mod.ts";

/** The first pause, and the longest, in milliseconds. */
const usual = [250, 5000] as const;
/** The same for a server that asks for fewer connections. */
const crowded = [500, 30_000] as const;

/**
 * The pause after a failure; it doubles each time.
 *
 * @param failure What went wrong.
 * @param before How many failures came before it, without a steady connection between.
 * @returns Milliseconds.
 */
export function backoffMillis(failure: ProviderFailed, before: number): number {
  const [first, longest] = failure.reason?._tag === "TooManyConnections" ? crowded : usual;
  return Math.min(first * 2 ** before, longest);
}
