/**
 * The `Retry-After` header.
 *
 * @module
 */

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or an HTTP date.
 *
 * @param header The header's value, if there is one.
 * @param now The present, in milliseconds since 1970.
 * @returns How long to wait from now, in milliseconds, or `undefined` where the header says nothing usable.
 */
export function retryAfterMillis(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
