/**
 * The codes of one login: none is sent twice.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ProviderFailed } from "../AuthError.ts";
import type { ArmedCodeProvider, CodeChallenge, VerificationCode } from "../CodeProvider.ts";
import { sumOfSightings } from "./sightings.ts";

/** What one login has sent and seen refused, over both of its rounds. */
export interface CodesOfLogin {
  readonly sent: Set<string>;
  /** Codes refused by the server. */
  refused: number;
  /** Codes that the provider gave again. */
  repeated: number;
  /** The server's reason for the last refusal. */
  reason: string | undefined;
}

/** @returns The state of a login that has not begun. */
export function newCodes(): CodesOfLogin {
  return { sent: new Set(), refused: 0, repeated: 0, reason: undefined };
}

/** After a refusal a server rarely sends another code: a provider that has no other one is not asked for long. */
const repeatsAfterRefusal = 3;

/**
 * A provider that gives only codes which this login has not sent. One that repeats itself is asked again after a
 * pause of 0.5 s, then 1 s, then 2 s each; after a refused code only three times, and else as long as the wait lasts.
 *
 * @param armed The provider.
 * @param codes The login's codes.
 * @returns The provider without repeats; it fails with `ProviderFailed` when there is nothing else.
 */
export function withoutRepeats(armed: ArmedCodeProvider, codes: CodesOfLogin): ArmedCodeProvider {
  const next = (challenge: CodeChallenge, repeats: number): Effect.Effect<VerificationCode, ProviderFailed> =>
    Effect.flatMap(armed.next(challenge), (given) => {
      if (!codes.sent.has(Redacted.value(given.code))) return Effect.succeed(given);
      codes.repeated++;
      if (codes.refused > 0 && repeats === repeatsAfterRefusal) {
        const problem = "has no code but the refused one";
        return Effect.fail(new ProviderFailed({ provider: given.provider, problem }));
      }
      return Effect.andThen(Effect.sleep(Math.min(500 * 2 ** repeats, 2000)), next(challenge, repeats + 1));
    });
  const sightings = Effect.map(
    sumOfSightings([armed]),
    ({ seen, refused }) =>
      codes.repeated === 0
        ? { seen, refused }
        : { seen: seen + codes.repeated, refused: { ...refused, "already sent": codes.repeated } },
  );
  return { next: (challenge) => next(challenge, 0), sightings };
}
