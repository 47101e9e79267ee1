/**
 * The error of `extract` alone.
 *
 * @module
 */
import { CommandFailed } from "../CommandFailed.ts";

/** The message holds no code, or none that is acceptable. */
export class NoCodeFound extends CommandFailed {
  constructor() {
    super(4, "No acceptable code in the message; --explain says what was refused and why.");
  }
}
