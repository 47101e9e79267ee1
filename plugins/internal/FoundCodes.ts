/**
 * The codes found for one login, and what else was met on the way.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Latch from "effect/Latch";
import type { ProviderFailed, Sightings } from "../../mod.ts";

/** Codes that wait to be taken, newest last. */
export class FoundCodes<Found> {
  readonly #found: Array<Found> = [];
  readonly #news: Latch.Latch = Latch.makeUnsafe();
  readonly #refused: Record<string, number> = {};
  #seen = 0;
  #failure: ProviderFailed | undefined;

  /** Takes note of a message that is not the login's own, or has no code. */
  refuse(reason: string): void {
    this.#seen++;
    this.mishap(reason);
  }

  /** Takes note of something that is no message. */
  mishap(reason: string): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
  }

  /**
   * Gives it a code.
   *
   * @param found The code.
   * @param isLater Which of the codes found are of later messages; default none.
   */
  give(found: Found, isLater: (other: Found) => boolean = () => false): void {
    this.#seen++;
    const later = this.#found.findIndex(isLater);
    this.#found.splice(later === -1 ? this.#found.length : later, 0, found);
    this.#news.openUnsafe();
  }

  /** Ends its wait. */
  fail(failure: ProviderFailed): void {
    this.#failure = failure;
    this.#news.openUnsafe();
  }

  /** Whether {@linkcode take} would wait. */
  get isEmpty(): boolean {
    return this.#found.length === 0 && this.#failure === undefined;
  }

  /**
   * The newest code that it was given. A server that has sent two accepts the later one: the earlier belongs to a request
   * before. An interruption leaves the code where it is.
   */
  readonly take: Effect.Effect<Found, ProviderFailed> = Effect.uninterruptibleMask((restore) =>
    Effect.andThen(
      restore(this.#news.await),
      Effect.suspend(() => {
        const found = this.#found.pop();
        const failure = this.#failure;
        if (found === undefined) this.#failure = undefined;
        if (this.isEmpty) this.#news.closeUnsafe();
        if (found !== undefined) return Effect.succeed(found);
        return Effect.fail(failure!);
      }),
    )
  );

  /** What it has met. */
  readonly sightings: Effect.Effect<Sightings> = Effect.sync(() => ({
    seen: this.#seen,
    refused: { ...this.#refused },
  }));
}
