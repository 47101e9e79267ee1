/**
 * A store that cannot hang.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import { StoreFailed, type StoreOperation } from "../../AuthError.ts";
import type { TokenStore } from "../../TokenStore.ts";
import { abandonable } from "../login/abandonable.ts";
import { within } from "../within.ts";

/** What cannot be interrupted is left to itself after that; a lock that it takes all the same ends with its scope. */
const goodbye = "100 millis";
const limitSeconds = 10;
/** Second by second: in a process that gets no time to run, the answer may be there and not read yet. */
const limit = Effect.repeat(Effect.sleep("1 second"), { times: limitSeconds - 1 });

/**
 * Gives every call of a store a time limit of 10 seconds, and makes a failure of what it throws.
 *
 * @param store Anybody's store.
 * @returns The same store, which fails with `StoreFailed` alone.
 */
export function guardedStore(store: TokenStore): TokenStore {
  const { name } = store;
  const guard = <A, E, R>(operation: StoreOperation, call: () => Effect.Effect<A, E, R>) => {
    const failed = (kind: "timeout" | "unavailable", problem: string) =>
      Effect.fail(new StoreFailed({ store: name, operation, kind, problem }));
    const caught = Effect.catchCause(
      abandonable(Effect.suspend(call), goodbye),
      (cause): Effect.Effect<A, StoreFailed> => {
        const error = Cause.squash(cause);
        if (Cause.hasInterruptsOnly(cause)) return Effect.interrupt;
        return error instanceof StoreFailed ? Effect.fail(error) : failed("unavailable", "it threw an error");
      },
    );
    return within(caught, limit, () => failed("timeout", `it gave no answer within ${limitSeconds} s`));
  };
  return {
    name,
    load: (key) => guard("load", () => store.load(key)),
    save: (key, record, options) => guard("save", () => store.save(key, record, options)),
    remove: (key) => guard("remove", () => store.remove(key)),
    lock: (key) => guard("lock", () => store.lock(key)),
  };
}
