/**
 * How long the API wants to be let be.
 *
 * @module
 */

/** The form of an HTTP date that senders use (RFC 9110, section 5.6.7). */
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

function dateMillis(text: string | null): number | undefined {
  return httpDate.test(text ?? "") ? Date.parse(text!) : undefined;
}

const shortest = 1000;
const longest = 60_000;

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or a date, which is compared with the answer's own.
 *
 * @param headers The answer's headers.
 * @returns Milliseconds, between one second and a minute; `undefined` where nothing usable is said.
 */
export function retryAfterMillis(headers: Headers): number | undefined {
  const text = headers.get("Retry-After")?.trim() ?? null;
  const until = dateMillis(text);
  const millis = /^\d{1,9}$/.test(text ?? "")
    ? Number(text) * 1000
    : until === undefined
    ? Number.NaN
    : until - (dateMillis(headers.get("Date")) ?? Date.now());
  return Number.isNaN(millis) ? undefined : Math.min(Math.max(millis, shortest), longest);
}
