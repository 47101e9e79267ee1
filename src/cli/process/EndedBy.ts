/**
 * How the program of `exec` ended.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

const EndedByBase: new (
  fields: { readonly exitCode: number; readonly signal: NodeJS.Signals | null },
) => Cause.YieldableError & {
  readonly _tag: "EndedBy";
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
} = Data.TaggedError("EndedBy");

/** Another program's end, which is to be this one's too. It has said itself what there was to say. */
export class EndedBy extends EndedByBase {
  /**
   * @param exitCode Its exit code; 128 and the signal's number where a signal ended it.
   * @param signal The signal.
   */
  constructor(exitCode: number, signal: NodeJS.Signals | null) {
    super({ exitCode, signal });
  }
}
