/**
 * What a simulated server is made of.
 *
 * @module
 */
import type { UserInfo } from "../api/userInfo.ts";
import type { Delivery, DeliveryProblem } from "./CodeDelivery.ts";

/** A user of the simulated server. Name, password and pin hold what an HTTP header can carry (Latin-1). */
export interface SimulatedUser {
  /** What the header `Username` must say; unique on the server. */
  readonly username: string;
  /** What the header `Password` must say. */
  readonly password: string;
  /** How the user gets codes; default `none`: the first request gives the token at once. */
  readonly twoFactor?: "email" | "sms" | "none" | undefined;
  /** Where emails go; default `{username}@example.com`. */
  readonly email?: string | undefined;
  /** Where SMS go; default a number that belongs to nobody. */
  readonly phone?: string | undefined;
  /** The pin that the account asks for; default none. A string: `0417` stays `0417`. */
  readonly pin?: string | undefined;
  /** When the pin is asked for; default `after-code`. */
  readonly pinStep?: "before-code" | "after-code" | undefined;
  /** The account asks for a pin that its user never set (`PIN code is not init`); excludes `pin`. */
  readonly pinNotSet?: boolean | undefined;
  /** The password is right, but has expired. */
  readonly passwordExpired?: boolean | undefined;
  /** What the user's info says instead of the defaults. */
  readonly info?: Partial<UserInfo> | undefined;
}

/** How a simulated server is set up. */
export interface SimulatorOptions {
  /** The app keys that the server knows, one or several. */
  readonly appKey: string | ReadonlyArray<string>;
  /** At least one user; names are unique. */
  readonly users: ReadonlyArray<SimulatedUser>;
  /** Address to listen on; default `127.0.0.1`. */
  readonly host?: string | undefined;
  /** Port to listen on; default 0, a free one. */
  readonly port?: number | undefined;
  /** Takes codes to their users; default `toConsole()`. */
  readonly deliver?: Delivery | undefined;
  /**
   * Whether a code is delivered before the response that announces it; default true, since a real code can be that
   * fast and a client has to bear it.
   */
  readonly deliverBeforeReply?: boolean | undefined;
  /** Told of each delivery that failed; default one line on stderr, without the code. */
  readonly onDeliveryError?: ((problem: DeliveryProblem) => void) | undefined;
  /** Digits of a code; default 4. */
  readonly codeLength?: number | undefined;
  /** Makes the codes, instead of random ones of `codeLength` digits. */
  readonly generateCode?: (() => string) | undefined;
  /** How long a code lives, in milliseconds; default 300000. */
  readonly codeLifetime?: number | undefined;
  /** Wrong codes after which the interim token is worthless; default 3. */
  readonly maxCodeAttempts?: number | undefined;
  /**
   * What a wrong code gets: `failed` (default), which is 401, or `expecting`, which is 202 with a newer interim token.
   * The last of `maxCodeAttempts` gets 401 in any case.
   */
  readonly wrongCode?: "failed" | "expecting" | undefined;
  /**
   * Wrong passwords, pins and codes after which the user is locked; default 5. A login that succeeds sets the count
   * back.
   */
  readonly maxFailures?: number | undefined;
  /** How long an interim token lives, in milliseconds; default 600000. */
  readonly interimTokenLifetime?: number | undefined;
  /** The present, in milliseconds since 1970; default `Date.now`. A test that sets it need not wait for an expiry. */
  readonly clock?: (() => number) | undefined;
}
