/**
 * Codes and tokens.
 *
 * @module
 */
import { randomBytes, randomInt } from "node:crypto";

/** Bytes of a token: not a multiple of three, so that its base64 ends in `==`. */
const tokenBytes = 190;

/**
 * A code.
 *
 * @param length How many digits.
 * @param previous The code that it must not be again, so that an old one is wrong for certain.
 * @returns Random digits, leading zeros included.
 */
export function randomCode(length: number, previous: string | undefined): string {
  for (;;) {
    const code = Array.from({ length }, () => randomInt(10)).join("");
    if (code !== previous) return code;
  }
}

/**
 * A token.
 *
 * @returns 256 characters of base64 that hold `+`, `/` and `=`, so that a client that encodes them is found out.
 */
export function randomToken(): string {
  for (;;) {
    const token = randomBytes(tokenBytes).toString("base64");
    if (token.includes("+") && token.includes("/")) return token;
  }
}
