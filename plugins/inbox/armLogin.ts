/**
 * Makes ready for one login's text messages.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { type LoginContext, ProviderFailed } from "../../mod.ts";
import { takeTurn } from "../internal/turns.ts";
import { addressSet, type MessageFilter, overlaps } from "./messageFilter.ts";
import type { MessageOptions } from "./MessageOptions.ts";
import { WaitingLogin } from "./WaitingLogin.ts";

/** What is the same for all logins of a provider. */
export interface InboxSettings {
  /** The provider's name. */
  readonly provider: string;
  /** Where the messages come in; equal values are one place. */
  readonly place: unknown;
  /** Which messages count. */
  readonly options: MessageOptions;
  /** What to do about a code that was made unreadable on the way. */
  readonly redactionCure: string;
}

/** Less than a login gives a provider to stand ready (30 seconds), so that the failure can say why. */
const longestTurnWait = "20 seconds";

function checkedFilter({ provider, options }: InboxSettings, context: LoginContext) {
  const settingUnusable = (problem: string) =>
    Effect.fail(
      new ProviderFailed({
        provider,
        problem: `to: ${problem}`,
        retryable: false,
        reason: { _tag: "SettingUnusable" },
      }),
    );
  return Effect.suspend((): Effect.Effect<MessageFilter, ProviderFailed> => {
    const { from, to } = options;
    let given: unknown = to;
    try {
      if (typeof to === "function") given = to(context);
    } catch {
      return settingUnusable("the function has failed");
    }
    const isNone = given === undefined || (Array.isArray(given) && given.length === 0);
    if (isNone && to !== undefined) return settingUnusable("gives no number for this user");
    const numbers = isNone ? undefined : addressSet(given);
    if (typeof numbers === "string") return settingUnusable(numbers);
    return Effect.succeed({
      to: numbers,
      from: from === undefined ? undefined : addressSet(from) as ReadonlySet<string>,
    });
  });
}

/**
 * Waits for the login's turn, and makes ready for its messages.
 *
 * @param settings The provider's settings, already checked.
 * @param context Who logs in.
 * @returns The login, for as long as the scope; fails with `ProviderFailed`, `reason._tag` `InboxBusy` or
 * `SettingUnusable`.
 */
export function armLogin(
  settings: InboxSettings,
  context: LoginContext,
): Effect.Effect<WaitingLogin, ProviderFailed, Scope.Scope> {
  const { provider, place, options, redactionCure } = settings;
  const busy = () =>
    new ProviderFailed({
      provider,
      problem:
        "another user's login waits for a message here, and nothing tells their messages apart: set to to each " +
        "user's own number, and both run at once; or try again later",
      reason: { _tag: "InboxBusy" },
    });
  const redacted = () =>
    new ProviderFailed({
      provider,
      problem: `the message came with its code made unreadable: ${redactionCure}`,
      retryable: false,
      reason: { _tag: "CodeRedacted" },
    });
  return Effect.gen(function* () {
    const filter = yield* checkedFilter(settings, context);
    const login = JSON.stringify([context.baseUrl, context.username]);
    yield* Effect.timeoutOrElse(takeTurn({ place, login, filter, overlaps }), {
      duration: longestTurnWait,
      orElse: () => Effect.fail(busy()),
    });
    return new WaitingLogin({ filter, code: options.code, redacted });
  });
}
