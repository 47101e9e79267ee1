/**
 * The options of all providers that read text messages.
 *
 * @module
 */
import * as Exit from "effect/Exit";
import * as Effect from "effect/Effect";
import { explainCode, type ExtractCodeOptions, InvalidConfiguration, type LoginContext } from "../../mod.ts";
import { addressSet } from "./messageFilter.ts";

/** Which messages count, and how a code is found in them. */
export interface MessageOptions {
  /**
   * The number that receives the message, with its country code in any spelling (`+12015550123`, `+1 201-555-0123`), several, or a function that
   * tells each user's own. Without it, all that arrive; then logins of different users take turns.
   */
  readonly to?:
    | string
    | ReadonlyArray<string>
    | ((context: LoginContext) => string | ReadonlyArray<string>)
    | undefined;
  /** Who may send codes: phone numbers, short codes (`72345`) or names (`CentrSoobsh`). Without it, anybody. */
  readonly from?: string | ReadonlyArray<string> | undefined;
  /** How a code is found in a message; see `extractCode`. */
  readonly code?: ExtractCodeOptions | undefined;
}

/** The options' names. */
export const messageOptionNames: { readonly [Name in keyof Required<MessageOptions>]: true } = {
  to: true,
  from: true,
  code: true,
};

/**
 * Checks the options.
 *
 * @param plugin The plugin's name, with which the setting's name begins.
 * @param options The options.
 * @param readTo Reads `to`; what it gives as a text is wrong with it. Default: numbers, and names such as a SIM card's.
 * @throws {InvalidConfiguration} Where one cannot be used.
 */
export function checkMessageOptions(
  plugin: string,
  { to, from, code }: MessageOptions,
  readTo: typeof addressSet = addressSet,
): void {
  const fail = (name: string, problem: string): never => {
    throw new InvalidConfiguration({ setting: `${plugin} ${name}`, problem });
  };
  const numbers = to === undefined || typeof to === "function" ? undefined : readTo(to);
  if (typeof numbers === "string") fail("to", numbers);
  const senders = from === undefined ? undefined : addressSet(from);
  if (typeof senders === "string") fail("from", senders);
  if (Exit.isFailure(Effect.runSyncExit(Effect.sync(() => explainCode("", code))))) {
    fail("code", "cannot be used: its pattern or its length is not valid");
  }
}
