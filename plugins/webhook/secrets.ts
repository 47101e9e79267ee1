/**
 * Secrets that a webhook's requests are checked with.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../mod.ts";
import { revealed } from "../internal/revealed.ts";

/** A secret, or several: the old one beside the new one while it is replaced. */
export type Secrets =
  | string
  | Redacted.Redacted<string>
  | ReadonlyArray<string | Redacted.Redacted<string>>;

/**
 * Reads secrets.
 *
 * @param setting The setting's name, for the error.
 * @param given What the user gave.
 * @param problemOf What is wrong with one; `undefined` where nothing is.
 * @returns At least one.
 * @throws {InvalidConfiguration} Where there is none, or one cannot be used.
 */
export function secretsOf(
  setting: string,
  given: Secrets | undefined,
  problemOf: (secret: string) => string | undefined = () => undefined,
): ReadonlyArray<Redacted.Redacted<string>> {
  const list: ReadonlyArray<unknown> = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const fail = (problem: string): never => {
    throw new InvalidConfiguration({ setting, problem });
  };
  if (list.length === 0) fail("is missing, and without one anybody could send codes");
  return list.map((each) => {
    const value = revealed(each);
    if (typeof value !== "string" || value.trim() === "") return fail("is empty, or no text");
    const secret = value.trim();
    const problem = problemOf(secret);
    if (problem !== undefined) fail(problem);
    return Redacted.make(secret, { label: "secret" });
  });
}
