/**
 * Middleware that writes one JSON line for each step: who, which step, how it ended, how long it took.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { audit } from "@autoshares/auth/audit";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   use: [audit({ write: (line) => console.error(line) })],
 * });
 * ```
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import { InvalidConfiguration, type Plugin } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { outcomeOf } from "./internal/outcomeOf.ts";

/** Where the lines go. */
export interface AuditOptions {
  /** Takes a line, without its end. What it throws costs nothing but a line on stderr, the first time. */
  readonly write: (line: string) => unknown;
}

/**
 * Audits the steps of logins and API calls. A line has `time` (ISO 8601, UTC, of the step's end), `username`, `baseUrl`,
 * `step`, `attempt`, `outcome` (`done`, `interrupted`, an error's tag, or `failed`) and `durationMillis`.
 *
 * @param options Where the lines go.
 * @returns A plugin for `use`. Throws `InvalidConfiguration` for unusable options.
 */
export function audit(options: AuditOptions): Plugin {
  checkNames("audit", options, { write: true });
  const { write } = options;
  if (typeof write !== "function") {
    throw new InvalidConfiguration({ setting: "write", problem: "is no function" });
  }
  let warned = false;
  const failed = (): void => {
    if (!warned) console.warn("audit: a line could not be written; more that cannot are not mentioned");
    warned = true;
  };
  const put = (line: string): void => {
    try {
      Promise.resolve(write(line)).catch(failed);
    } catch {
      failed();
    }
  };
  return {
    name: "audit",
    middleware: ({ name: step, username, baseUrl, attempt }, next) =>
      Effect.flatMap(
        Clock.currentTimeMillis,
        (startedAt) =>
          Effect.onExit(next, (exit) =>
            Effect.map(Clock.currentTimeMillis, (now) => {
              const [time, durationMillis] = [new Date(now).toISOString(), now - startedAt];
              const outcome = outcomeOf(exit);
              put(JSON.stringify({ time, username, baseUrl, step, attempt, outcome, durationMillis }));
            })),
      ),
  };
}
