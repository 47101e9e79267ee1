/**
 * Several code providers at once: the first code wins.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ArmedCodeProvider, CodeProvider } from "./CodeProvider.ts";
import { guardedProvider } from "./internal/login/guardedProvider.ts";
import { raceForCode } from "./internal/login/raceForCode.ts";
import { sumOfSightings } from "./internal/login/sightings.ts";

/**
 * A race: all providers are armed together, the first code wins, and the waits of the losers end. The server does not
 * say whether it sends a code by email or by SMS; this waits for both.
 *
 * All of them must arm, or the login fails before the server sends a code; use {@linkcode orElse} where one may be
 * missing. A provider that fails while another still waits is not fatal; when all have failed, the error names each.
 *
 * @param providers Two or more providers.
 * @returns A provider named after them, joined by commas; the code keeps the winner's name.
 *
 * @example
 * ```ts
 * import { firstOf, fromFunction } from "@autoshares/auth";
 *
 * const email = fromFunction(() => new Promise<string>(() => {}), { name: "email" });
 * const sms = fromFunction(() => "5653", { name: "sms" });
 * const either = firstOf(email, sms);
 * ```
 */
export function firstOf(...providers: readonly [CodeProvider, ...ReadonlyArray<CodeProvider>]): CodeProvider {
  const name = providers.map((provider) => provider.name).join(",");
  const members = providers.map((provider) => guardedProvider(provider));
  const race = (armed: ReadonlyArray<ArmedCodeProvider>): ArmedCodeProvider => ({
    next: (challenge) => raceForCode(name, armed.map((each) => each.next(challenge))),
    sightings: sumOfSightings(armed),
  });
  return {
    name,
    arm: (context) =>
      Effect.map(Effect.forEach(members, (each) => each.arm(context), { concurrency: "unbounded" }), race),
  };
}
