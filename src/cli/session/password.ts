/**
 * The user's password, set or typed in.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { maskedPrompt } from "../../../plugins/internal/maskedPrompt.ts";
import { stdinKind } from "../../../plugins/stdin.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { invalid, missing } from "../settings/invalid.ts";
import type { Settings } from "../settings/Settings.ts";

const name = "AUTOSHARES_PASSWORD";

/** The error where it is not set, and is not asked for. */
export const passwordMissing: Effect.Effect<never, InvalidConfiguration> = Effect.suspend(() => {
  const toDo = stdinKind() === "terminal"
    ? "set it, or run “autoshares-auth login”, which asks for it"
    : "and there is no terminal to ask on";
  return invalid(name, `is not set (nor is ${name}_FILE), ${toDo}`);
});

/**
 * Reads the password, or asks for it on the terminal.
 *
 * @param username The user, for the question.
 * @param settings The settings.
 * @returns The password; nothing where it is not set and there is no terminal; `InvalidConfiguration` where a file cannot
 * be read or nothing was typed.
 */
export function passwordOf(
  username: string,
  settings: Settings,
): Effect.Effect<Redacted.Redacted<string> | undefined, InvalidConfiguration> {
  return Effect.flatMap(settings.secret(name), (password) => {
    if (password !== undefined || stdinKind() !== "terminal") return Effect.succeed(password);
    return Effect.flatMap(
      Effect.promise((signal) => maskedPrompt(`Password of ${username}: `, signal)),
      (typed) => typed ? Effect.succeed(Redacted.make(typed)) : missing(name),
    );
  });
}
