/**
 * Who may wait where. Two users' logins that could take each other's message come one after the other: a message for both
 * does not say whose it is, and a wrong code counts against a user.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Latch from "effect/Latch";
import type * as Scope from "effect/Scope";

/** A login that has its turn, or waits for it. */
export interface Turn<Filter> {
  /** Where messages come in, such as a mailbox; equal values are one place. */
  readonly place: unknown;
  /** Who logs in where; one login may use a place twice. */
  readonly login: string;
  /** Which messages are this login's. */
  readonly filter: Filter;
  /** Whether one message could pass both filters; all turns at one place have the same kind of filter. */
  readonly overlaps: (one: Filter, other: Filter) => boolean;
}

/** In the order of arrival, in this process. */
let turns: ReadonlyArray<Turn<never>> = [];
let changed: Latch.Latch = Latch.makeUnsafe();

function change(next: ReadonlyArray<Turn<never>>): void {
  turns = next;
  changed.openUnsafe();
  changed = Latch.makeUnsafe();
}

function inTheWay(turn: Turn<never>): boolean {
  return turns.slice(0, turns.indexOf(turn)).some((other) =>
    other.place === turn.place && other.login !== turn.login && turn.overlaps(other.filter, turn.filter)
  );
}

const ownTurn = (turn: Turn<never>): Effect.Effect<void> =>
  Effect.suspend(() => inTheWay(turn) ? Effect.andThen(changed.await, ownTurn(turn)) : Effect.void);

/**
 * Waits until no login of another user at this place could take the same message; keeps its turn as long as the scope.
 *
 * @param wanted The turn.
 * @returns When it is this login's turn.
 */
export function takeTurn<Filter>(wanted: Turn<Filter>): Effect.Effect<void, never, Scope.Scope> {
  return Effect.flatMap(
    Effect.acquireRelease(
      Effect.sync((): Turn<never> => {
        // An object of its own: one turn taken twice is two.
        const turn = { ...wanted } as unknown as Turn<never>;
        change([...turns, turn]);
        return turn;
      }),
      (turn) => Effect.sync(() => change(turns.filter((other) => other !== turn))),
    ),
    ownTurn,
  );
}
