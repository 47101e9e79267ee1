/**
 * One call of the broker's API, as a value: what a session sends, and what comes back.
 *
 * @module
 */
import type * as Schema from "effect/Schema";

/** The methods that the API knows. */
export type ApiMethod = "GET" | "POST" | "PUT" | "DELETE";

/**
 * A call of the API. The entry point `./api` has those where most bots start; any other is written down like this:
 *
 * @example
 * ```ts
 * import type { ApiCall } from "@autoshares/auth";
 * import * as Schema from "effect/Schema";
 *
 * const exchanges: ApiCall<ReadonlyArray<string>> = {
 *   path: "/v1.0/users/@me/exchanges",
 *   schema: Schema.Array(Schema.String),
 * };
 * ```
 */
export interface ApiCall<A> {
  /** Default `GET`. */
  readonly method?: ApiMethod | undefined;
  /** Path below the base URL, for example `/v1.0/users/@me/info`, encoded as a URL wants it. */
  readonly path: string;
  /** Query parameters; those that are `undefined` are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined;
  /** The body, sent as JSON; none where it is `undefined`. */
  readonly body?: unknown;
  /** Further headers; `Authorization` and `Et-App-Key` are the session's. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * What the answer's JSON must be; absent: anything. An answer without a body is `undefined` (`Schema.Undefined` or
   * `Schema.Void` takes it).
   */
  readonly schema?: Schema.Decoder<A> | undefined;
}
