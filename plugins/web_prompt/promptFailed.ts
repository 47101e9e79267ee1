/**
 * The failures of the provider `web-prompt`.
 *
 * @module
 */
import { isAuthError, ProviderFailed } from "../../mod.ts";

/** The provider's name. */
export const provider = "web-prompt";

/**
 * What `reason._tag` of a failure of the provider `web-prompt` may be.
 *
 * Before the broker is asked for a code: `NotServed` (no page can be reached: neither `listen` nor `publicUrl`); of
 * `listen`: `PackageMissing`, `PortTaken`, `NotPermitted`, `AddressUnavailable`.
 *
 * When nobody could be told of the link: `NoticeRefused` (the service does not take the notice: a wrong token or address;
 * not worth trying again), `NoticeUnavailable` (the service is busy or broken), `NoConnection`, `NotPermitted` (Deno),
 * `NoticeFailed` (a function of your own has failed, or took more than 20 seconds).
 */
export type WebPromptFailureTag =
  | "NotServed"
  | "PackageMissing"
  | "PortTaken"
  | "NotPermitted"
  | "AddressUnavailable"
  | "NoticeRefused"
  | "NoticeUnavailable"
  | "NoConnection"
  | "NoticeFailed";

/** A failure of the provider `web-prompt` that tells its kind. */
export type WebPromptFailure = ProviderFailed & { readonly reason: { readonly _tag: WebPromptFailureTag } };

/**
 * Makes the error.
 *
 * @param _tag The kind.
 * @param problem What is wrong, and what mends it; free of links and secrets.
 * @param retryable Whether time may cure it.
 * @returns The provider's error.
 */
export function promptFailed(_tag: WebPromptFailureTag, problem: string, retryable: boolean): ProviderFailed {
  return new ProviderFailed({ provider, problem, retryable, reason: { _tag } });
}

const tags: { readonly [Tag in WebPromptFailureTag]: true } = {
  NotServed: true,
  PackageMissing: true,
  PortTaken: true,
  NotPermitted: true,
  AddressUnavailable: true,
  NoticeRefused: true,
  NoticeUnavailable: true,
  NoConnection: true,
  NoticeFailed: true,
};

/**
 * Whether a text is one of the kinds.
 *
 * @param tag Anything.
 * @returns Whether it is one.
 */
export function isFailureTag(tag: unknown): tag is WebPromptFailureTag {
  return typeof tag === "string" && Object.hasOwn(tags, tag);
}

/**
 * Whether a value is a failure of the provider `web-prompt`, so that a `switch` over `reason._tag` is checked.
 *
 * @param error Anything, for example what a login or `listen` rejected with.
 * @returns Whether it is one.
 *
 * @example
 * ```ts
 * import { isWebPromptFailure } from "@autoshares/auth/web-prompt";
 *
 * function nobodyWasTold(error: unknown): boolean {
 *   return isWebPromptFailure(error) && error.reason._tag === "NoticeRefused";
 * }
 * ```
 */
export function isWebPromptFailure(error: unknown): error is WebPromptFailure {
  return isAuthError(error) && error._tag === "ProviderFailed" && error.provider === provider &&
    isFailureTag(error.reason?._tag);
}
