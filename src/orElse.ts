/**
 * A code provider with a fallback.
 *
 * @module
 */
import * as Deferred from "effect/Deferred";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { ProviderFailed } from "./AuthError.ts";
import type { ArmedCodeProvider, CodeChallenge, CodeProvider, VerificationCode } from "./CodeProvider.ts";
import { joinFailures, raceForCode } from "./internal/raceForCode.ts";
import { sumOfSightings } from "./internal/sightings.ts";

/**
 * A provider with a second one behind it: the fallback is asked when the first fails, or when it has given no code
 * after a while. The first goes on waiting then, and whichever code comes first is taken.
 *
 * Both are armed before the first request. One that cannot be armed is left out; when neither can, the login fails
 * before the server sends a code.
 *
 * @param primary The provider to ask first.
 * @param fallback The provider to ask then.
 * @param options `after`: how long the first is waited for alone (a bare number is milliseconds); default: until it fails.
 * @returns A provider named after both.
 *
 * @example
 * ```ts
 * import { fromFunction, orElse } from "@autoshares/auth";
 *
 * const mailbox = fromFunction(() => new Promise<string>(() => {}), { name: "mailbox" });
 * const person = fromFunction(() => "5653", { name: "person" });
 * const provider = orElse(mailbox, person, { after: "30 seconds" });
 * ```
 */
export function orElse(
  primary: CodeProvider,
  fallback: CodeProvider,
  options: { readonly after?: Duration.Input } = {},
): CodeProvider {
  const name = `${primary.name},${fallback.name}`;
  const both = (first: ArmedCodeProvider, second: ArmedCodeProvider): ArmedCodeProvider => ({
    next: (challenge) => firstThenSecond(name, first, second, challenge, options.after),
    sightings: sumOfSightings([first, second]),
  });
  return {
    name,
    arm: (context) =>
      Effect.flatMap(
        Effect.all([Effect.result(primary.arm(context)), Effect.result(fallback.arm(context))], {
          concurrency: "unbounded",
        }),
        ([first, second]) => {
          if (Result.isFailure(first)) {
            return Result.isFailure(second)
              ? Effect.fail(joinFailures(name, [first.failure, second.failure]))
              : Effect.succeed(second.success);
          }
          return Effect.succeed(
            Result.isFailure(second) ? first.success : both(first.success, second.success),
          );
        },
      ),
  };
}

function firstThenSecond(
  name: string,
  first: ArmedCodeProvider,
  second: ArmedCodeProvider,
  challenge: CodeChallenge,
  after: Duration.Input | undefined,
): Effect.Effect<VerificationCode, ProviderFailed> {
  return Effect.flatMap(Deferred.make<void>(), (primaryFailed) => {
    const patience = after === undefined
      ? Deferred.await(primaryFailed)
      : Effect.raceFirst(Deferred.await(primaryFailed), Effect.sleep(after));
    return raceForCode(name, [
      Effect.tapError(first.next(challenge), () => Deferred.succeed(primaryFailed, undefined)),
      Effect.andThen(patience, second.next(challenge)),
    ]);
  });
}
