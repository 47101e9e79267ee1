/**
 * What tells of many measurements in one number.
 *
 * @module
 */

/**
 * The median.
 *
 * @param values The measurements, in any order.
 * @returns The middle one, or the mean of the two in the middle; 0 of none.
 */
export function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * A percentile, which is one of the measurements.
 *
 * @param values The measurements, in any order.
 * @param share How large a share is smaller, from 0 to 1.
 * @returns The measurement; 0 of none.
 */
export function percentile(values: ReadonlyArray<number>, share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
