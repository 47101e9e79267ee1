/**
 * The error of a command that has said what it had to say, and whose exit code is not 0.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";

const CommandFailedBase: new (
  fields: { readonly message: string; readonly exitCode: number },
) => Cause.YieldableError & { readonly _tag: "CommandFailed"; readonly exitCode: number } = Data.TaggedError(
  "CommandFailed",
);

/** A command ends with an exit code and a last line, without an error of the library's. */
export class CommandFailed extends CommandFailedBase {
  /**
   * @param exitCode The exit code; its meaning is that of `authErrorTable`.
   * @param message The last line.
   */
  constructor(exitCode: number, message: string) {
    super({ message, exitCode });
  }
}
