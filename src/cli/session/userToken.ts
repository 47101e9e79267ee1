/**
 * The token for a command that needs no more than that.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import type { AuthToken } from "../../AuthToken.ts";
import type { SessionError } from "../../Session.ts";
import { optionsAsVariables } from "../settings/optionsAsVariables.ts";
import { note } from "../process/terminal.ts";
import { type Added, inCliWords, type SessionFlags, type UserSession, userSession } from "./userSession.ts";

/** A user's token. */
export interface UserToken extends UserSession {
  readonly auth: AuthToken;
}

/**
 * Gives the stored token, or logs in. Where a token that is due for renewal could not be renewed, it is still given, and
 * a line on stderr says so: soon there will be none.
 *
 * @param flags The flags.
 * @returns The token; the session is open as long as the scope.
 */
export function userToken(
  flags: SessionFlags,
): Effect.Effect<UserToken, SessionError | Added, Scope.Scope> {
  return Effect.gen(function* () {
    let failure: string | undefined;
    const user = yield* userSession(flags, {
      onFailed: (error) => {
        failure = optionsAsVariables(error.message);
      },
    });
    const auth = yield* inCliWords(user.session.token, user);
    // An event is told a moment after what it is about.
    yield* Effect.promise(() => Promise.resolve());
    if (failure !== undefined) {
      note(
        `autoshares-auth: the token is good until ${auth.expiresAt.toISOString()}, and was not renewed: ${failure}`,
      );
    }
    return { ...user, auth };
  });
}
