/**
 * Middleware that limits how often a user logs in, among all processes that share a store.
 * @example
 * ```ts
 * import { rateLimit } from "@autoshares/auth/rate-limit";
 *
 * const use = [rateLimit({ logins: 5, per: "1 hour" })]; // for createClient or login
 * ```
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Data from "effect/Data";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as Schedule from "effect/Schedule";
import * as Schema from "effect/Schema";
import { createHash } from "node:crypto";
import { InvalidConfiguration, memoryStore, type Plugin, type StepInfo, type TokenStore } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { millisOf } from "./internal/millisOf.ts";

/** Fields of {@linkcode LoginRateExceeded}. */
export interface LoginRateExceededFields {
  /** Which error. */
  readonly _tag: "LoginRateExceeded";
  /** How long until the next login may begin, in milliseconds. */
  readonly retryAfterMillis: number;
  /** What happened, and what to do next. */
  readonly message: string;
}

/** Constructor of {@linkcode LoginRateExceeded}. */
const LoginRateExceededBase: new (
  fields: Omit<LoginRateExceededFields, "_tag">,
) => Cause.YieldableError & LoginRateExceededFields = Data.TaggedError("LoginRateExceeded");
/** Too many logins lately: nothing was sent. The next one may begin in `retryAfterMillis`. */
export class LoginRateExceeded extends LoginRateExceededBase {
  /** Whether trying again later, unchanged, may help: it does, after `retryAfterMillis`. */
  readonly retryable: boolean = true;
}
export type { LoginRateExceededBase };

const decode = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Schema.Finite)));
/**
 * Limits a user's logins at a base URL in a sliding window. A login counts once, at its first request: repeats by `retry`
 * and the fresh start after `Corrupted ticket` do not. Place it inside `circuitBreaker` and outside `timeout`.
 * @param options At most `logins` (1 to 1000) `per` duration (a bare number is milliseconds). A `store` shares the count
 * under `limit-<hash>`; without one, and while it fails, this plugin value's own count holds.
 * @returns A plugin that adds {@linkcode LoginRateExceeded}. Throws `InvalidConfiguration` for unusable options.
 */
export function rateLimit(
  options: { readonly logins: number; readonly per: Duration.Input; readonly store?: TokenStore | undefined },
): Plugin<LoginRateExceeded> {
  checkNames("rateLimit", options, { logins: true, per: true, store: true });
  const { logins, store } = options, own = memoryStore(), per = millisOf(options.per);
  const bad = (setting: string, problem: string) => new InvalidConfiguration({ setting, problem });
  if (!(Number.isInteger(logins) && logins >= 1 && logins <= 1000)) throw bad("logins", "is not 1 to 1000");
  if (!(per >= 1 && per < Infinity)) throw bad("per", "is not a duration of at least 1 ms");
  if (store !== undefined && typeof store?.lock !== "function") throw bad("store", "is no token store");
  // Gives how long a login must wait, or counts it and gives 0; fails where the lock is not to be had.
  const count = Effect.fnUntraced(function* (store: TokenStore, key: string) {
    const tried = Effect.flatMap(store.lock(key), Effect.fromNullishOr);
    const lock = yield* Effect.retry(tried, { schedule: Schedule.spaced("50 millis"), times: 20 });
    const isLost = ({ kind }: { readonly kind: string }) => ["damaged", "foreign", "key"].includes(kind);
    const kept = Effect.catchIf(store.load(key), isLost, () => Effect.as(store.remove(key), undefined));
    const found = (yield* kept) ?? Redacted.make("[]"), now = yield* Clock.currentTimeMillis;
    const damaged = () => Effect.sync(() => (console.warn(`rate-limit: bad record in ${store.name}`), []));
    const past = yield* Effect.catch(decode(Redacted.value(found)), damaged);
    const times = past.map((time) => Math.min(time, now)) // The clock may have been set back.
      .filter((time) => now - time < per).sort((a, b) => a - b);
    const wait = times.length < logins ? 0 : times.at(-logins)! + per - now;
    const record = Redacted.make(JSON.stringify(wait > 0 ? times : [...times, now]));
    return yield* Effect.as(store.save(key, record, { lock, expiresAt: now + per }), wait);
  }, Effect.scoped);
  const counted = new WeakSet<StepInfo>(); // A retry around this plugin runs the same step again.
  let failing = false;
  const admit = Effect.fnUntraced(function* (step: StepInfo) {
    if (step.name !== "RequestToken" || step.attempt > 1 || counted.has(step)) return;
    const key = `limit-${createHash("sha256").update(`${step.baseUrl}\n${step.username}`).digest("hex")}`;
    // In a fiber of its own: a store may hang where it cannot be interrupted.
    const sharing = store && Effect.flatMap(Effect.forkDetach(count(store, key)), Fiber.join);
    const shared = sharing && (yield* Effect.exit(Effect.timeout(sharing, "5 seconds")));
    const failed = shared?._tag === "Failure";
    if (failed && !failing) console.warn(`rate-limit: ${store?.name} failed; this process counts by itself`);
    failing = failed;
    const elsewhere = shared?._tag === "Success" ? shared.value : 0;
    const wait = elsewhere || (yield* Effect.orDie(count(own, key)));
    const message = `Too many logins: the next may begin in ${Math.ceil(wait / 1000)} s. Keep tokens longer.`;
    if (wait > 0) return yield* new LoginRateExceeded({ retryAfterMillis: wait, message });
    counted.add(step);
  });
  return { name: "rate-limit", middleware: (step, next) => Effect.andThen(admit(step), next) };
}
