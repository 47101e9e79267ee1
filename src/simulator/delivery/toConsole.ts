/**
 * Codes on the console.
 *
 * @module
 */
import process from "node:process";
import type { Delivery } from "../CodeDelivery.ts";

/**
 * Writes each message to stderr, one line for each: channel, receiver and text.
 *
 * @returns The delivery.
 *
 * @example
 * ```ts
 * import { simulate, toConsole } from "@autoshares/auth/simulator";
 *
 * await using broker = await simulate({
 *   appKey: "key",
 *   users: [{ username: "bob", password: "pw", twoFactor: "sms" }],
 *   deliver: toConsole(),
 * });
 * ```
 */
export function toConsole(): Delivery {
  return ({ channel, to, text }) => {
    process.stderr.write(`${channel} to ${to}: ${text.trim().replace(/\s*\n\s*/g, " ")}\n`);
  };
}
