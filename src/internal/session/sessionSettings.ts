/**
 * Reads the options of a session.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";
import type { Middleware } from "../../Middleware.ts";
import type { SessionOptions } from "../../Session.ts";
import { memoryStore, type TokenStore } from "../../TokenStore.ts";
import { type LedgerSettings, longestCodes, usualLedger } from "./attemptLedger.ts";
import { guardedStore } from "./guardedStore.ts";
import { loginSettings } from "../login/loginSettings.ts";
import { parseDuration } from "../parseDuration.ts";
import { type RenewalSettings, renewalSettings } from "./renewalTime.ts";

/** The options of a session, checked and with their defaults. */
export interface SessionSettings<Added> {
  readonly middleware: ReadonlyArray<Middleware<Added>>;
  readonly store: TokenStore;
  readonly renewal: RenewalSettings | undefined;
  readonly ledger: LedgerSettings;
  readonly codeTimeoutMillis: number;
  readonly maxCodes: number;
  readonly requestTimeoutMillis: number;
}

const storeMethods = ["load", "save", "remove", "lock"] as const;

/**
 * Checks the options of a session.
 *
 * @param options What the user gave.
 * @returns The settings, or `InvalidConfiguration`.
 */
export function sessionSettings<Added>(
  options: SessionOptions<Added>,
): Effect.Effect<SessionSettings<Added>, InvalidConfiguration> {
  const invalid = (setting: string, problem: string) =>
    Effect.fail(new InvalidConfiguration({ setting, problem }));
  const { store = memoryStore(), maxRefusedCodes = usualLedger.maxRefusedCodes, renew = {} } = options;
  if (
    typeof store !== "object" || typeof store.name !== "string" ||
    storeMethods.some((method) => typeof store[method] !== "function")
  ) return invalid("store", "is no token store, such as fileStore() gives");
  if (!Number.isInteger(maxRefusedCodes) || maxRefusedCodes < 1 || maxRefusedCodes > longestCodes) {
    return invalid("maxRefusedCodes", `is not a whole number from 1 to ${longestCodes}`);
  }
  return Effect.gen(function* () {
    const login = yield* loginSettings(options);
    const window = yield* parseDuration(
      "refusedCodesWindow",
      options.refusedCodesWindow,
      usualLedger.windowMillis,
    );
    const requestTimeout = yield* parseDuration("requestTimeout", options.requestTimeout, "30 seconds");
    return {
      middleware: login.middleware,
      store: guardedStore(store),
      renewal: renew === false ? undefined : yield* renewalSettings(renew),
      ledger: { maxRefusedCodes, windowMillis: Duration.toMillis(window) },
      codeTimeoutMillis: login.codeTimeoutMillis,
      maxCodes: login.maxCodes,
      requestTimeoutMillis: Duration.toMillis(requestTimeout),
    };
  });
}
