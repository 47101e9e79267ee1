/**
 * What the user knows: app key, username, password and, for some accounts, a pin.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "./AuthError.ts";
import { headerValueProblem } from "./internal/http/headerValue.ts";

/** Input of {@linkcode Credentials.make}; a secret may be given as plain text or already `Redacted`. */
export interface CredentialsInput {
  /** Key of the app (`Et-App-Key`), from the broker's administrator. */
  readonly appKey: string | Redacted.Redacted<string>;
  /** User on whose behalf all later requests are made. */
  readonly username: string;
  /** The user's password. */
  readonly password: string | Redacted.Redacted<string>;
  /** The user's pin, for accounts where the server asks for one; a string, so that `0417` stays `0417`. */
  readonly pin?: string | Redacted.Redacted<string> | undefined;
}

const redacted = (secret: string | Redacted.Redacted<string>, label: string): Redacted.Redacted<string> =>
  Redacted.make(Redacted.isRedacted(secret) ? Redacted.value(secret) : secret, { label });

/**
 * Credentials that an HTTP header can carry. Secrets are `Redacted`: they show in no log, message or inspection.
 *
 * @example
 * ```ts
 * import { Credentials } from "@autoshares/auth";
 * import * as Effect from "effect/Effect";
 *
 * const credentials = Effect.runSync(Credentials.make({ appKey: "key", username: "bob", password: "pass word" }));
 * console.log(String(credentials.password)); // <redacted:password>
 * ```
 */
export class Credentials {
  /** Key of the app. */
  readonly appKey: Redacted.Redacted<string>;
  /** The user. */
  readonly username: string;
  /** The user's password. */
  readonly password: Redacted.Redacted<string>;
  /** The user's pin, where there is one. */
  readonly pin: Redacted.Redacted<string> | undefined;

  private constructor(input: CredentialsInput) {
    this.appKey = redacted(input.appKey, "appKey");
    this.username = input.username;
    this.password = redacted(input.password, "password");
    this.pin = input.pin === undefined ? undefined : redacted(input.pin, "pin");
  }

  /**
   * Checks the input and keeps it.
   *
   * @param input App key, username, password and perhaps a pin.
   * @returns The credentials, or `InvalidConfiguration` that names the field (never its value) when an HTTP header
   * cannot carry it: empty, control characters, characters beyond Latin-1, blanks at an end.
   */
  static make(input: CredentialsInput): Effect.Effect<Credentials, InvalidConfiguration> {
    return Effect.suspend(() => {
      for (const setting of ["appKey", "username", "password", "pin"] as const) {
        const value: unknown = input[setting];
        if (value === undefined && setting === "pin") continue;
        const text = Redacted.isRedacted(value) ? Redacted.value(value) : value;
        const problem = typeof text === "string" ? headerValueProblem(text) : "is not a string";
        if (problem !== undefined) return Effect.fail(new InvalidConfiguration({ setting, problem }));
      }
      return Effect.succeed(new Credentials(input));
    });
  }
}
