/**
 * DKIM keys (RFC 6376, 3.6.2), looked up in the DNS and remembered for a while: a look-up holds up all mail behind it.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { Resolver } from "node:dns/promises";

/** Looks up the records of a name; `type` is `TXT`. Each record is a list of strings. */
export type TxtResolver = (name: string, type: string) => Promise<Array<Array<string>>>;

/** A name's records; `absent` where the DNS says that there are none, `unanswered` where it says nothing. */
export type KeyRecords = Array<Array<string>> | "absent" | "unanswered";

const longestLookup = "2 seconds";
const memoryMillis = 5 * 60_000;
/** No longer: the next mail's look-up may be answered. */
const unansweredMillis = 5000;
const maxRemembered = 256;

interface Memory {
  readonly records: KeyRecords;
  readonly untilMillis: number;
}

const ofSystem = new Map<string, Memory>();
const ofResolver = new WeakMap<TxtResolver, Map<string, Memory>>();

function memoryOf(resolve: TxtResolver | undefined): Map<string, Memory> {
  if (resolve === undefined) return ofSystem;
  const memory = ofResolver.get(resolve) ?? new Map<string, Memory>();
  ofResolver.set(resolve, memory);
  return memory;
}

function asked(resolve: TxtResolver | undefined, name: string): Effect.Effect<KeyRecords> {
  const answer = Effect.suspend(() => {
    if (resolve !== undefined) return Effect.tryPromise(() => resolve(name, "TXT"));
    const system = new Resolver({ timeout: 700, tries: 2 });
    return Effect.ensuring(
      Effect.tryPromise(() => system.resolveTxt(name)),
      Effect.sync(() => system.cancel()),
    );
  });
  return answer.pipe(
    Effect.catch(({ cause }): Effect.Effect<KeyRecords> => {
      const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
      return Effect.succeed(code === "ENOTFOUND" || code === "ENODATA" ? "absent" : "unanswered");
    }),
    Effect.timeoutOrElse({ duration: longestLookup, orElse: () => Effect.succeed<KeyRecords>("unanswered") }),
  );
}

/**
 * Looks up keys, all at the same time. What was found, or found to be absent, is remembered for 5 minutes per resolver,
 * up to 256 names; that there was no answer, for 5 seconds.
 *
 * @param resolve Looks up a name; default: the system's resolver. What takes it longer than 2 seconds is no answer.
 * @param names The keys' full names (`s1._domainkey.broker.example`), each once.
 * @returns Their records, after 2 seconds at most.
 */
export function signingKeys(
  resolve: TxtResolver | undefined,
  names: ReadonlyArray<string>,
): Effect.Effect<ReadonlyMap<string, KeyRecords>> {
  const memory = memoryOf(resolve);
  const recordsOf = (name: string): Effect.Effect<readonly [string, KeyRecords]> =>
    Effect.gen(function* () {
      const known = memory.get(name);
      if (known !== undefined && (yield* Clock.currentTimeMillis) < known.untilMillis) {
        return [name, known.records] as const;
      }
      const records = yield* asked(resolve, name);
      const now = yield* Clock.currentTimeMillis;
      memory.delete(name);
      const [oldest] = memory.keys();
      if (memory.size >= maxRemembered && oldest !== undefined) memory.delete(oldest);
      memory.set(name, {
        records,
        untilMillis: now + (records === "unanswered" ? unansweredMillis : memoryMillis),
      });
      return [name, records] as const;
    });
  return Effect.map(
    Effect.forEach(names, recordsOf, { concurrency: "unbounded" }),
    (found) => new Map(found),
  );
}
