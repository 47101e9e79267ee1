/**
 * How long a certificate still holds.
 *
 * @module
 */
import type { Finding } from "./Finding.ts";

const dayMillis = 86_400_000;
const soonDays = 14;

/**
 * Judges a verified certificate by its end.
 *
 * @param server Whose it is.
 * @param expires When it ends.
 * @param now The present, in milliseconds since 1970.
 * @returns A warning in the last two weeks.
 */
export function certificateFinding(server: string, expires: Date, now: number): Finding {
  const check = `certificate of ${server}`;
  const days = Math.floor((expires.getTime() - now) / dayMillis);
  const [date = "", time = ""] = expires.toISOString().split("T");
  const today = new Date(now).toISOString().startsWith(date);
  const found = days < 1
    ? `expires ${today ? "today" : "tomorrow"}, ${date}, at ${time.slice(0, 5)} UTC`
    : `valid for ${days} more day${days === 1 ? "" : "s"}, until ${date}`;
  return days >= soonDays ? { level: "ok", check, found } : {
    level: "warn",
    check,
    found,
    advice: "whoever runs the server has to renew it; logins fail when it has ended",
  };
}
