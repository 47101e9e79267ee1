/**
 * Whether the proxy's token is good, as far as is known without asking the broker.
 *
 * @module
 */
import type { AuthToken } from "../../../AuthToken.ts";
import { isUsable } from "../../../internal/session/tokenTimes.ts";
import type { Answer } from "./Answer.ts";

/** What is known of the token. */
export class TokenHealth {
  #expiresAt: Date | undefined;
  /** Why the last login failed, where none has succeeded since. */
  #failure: string | undefined;
  /** Why a request got no token, where none has got one since. */
  #lostBy: string | undefined;

  /** A token is in use. */
  renewed({ expiresAt }: AuthToken): void {
    this.#expiresAt = expiresAt;
    this.#failure = undefined;
    this.#lostBy = undefined;
  }

  /** A login failed; the token before it may still be good. */
  failed(tag: string): void {
    this.#failure = tag;
    if (this.#lostBy !== undefined) this.#lostBy = tag;
  }

  /** A request could not be sent, for want of a token. */
  lost(tag: string): void {
    this.#lostBy = tag;
  }

  /** Whoever asked for a token got one. */
  found(): void {
    this.#lostBy = undefined;
  }

  /** Whether there has been no token yet. */
  get isStarting(): boolean {
    return this.#expiresAt === undefined;
  }

  /** Whether nothing is to be mended: the last login succeeded, and the last request got a token. */
  get isWell(): boolean {
    return this.#failure === undefined && this.#lostBy === undefined;
  }

  /** The answer to `/healthz`; `now` is milliseconds since 1970. */
  answer(now: number): Answer {
    const expiresAt = this.#expiresAt;
    const headers = { "Cache-Control": "no-store" };
    if (expiresAt !== undefined && this.#lostBy === undefined && isUsable(expiresAt.getTime(), now)) {
      const renewal = this.#failure === undefined ? {} : { renewal: this.#failure };
      return { status: 200, headers, body: { ok: true, expiresAt: expiresAt.toISOString(), ...renewal } };
    }
    const error = this.#lostBy ?? this.#failure ?? (this.isStarting ? "ProxyStarting" : "TokenExpired");
    return { status: 503, headers, body: { ok: false, error } };
  }
}
