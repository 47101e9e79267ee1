/**
 * A code provider whose failures are safe to show.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ProviderFailed } from "../AuthError.ts";
import type { CodeProvider } from "../CodeProvider.ts";
import type { Credentials } from "../Credentials.ts";
import { foreignText, hideSecrets } from "./scrub.ts";

/**
 * Wraps somebody's provider: what it throws becomes `ProviderFailed`, and no failure repeats a credential.
 *
 * @param provider The provider.
 * @param credentials The credentials of the login.
 * @returns The same provider, guarded.
 */
export function guardedProvider(provider: CodeProvider, credentials: Credentials): CodeProvider {
  const { name } = provider;
  const secrets = [credentials.appKey, credentials.password, credentials.pin]
    .flatMap((secret) => secret === undefined ? [] : [Redacted.value(secret)]);
  const guarded = <A, R>(
    call: () => Effect.Effect<A, ProviderFailed, R>,
  ): Effect.Effect<A, ProviderFailed, R> =>
    Effect.suspend(call).pipe(
      Effect.catchDefect((defect) =>
        Effect.fail(new ProviderFailed({ provider: name, problem: `broke: ${foreignText(defect)}` }))
      ),
      Effect.mapError(({ provider, problem, retryable }) =>
        new ProviderFailed({ provider, problem: hideSecrets(problem, secrets), retryable })
      ),
    );
  return {
    name,
    arm: (context) =>
      Effect.map(
        guarded(() => provider.arm(context)),
        (armed) => ({ ...armed, next: (challenge) => guarded(() => armed.next(challenge)) }),
      ),
  };
}
