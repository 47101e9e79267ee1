/**
 * Requests that carry a secret: `Authorization: Bearer …` (RFC 6750, 2.1).
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { sameSecret } from "../internal/sameSecret.ts";
import type { Prover } from "./Sender.ts";

/** Shorter ones can be guessed by whoever may try a thousand a second. */
const shortest = 16;

/**
 * What is wrong with a secret.
 *
 * @param secret The secret.
 * @returns The problem, or nothing.
 */
export function bearerProblem(secret: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(secret)) return "holds blanks or signs that a header cannot carry";
  return secret.length < shortest
    ? `is shorter than ${shortest} characters, so that it can be guessed`
    : undefined;
}

/**
 * Makes the prover.
 *
 * @param secrets The secrets that count.
 * @returns The prover; it compares in a time that tells nothing about a secret.
 */
export function bearerProver(secrets: ReadonlyArray<Redacted.Redacted<string>>): Prover {
  return ({ headers }) => {
    const token = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
    if (token === undefined) return { genuine: false, found: "it has no Authorization: Bearer" };
    // All are compared, whichever fits.
    const fits = secrets.map((each) => sameSecret(Redacted.value(each), token)).includes(true);
    return fits ? { genuine: true } : { genuine: false, found: "its bearer secret is another one" };
  };
}
