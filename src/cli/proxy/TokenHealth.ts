/**
 * Whether the proxy's token is good, as far as is known without asking the broker.
 *
 * @module
 */
import type { AuthToken } from "../../AuthToken.ts";
import { isUsable } from "../../internal/tokenTimes.ts";
import type { Answer } from "./Answer.ts";

/** What is known of the token. */
export class TokenHealth {
  #expiresAt: Date | undefined;
  /** Why the last login failed, where none has succeeded since. */
  #failure: string | undefined;
  /** A request got no token. */
  #isLost = false;

  /** A token is in use. */
  renewed({ expiresAt }: AuthToken): void {
    this.#expiresAt = expiresAt;
    this.#failure = undefined;
    this.#isLost = false;
  }

  /** A login failed; the token before it may still be good. */
  failed(tag: string): void {
    this.#failure = tag;
  }

  /** A request could not be sent, for want of a token. */
  lost(tag: string): void {
    this.#failure = tag;
    this.#isLost = true;
  }

  /** A request was sent with a token. */
  found(): void {
    this.#isLost = false;
  }

  /** The answer to `/healthz`; `now` is milliseconds since 1970. */
  answer(now: number): Answer {
    const expiresAt = this.#expiresAt;
    const headers = { "Cache-Control": "no-store" };
    return expiresAt !== undefined && !this.#isLost && isUsable(expiresAt.getTime(), now)
      ? { status: 200, headers, body: { ok: true, expiresAt: expiresAt.toISOString() } }
      : { status: 503, headers, body: { ok: false, error: this.#failure ?? "TokenExpired" } };
  }
}
