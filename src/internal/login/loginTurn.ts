/**
 * One login at a time for one user.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Semaphore from "effect/Semaphore";

interface Turn {
  readonly semaphore: Semaphore.Semaphore;
  users: number;
}

// Shared by the whole process, not by one client: what a second login spoils lives on the server.
const turns = new Map<string, Turn>();

/**
 * Waits until no other login of this process runs for the same key, then runs. A second login would make the server
 * send a second code and make the first one worthless.
 *
 * @param key Base URL and user.
 * @param effect The login.
 * @returns The login's result.
 */
export function inTurn<A, E, R>(key: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
  return Effect.acquireUseRelease(
    Effect.sync(() => {
      const turn = turns.get(key) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 };
      turn.users++;
      turns.set(key, turn);
      return turn;
    }),
    (turn) => turn.semaphore.withPermit(effect),
    (turn) => Effect.sync(() => --turn.users === 0 && turns.delete(key)),
  );
}
