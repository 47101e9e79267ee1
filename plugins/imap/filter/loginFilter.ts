/**
 * Which messages are a login's own, from the provider's options.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { InvalidConfiguration, type LoginContext, type ProviderFailed } from "../../../mod.ts";
import { failure } from "../failures/failureReasons.ts";
import type { ImapOptions } from "../options/ImapOptions.ts";
import { type MailFilter, mailFilter } from "./mailFilter.ts";
import { providerFailed } from "../failures/providerFailed.ts";

const listOf = (given: string | ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined =>
  typeof given === "string" ? [given] : given;

/** The filter's names of the settings, as the options have them. */
const inOptions = (problem: string): string =>
  problem.replace(/^senders\b/, "from").replace(/^recipients\b/, "to");

const failed = (problem: string): ProviderFailed => providerFailed(failure("SettingUnusable", problem));

/**
 * Checks the options that say which messages count.
 *
 * @param options The provider's options.
 * @returns The filter of a login; fails with `ProviderFailed` where the function `to` gives no address.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 */
export function loginFilter(
  options: Pick<ImapOptions, "from" | "to" | "subject">,
): (context: LoginContext) => Effect.Effect<MailFilter, ProviderFailed> {
  const { from, to, subject } = options;
  const filterTo = (recipients: ReadonlyArray<string> | undefined) =>
    Result.mapError(mailFilter({ senders: listOf(from), recipients, subject }), inOptions);
  const fixed = filterTo(typeof to === "function" ? undefined : listOf(to));
  if (Result.isFailure(fixed)) {
    throw new InvalidConfiguration({ setting: "imap", problem: fixed.failure });
  }
  if (typeof to !== "function") return () => Effect.succeed(fixed.success);
  return (context) =>
    Effect.try({ try: () => listOf(to(context)), catch: () => failed("to: the function has failed") }).pipe(
      Effect.flatMap((recipients) =>
        Array.isArray(recipients)
          ? Effect.fromResult(Result.mapError(filterTo(recipients), failed))
          : Effect.fail(failed("to: the function must give an address, or a list of addresses"))
      ),
    );
}
