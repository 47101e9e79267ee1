/**
 * Logins at one mailbox that nothing tells apart run one after the other, so that no message can be taken for another
 * user's.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Latch from "effect/Latch";
import type * as Scope from "effect/Scope";
import { type MessageFilter, overlaps } from "./messageFilter.ts";

/** A login that has its turn, or waits for it. */
interface Turn {
  /** The mailbox: server and user name. */
  readonly mailbox: string;
  /** Who logs in where; one login may use a mailbox twice. */
  readonly login: string;
  readonly filter: MessageFilter;
}

/** In the order of arrival, in this process. */
let turns: ReadonlyArray<Turn> = [];
let changed: Latch.Latch = Latch.makeUnsafe();

function change(next: ReadonlyArray<Turn>): void {
  turns = next;
  changed.openUnsafe();
  changed = Latch.makeUnsafe();
}

function inTheWay(turn: Turn): boolean {
  return turns.slice(0, turns.indexOf(turn)).some((other) =>
    other.mailbox === turn.mailbox && other.login !== turn.login && overlaps(other.filter, turn.filter)
  );
}

const ownTurn = (turn: Turn): Effect.Effect<void> =>
  Effect.suspend(() => inTheWay(turn) ? Effect.andThen(changed.await, ownTurn(turn)) : Effect.void);

/**
 * Waits until no login of another user at this mailbox could take the same message; keeps its turn as long as the scope.
 *
 * @param mailbox The mailbox: server and user name.
 * @param login Who logs in where.
 * @param filter Which messages are this login's.
 * @returns When it is this login's turn.
 */
export function takeTurn(
  mailbox: string,
  login: string,
  filter: MessageFilter,
): Effect.Effect<void, never, Scope.Scope> {
  return Effect.flatMap(
    Effect.acquireRelease(
      Effect.sync((): Turn => {
        const turn: Turn = { mailbox, login, filter };
        change([...turns, turn]);
        return turn;
      }),
      (turn) => Effect.sync(() => change(turns.filter((other) => other !== turn))),
    ),
    ownTurn,
  );
}
