/**
 * How a step ended, in one word.
 *
 * @module
 */
import * as Exit from "effect/Exit";

/** Only a tag's usual form: a foreign error may have anything there. */
const usualTag = /^[A-Z][A-Za-z]{0,39}$/;

/**
 * Words a step's end. Nothing of the server's words, and no secret: of an error the tag alone.
 *
 * @param exit The end.
 * @returns `done`, `interrupted`, an error's tag such as `CodeRefused` or `CircuitOpen`, or `failed` where there is none.
 */
export function outcomeOf(exit: Exit.Exit<unknown, unknown>): string {
  if (Exit.isSuccess(exit)) return "done";
  if (Exit.hasInterrupts(exit)) return "interrupted";
  const found = Exit.findErrorOption(exit);
  const error = found._tag === "Some" ? found.value : undefined;
  const tag = typeof error === "object" && error !== null && "_tag" in error ? error._tag : undefined;
  return typeof tag === "string" && usualTag.test(tag) ? tag : "failed";
}
