/**
 * fast-check with fewer runs: a thousand for each mutant would take days.
 *
 * @module
 */
import * as original from "../../node_modules/fast-check/lib/fast-check.js";

export * from "../../node_modules/fast-check/lib/fast-check.js";

/** As fast-check's, but 100 runs at most. */
export const assert: typeof original.assert = ((
  property: original.IRawProperty<unknown>,
  parameters?: original.Parameters<unknown>,
) =>
  original.assert(property, {
    ...parameters,
    numRuns: Math.min(parameters?.numRuns ?? 100, 100),
  })) as typeof original.assert;

/** The same by the name that most tests use. */
const fc: typeof original = { ...original, assert };
export default fc;
