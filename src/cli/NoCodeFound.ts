/**
 * The error of `extract` alone.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

const NoCodeFoundBase: new (
  fields: { readonly message: string; readonly exitCode: number },
) => Cause.YieldableError & { readonly _tag: "NoCodeFound"; readonly exitCode: number } = Data.TaggedError(
  "NoCodeFound",
);

/** The message holds no code, or none that is acceptable. */
export class NoCodeFound extends NoCodeFoundBase {
  constructor() {
    super({
      message: "No acceptable code in the message; --explain says what was refused and why.",
      exitCode: 4,
    });
  }
}
