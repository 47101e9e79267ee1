import { describe, expect, it } from "vitest";
import { retryAfterMillis } from "../../../../src/internal/http/retryAfter.ts";

const now = Date.UTC(1994, 10, 6, 8, 49, 7);

describe("retryAfterMillis", () => {
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5_000],
    ["007", 7_000],
    ["999999999", 999_999_999_000],
  ])("takes %j for seconds", (header, millis) => expect(retryAfterMillis(header, now)).toBe(millis));

  it.each([
    ["Sun, 06 Nov 1994 08:49:37 GMT", 30_000],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 30_000],
    ["Sun Nov  6 08:49:37 1994", 30_000],
    ["Sun, 06 Nov 1994 08:49:07 GMT", 0],
    ["Fri, 01 Jan 1993 00:00:00 GMT", 0],
  ])("takes %j for a date, in the time zone GMT", (header, millis) => {
    expect(retryAfterMillis(header, now)).toBe(millis);
  });

  it.each([
    null,
    "",
    " ",
    "soon",
    "soon 1",
    "May",
    "-1",
    "1.5",
    "1e3",
    "0x10",
    "10, 20",
    "1234567890",
    "٣",
    "2026-01-01T00:00:00Z",
    "Sun, 99 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 PST",
    "Infinity",
    "NaN",
  ])("finds nothing usable in %j", (header) => expect(retryAfterMillis(header, now)).toBeUndefined());
});
