/**
 * Tells a person of the link.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { type CodeChallenge, isAuthError, type ProviderFailed } from "../../mod.ts";
import type { OnCodeNeeded } from "./PromptNotice.ts";
import { isFailureTag, promptFailed } from "./promptFailed.ts";
import type { PromptLogin } from "./PromptLogin.ts";
import { linkPath, type PublicAddress } from "./publicAddress.ts";

/** How long a notice may take. */
const longestNotice = "20 seconds";

function noticeFailure(error: unknown, id: string): ProviderFailed {
  if (isAuthError(error) && error._tag === "ProviderFailed") {
    // Whatever else the reason holds may hold the link.
    const tag: unknown = error.reason?._tag;
    return promptFailed(
      isFailureTag(tag) ? tag : "NoticeFailed",
      error.problem.replaceAll(id, "<redacted>"),
      error.retryable,
    );
  }
  // Its message may hold the link.
  const name = error instanceof Error && /^[A-Z][A-Za-z]{0,39}$/.test(error.name) ? ` (${error.name})` : "";
  return promptFailed("NoticeFailed", `nobody was told of the link: onCodeNeeded has failed${name}`, true);
}

/**
 * Calls the notice.
 *
 * @param login Whose link.
 * @param address Where browsers find the pages.
 * @param challenge What the broker asks for.
 * @param onCodeNeeded Tells the person.
 * @returns When it has been told; `ProviderFailed` where it was not.
 */
export function tellPerson(
  login: PromptLogin,
  address: PublicAddress,
  { username, baseUrl, attempt, timeoutMillis }: CodeChallenge,
  onCodeNeeded: OnCodeNeeded,
): Effect.Effect<void, ProviderFailed> {
  const id = Redacted.value(login.id);
  const link = `${address.origin}${linkPath(address, id)}`;
  return Effect.tryPromise({
    try: async (signal) => {
      const requestedAt = Date.now();
      const deadline = requestedAt + timeoutMillis;
      await onCodeNeeded({ username, baseUrl, attempt, requestedAt, deadline, link }, signal);
    },
    catch: (error) => noticeFailure(error, id),
  }).pipe(
    Effect.timeoutOrElse({
      duration: longestNotice,
      orElse: () =>
        Effect.fail(
          promptFailed(
            "NoticeFailed",
            `nobody was told of the link: onCodeNeeded has taken more than ${longestNotice}`,
            true,
          ),
        ),
    }),
    Effect.andThen(Effect.sync(() => void (login.toldAttempt = attempt))),
  );
}
