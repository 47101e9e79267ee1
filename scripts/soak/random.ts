/**
 * Random choices that a seed repeats (mulberry32).
 *
 * @module
 */

/** A source of choices. */
export interface RandomSource {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** A whole number below the limit. */
  readonly below: (limit: number) => number;
  /** One of a list. */
  readonly pick: <A>(list: ReadonlyArray<A>) => A;
  /** Whether something of this probability happens. */
  readonly chance: (probability: number) => boolean;
}

/**
 * Makes a source.
 *
 * @param seed Any whole number; the same one gives the same choices.
 * @returns The source.
 */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    chance: (probability) => next() < probability,
  };
}
