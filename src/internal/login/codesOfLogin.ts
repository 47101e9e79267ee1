/**
 * The codes of one login: none is sent twice.
 *
 * @module
 */
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ProviderFailed } from "../../AuthError.ts";
import type { ArmedCodeProvider, CodeChallenge, VerificationCode } from "../../CodeProvider.ts";
import { sumOfSightings } from "./sightings.ts";

/** What one login has sent and seen refused, over both of its rounds. */
export interface CodesOfLogin {
  readonly sent: Set<string>;
  /** Codes refused by the server. */
  refused: number;
  /** Whether the server has sent a code of which nothing has been heard since; after a refusal it rarely sends another. */
  underWay: boolean;
  /** Codes that the provider gave again. */
  repeated: number;
  /** The server's reason for the last refusal. */
  reason: string | undefined;
}

/** @returns The state of a login that has not begun. */
export function newCodes(): CodesOfLogin {
  return { sent: new Set(), refused: 0, underWay: true, repeated: 0, reason: undefined };
}

/**
 * The codes of the login that waits, told to every provider in it past those that unite several: in a race the one
 * that repeats itself must step back, not the whole race. Absent outside a login.
 */
export const CurrentCodes: Context.Reference<CodesOfLogin | undefined> = Context.Reference<
  CodesOfLogin | undefined
>("@autoshares/auth/CurrentCodes", { defaultValue: () => undefined });

/** A provider that has nothing but refused codes is not asked for long when no other one is under way. */
const repeatsAfterRefusal = 3;

/** How a provider is asked. */
export type Ask = ArmedCodeProvider["next"];

/**
 * Asks a provider for a code that this login has not sent. One that repeats itself is asked again after a pause of
 * 0.5 s, then 1 s, then 2 s each; after a refused code only three times, and else as long as the wait lasts.
 *
 * @param ask Asks the provider.
 * @returns Asks for a new code; fails with `ProviderFailed` when there is nothing else.
 */
export function withoutRepeats(ask: Ask): Ask {
  const next = (
    challenge: CodeChallenge,
    codes: CodesOfLogin,
    repeats: number,
  ): Effect.Effect<VerificationCode, ProviderFailed> =>
    Effect.flatMap(ask(challenge), (given) => {
      if (!codes.sent.has(Redacted.value(given.code))) return Effect.succeed(given);
      codes.repeated++;
      if (!codes.underWay && repeats === repeatsAfterRefusal) {
        const problem = "has no code but the refused one";
        return Effect.fail(new ProviderFailed({ provider: given.provider, problem }));
      }
      const pause = Math.min(500 * 2 ** repeats, 2000);
      return Effect.andThen(Effect.sleep(pause), next(challenge, codes, repeats + 1));
    });
  return (challenge) =>
    Effect.flatMap(
      CurrentCodes,
      (codes) => codes === undefined ? ask(challenge) : next(challenge, codes, 0),
    );
}

/**
 * A provider in a login: it knows which codes were sent, and counts those that it gave again.
 *
 * @param armed The provider, of which each part asks {@linkcode withoutRepeats}.
 * @param codes The login's codes.
 * @returns The same provider, for this login.
 */
export function withCodes(armed: ArmedCodeProvider, codes: CodesOfLogin): ArmedCodeProvider {
  const sightings = Effect.map(
    sumOfSightings([armed]),
    ({ seen, refused }) =>
      codes.repeated === 0
        ? { seen, refused }
        : { seen: seen + codes.repeated, refused: { ...refused, "already sent": codes.repeated } },
  );
  return {
    next: (challenge) => Effect.provideService(armed.next(challenge), CurrentCodes, codes),
    sightings,
  };
}
