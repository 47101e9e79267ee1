/**
 * Counts Effect's fibers, by the service that is told of each one's start and end.
 *
 * @module
 */
import type * as Metric from "effect/Metric";

/** How many fibers run now, and the service to provide. */
export interface FiberCount {
  readonly running: () => number;
  readonly service: Metric.FiberRuntimeMetricsService;
}

/**
 * Begins to count.
 *
 * @returns The count; it knows the fibers of what it is provided to.
 */
export function countFibers(): FiberCount {
  let running = 0;
  return {
    running: () => running,
    service: { recordFiberStart: () => void running++, recordFiberEnd: () => void running-- },
  };
}
