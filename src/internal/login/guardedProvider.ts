/**
 * A code provider that cannot harm the login: whatever it does ends in a code or in a failure that is safe to show.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ProviderFailed, type ProviderFailureReason, type Sightings } from "../../AuthError.ts";
import { type ArmedCodeProvider, type CodeProvider, verificationCode } from "../../CodeProvider.ts";
import { abandonable } from "./abandonable.ts";
import { withoutRepeats } from "./codesOfLogin.ts";
import { within } from "../within.ts";
import { foreignText, hideSecrets } from "../secrets/scrub.ts";

/** Together with the closing of the login's scope (500 ms), this keeps an interruption within a second. */
const goodbye = "400 millis";

/** Greatest length of a problem in UTF-16 code units: two or three joined failures, but no novel. */
const problemLimit = 600;

const nothingSeen: Sightings = { seen: 0, refused: {} };

/**
 * Wraps somebody's provider: what it throws becomes `ProviderFailed`, no failure repeats a secret, what it gives is a
 * code that a header can carry and that the login has not sent, and an interruption waits for it 0.4 seconds at most.
 *
 * @param provider The provider.
 * @param secrets What no failure may repeat, asked for at each failure; without it texts stay as they are, for the
 * guard of a whole that this provider is a member of.
 * @returns The same provider, guarded.
 */
export function guardedProvider(
  provider: CodeProvider,
  secrets?: () => Iterable<string>,
): CodeProvider {
  const { name } = provider;
  const safe = (problem: string): string => {
    if (secrets === undefined) return problem;
    const hidden = hideSecrets(problem, secrets());
    return hidden.length <= problemLimit ? hidden : `${hidden.slice(0, problemLimit - 1)}…`;
  };
  const guarded = <A, R>(
    call: () => Effect.Effect<A, ProviderFailed, R>,
  ): Effect.Effect<A, ProviderFailed, R> =>
    abandonable(Effect.suspend(call), goodbye).pipe(
      Effect.catchDefect((defect) =>
        Effect.fail(new ProviderFailed({ provider: name, problem: `broke: ${foreignText(defect)}` }))
      ),
      Effect.mapError(({ provider, problem, retryable, reason }) =>
        new ProviderFailed({ provider, problem: safe(problem), retryable, reason: kindOnly(reason) })
      ),
    );
  const guardedArmed = (armed: ArmedCodeProvider): ArmedCodeProvider => ({
    next: withoutRepeats((challenge) =>
      guarded(() =>
        Effect.flatMap(
          armed.next(challenge),
          (given) => verificationCode(given.provider, Redacted.value(given.code)),
        )
      )
    ),
    sightings: safeSightings(armed),
  });
  return { name, arm: (context) => Effect.map(guarded(() => provider.arm(context)), guardedArmed) };
}

/** A kind of failure is a name; whatever else hangs on it may be anything. */
function kindOnly(reason: ProviderFailureReason | undefined): ProviderFailureReason | undefined {
  const tag: unknown = reason?._tag;
  return typeof tag === "string" && /^[A-Z][A-Za-z]{0,39}$/.test(tag) ? { _tag: tag } : undefined;
}

/** Reasons are words of the provider's own, and no text that it met. */
const reasonForm = /^[a-z][a-z -]{0,39}$/;
const reasonsShown = 20;

const countOf = (count: unknown): number => Number.isSafeInteger(count) ? Math.max(0, count as number) : 0;

/** Somebody's account of what it saw: in time, in numbers, and without foreign text. */
function safeSightings(armed: ArmedCodeProvider): Effect.Effect<Sightings> {
  const told = abandonable(
    Effect.suspend(() => armed.sightings ?? Effect.succeed(nothingSeen)),
    "100 millis",
  );
  return Effect.catchCause(
    within(Effect.map(told, inNumbers), Duration.millis(300), () => Effect.succeed(nothingSeen)),
    () => Effect.succeed(nothingSeen),
  );
}

function inNumbers({ seen, refused }: Sightings): Sightings {
  const counts: Record<string, number> = {};
  for (const [reason, count] of Object.entries(refused).slice(0, reasonsShown)) {
    const shown = reasonForm.test(reason) ? reason : "other";
    counts[shown] = (counts[shown] ?? 0) + countOf(count);
  }
  return { seen: countOf(seen), refused: counts };
}
