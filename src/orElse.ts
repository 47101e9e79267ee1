/**
 * A code provider with a fallback.
 *
 * @module
 */
import * as Deferred from "effect/Deferred";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import { InvalidConfiguration, type ProviderFailed } from "./AuthError.ts";
import type { ArmedCodeProvider, CodeChallenge, CodeProvider, VerificationCode } from "./CodeProvider.ts";
import { guardedProvider } from "./internal/login/guardedProvider.ts";
import { joinFailures, raceForCode } from "./internal/login/raceForCode.ts";
import { sumOfSightings } from "./internal/login/sightings.ts";
import { arm } from "./LoginStep.ts";

/** Shorter than the login's own limit, so that one that hangs can be left out. */
const armLimit = "20 seconds";

/**
 * A provider with a second one behind it: the fallback is asked when the first fails, or when it has given no code
 * after a while. The first goes on waiting then, and whichever code comes first is taken.
 *
 * Both are armed before the first request. One that cannot be armed within 20 seconds is left out; when neither can, the login fails
 * before the server sends a code.
 *
 * @param primary The provider to ask first.
 * @param fallback The provider to ask then.
 * @param options `after`: how long the first is waited for alone (a bare number is milliseconds); default: until it fails.
 * @returns A provider named after both. Throws `InvalidConfiguration` at once when `after` is no duration.
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
  const after = options.after === undefined ? undefined : patienceOf(options.after);
  const both = (first: ArmedCodeProvider, second: ArmedCodeProvider): ArmedCodeProvider => ({
    next: (challenge) => firstThenSecond(name, first, second, challenge, after),
    sightings: sumOfSightings([first, second]),
  });
  return {
    name,
    arm: (context) => {
      const tried = (each: CodeProvider) => Effect.result(arm(guardedProvider(each), context, armLimit));
      return Effect.flatMap(
        Effect.all([tried(primary), tried(fallback)], { concurrency: "unbounded" }),
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
      );
    },
  };
}

function patienceOf(after: Duration.Input): Duration.Duration {
  const read = Duration.fromInput(after);
  if (Option.isSome(read)) return read.value;
  throw new InvalidConfiguration({ setting: "after", problem: "is not a duration" });
}

function firstThenSecond(
  name: string,
  first: ArmedCodeProvider,
  second: ArmedCodeProvider,
  challenge: CodeChallenge,
  after: Duration.Duration | undefined,
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
