/**
 * Tells whether a measure grows, in spite of the noise in it.
 *
 * @module
 */
import { median } from "../support/statistics.ts";

/** A measure, after so many logins. */
export interface Point {
  readonly logins: number;
  readonly value: number;
}

/**
 * The slope by Theil and Sen: the median of the slopes between all pairs, which no outlier moves.
 *
 * @param points The measures.
 * @returns How much a login adds.
 */
export function slopeOf(points: ReadonlyArray<Point>): number {
  const slopes = points.flatMap((a, index) =>
    points.slice(index + 1).filter((b) => b.logins > a.logins).map((b) =>
      (b.value - a.value) / (b.logins - a.logins)
    )
  );
  return median(slopes);
}

/** Without the start, in which code is compiled and caches are filled. */
export function afterWarmUp<A>(samples: ReadonlyArray<A>): ReadonlyArray<A> {
  return samples.slice(Math.floor(samples.length / 4));
}
