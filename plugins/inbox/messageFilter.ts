/**
 * Which text messages are a login's: by sender and recipient.
 *
 * @module
 */
import type { TextMessage } from "./TextMessage.ts";

/** A checked filter; what is not set lets all through. */
export interface MessageFilter {
  readonly from: ReadonlySet<string> | undefined;
  readonly to: ReadonlySet<string> | undefined;
}

/**
 * One spelling for each sender and recipient: of a phone number or a short code the digits alone, of a name (an
 * alphanumeric sender) its letters without regard to their case.
 *
 * @param text A number in any spelling, such as `+1 (201) 555-0123`, or a name.
 * @returns The spelling to compare; empty where there is nothing to compare.
 */
export function plainAddress(text: string): string {
  const trimmed = text.trim();
  return /^[+\d\s().\/-]+$/.test(trimmed) ? trimmed.replace(/\D/g, "") : trimmed.toLowerCase();
}

/**
 * Reads a list of senders or recipients.
 *
 * @param given One, or several.
 * @returns What to compare with, or what is wrong with it.
 */
export function addressSet(given: unknown): ReadonlySet<string> | string {
  const list: ReadonlyArray<unknown> = Array.isArray(given) ? given : [given];
  if (list.length === 0) return "must name at least one, or be left out";
  const addresses = new Set<string>();
  for (const [index, text] of list.entries()) {
    const address = typeof text === "string" ? plainAddress(text) : "";
    if (address === "") return `entry ${index + 1} is neither a phone number nor a sender's name`;
    addresses.add(address);
  }
  return addresses;
}

const phoneNumbers = "must be phone numbers with their country code, such as +12015550123, or short codes";

/**
 * Reads a list of recipients where each is a number. Whether the country code is there, a number does not show.
 *
 * @param given A phone number or a short code, or several.
 * @returns What to compare with, or what is wrong with it.
 */
export function numberSet(given: unknown): ReadonlySet<string> | string {
  const addresses = addressSet(given);
  if (typeof addresses === "string") {
    return Array.isArray(given) && given.length === 0 ? addresses : phoneNumbers;
  }
  return [...addresses].every((address) => /^\d+$/.test(address)) ? addresses : phoneNumbers;
}

const isKnown = (address: string | undefined): boolean => plainAddress(address ?? "") !== "";

const isIn = (addresses: ReadonlySet<string>, address: string | undefined): boolean =>
  address !== undefined && addresses.has(plainAddress(address));

/**
 * Judges a message by where it came from and went to. What is asked for and not known does not pass.
 *
 * @param filter The filter.
 * @param message The message.
 * @returns `undefined` when it passes, else why not: `other sender`, `no sender`, `other recipient`, `no recipient`.
 */
export function refusedBy(
  filter: MessageFilter,
  { from, to }: Pick<TextMessage, "from" | "to">,
): string | undefined {
  if (filter.to !== undefined && !isIn(filter.to, to)) {
    return isKnown(to) ? "other recipient" : "no recipient";
  }
  if (filter.from !== undefined && !isIn(filter.from, from)) {
    return isKnown(from) ? "other sender" : "no sender";
  }
  return undefined;
}

const meet = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean =>
  one === undefined || other === undefined || [...one].some((address) => other.has(address));

/**
 * Whether one message could pass both filters.
 *
 * @param one A filter.
 * @param other Another one.
 * @returns Whether they overlap.
 */
export function overlaps(one: MessageFilter, other: MessageFilter): boolean {
  return meet(one.to, other.to) && meet(one.from, other.from);
}
