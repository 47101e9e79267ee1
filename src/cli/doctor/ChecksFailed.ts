/**
 * The error of `doctor` alone.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

const ChecksFailedBase: new (
  fields: { readonly message: string; readonly exitCode: number },
) => Cause.YieldableError & { readonly _tag: "ChecksFailed"; readonly exitCode: number } = Data.TaggedError(
  "ChecksFailed",
);

/** Something would keep a login from succeeding. */
export class ChecksFailed extends ChecksFailedBase {
  constructor(failed: number, all: number) {
    super({ message: `${failed} of ${all} checks failed.`, exitCode: 2 });
  }
}
