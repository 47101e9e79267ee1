/**
 * How the error classes are made.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";
import type { AuthErrorTag } from "../AuthError.ts";
import { authErrorTable } from "../AuthErrorTable.ts";
import { isUndecided, undecided } from "./undecided.ts";

/** What every {@linkcode AuthError} carries beside its own fields. All fields are free of secrets. */
export interface AuthErrorBase<Tag extends string> extends Cause.YieldableError {
  /** Which error. */
  readonly _tag: Tag;
  /** What happened and what to do next. */
  readonly message: string;
  /** Whether the same login, tried again later and unchanged, may succeed. */
  readonly retryable: boolean;
  /** The command line's exit code for this error. */
  readonly exitCode: number;
}

/** Constructor of one error class: its own fields in, the error out. */
export type AuthErrorClass<Tag extends string, Fields> = new (
  fields: Fields,
) => AuthErrorBase<Tag> & Readonly<Fields>;

/** Marks the library's errors: others may well have the same tags. The same in every copy of the library. */
export const authErrorBrand: unique symbol = Symbol.for("@autoshares/auth/AuthError");

/**
 * Makes the base of one error class.
 *
 * @param tag Its tag; retryability, exit code and advice come from the table.
 * @param describe What happened, in a sentence made from its own fields.
 * @returns The base class.
 */
export function authError<Tag extends AuthErrorTag, Fields extends object>(
  tag: Tag,
  describe: (fields: Fields) => string,
): AuthErrorClass<Tag, Fields> {
  return class extends (Data.TaggedError(tag) as unknown as new (fields: object) => Error) {
    readonly [authErrorBrand] = true;
    constructor(fields: Fields) {
      const { retryable } = authErrorTable[tag];
      const { advice, exitCode } = isUndecided(fields) ? undecided : authErrorTable[tag];
      super({ retryable, exitCode, ...fields, message: `${describe(fields)} ${advice}` });
    }
  } as unknown as AuthErrorClass<Tag, Fields>;
}
