/**
 * A request that changes something, and of which nobody knows whether it was done.
 *
 * @module
 */

/** What is true of it, whatever went wrong: unlike another failure of its kind, it must not be repeated unseen. */
export const undecided: { readonly advice: string; readonly exitCode: 8 } = {
  advice: "The request may have been done: look before you repeat it.",
  exitCode: 8,
};

/**
 * Whether an error means that.
 *
 * @param fields The error's fields.
 * @returns Whether it is of a call of the API, and not to be repeated although others of its kind are.
 */
export function isUndecided(fields: object): boolean {
  return "step" in fields && fields.step === "ApiRequest" && "retryable" in fields &&
    fields.retryable === false;
}
