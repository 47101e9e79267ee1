/**
 * Passwords that a server has just refused, in this process: a dozen logins with the same wrong password must not try it a
 * dozen times, for that locks accounts.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Equal from "effect/Equal";
import type * as Redacted from "effect/Redacted";
import { ProviderFailed } from "../../../mod.ts";
import type { MailboxFailureTag } from "./failureReasons.ts";
import type { ConnectionSettings } from "../options/ImapSettings.ts";

interface RefusedSignIn {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: Redacted.Redacted<string>;
  readonly until: number;
  readonly failure: ProviderFailed;
}

const memoryMillis = 60_000;
const mostRemembered = 100;

/** The server has seen the password, and another try would get the same answer. */
const refusals: ReadonlySet<unknown> = new Set<MailboxFailureTag>([
  "SignInRefused",
  "AppPasswordRequired",
  "BasicAuthenticationDisabled",
  "BrowserSignInRequired",
  "ImapDisabled",
]);

let remembered: ReadonlyArray<RefusedSignIn> = [];

const isOf =
  ({ host, port, user, password }: Pick<ConnectionSettings, "host" | "port" | "user" | "password">) =>
  (other: RefusedSignIn): boolean =>
    other.host === host.toLowerCase() && other.port === port && other.user === user &&
    Equal.equals(other.password, password);

/**
 * What the server said of this password within the last minute.
 *
 * @param settings Where, and as whom.
 * @returns The failure to give in place of another try, or `undefined`.
 */
export function recentRefusal(settings: ConnectionSettings): Effect.Effect<ProviderFailed | undefined> {
  return Effect.map(Clock.currentTimeMillis, (now) => {
    const isSame = isOf(settings);
    return remembered.find((each) => now < each.until && isSame(each))?.failure;
  });
}

/**
 * Takes note of how a sign-in ended: a refused password is remembered for a minute, a password that is taken no longer.
 * Access tokens are left to whoever asks for them anew.
 *
 * @param settings Where, and as whom.
 * @param failure How it failed; `undefined` where it was let in.
 * @returns When noted.
 */
export function noteSignIn(
  settings: ConnectionSettings,
  failure: ProviderFailed | undefined,
): Effect.Effect<void> {
  return Effect.map(Clock.currentTimeMillis, (now) => {
    const { host, port, user, password } = settings;
    if (password === undefined || (failure !== undefined && !refusals.has(failure.reason?._tag))) return;
    const isSame = isOf(settings);
    const others = remembered.filter((each) => now < each.until && !isSame(each));
    remembered = failure === undefined ? others : [
      ...others.slice(1 - mostRemembered),
      { host: host.toLowerCase(), port, user, password, until: now + memoryMillis, failure: again(failure) },
    ];
  });
}

/** Whoever has mended something at the server meanwhile must know why nothing changes. */
function again({ provider, problem, retryable, reason }: ProviderFailed): ProviderFailed {
  return new ProviderFailed({
    provider,
    problem: `${problem} (said less than a minute ago, and not asked again)`,
    retryable,
    reason,
  });
}
