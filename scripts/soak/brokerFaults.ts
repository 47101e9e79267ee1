/**
 * What the simulated broker does wrong at random.
 *
 * @module
 */
import type { Fault } from "../../src/simulator/Fault.ts";

/** Each happens to one request. Time limits are short, so that a hanging one costs little. */
export const brokerFaults: ReadonlyArray<Fault> = [
  { type: "delay", milliseconds: 40 },
  { type: "drop" },
  { type: "hang" },
  { type: "status", status: 503, headers: { "Retry-After": "1" } },
  { type: "status", status: 500, body: "<html>oops</html>" },
  { type: "status", status: 429 },
  { type: "status", status: 404 },
  { type: "garbage" },
  { type: "garbage", body: '{"State":"Succ' },
  { type: "reset" },
  { type: "reset", when: "after" },
  { type: "drop", when: "after" },
  { type: "endless" },
  { type: "redirect", location: "https://evil.example/" },
  { type: "redirect", location: "/api/token" },
  { type: "reply", body: { State: "Odd" } },
  {
    type: "reply",
    status: 401,
    body: { State: "Failed", Step: "VerificationCode", Reason: "Corrupted ticket" },
  },
];
