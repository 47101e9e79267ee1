/**
 * The `Retry-After` header.
 *
 * @module
 */

/** The three forms of an HTTP date (RFC 9110, section 5.6.7); `Date.parse` alone takes many another text for a date. */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

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
  if (!httpDate.test(text)) return undefined;
  // The form without a time zone is in GMT as well.
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
