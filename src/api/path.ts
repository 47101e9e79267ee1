/**
 * Paths of the API, from checked parts.
 *
 * @module
 */
import { InvalidConfiguration } from "../AuthError.ts";

const greatestId = 2 ** 31 - 1;

/**
 * Checks a number that is an id.
 *
 * @param setting What it is, for the error.
 * @param id The id.
 * @returns The id as text. Throws `InvalidConfiguration` for what is no whole number from 1 to 2,147,483,647.
 */
export function idText(setting: string, id: number): string {
  if (!Number.isInteger(id) || id < 1 || id > greatestId) {
    throw new InvalidConfiguration({ setting, problem: `is not a whole number from 1 to ${greatestId}` });
  }
  return String(id);
}

/**
 * The path of what belongs to a user.
 *
 * @param userId The user's id, or `@me`.
 * @returns `/v1.0/users/{userId}`; throws `InvalidConfiguration`.
 */
export function userPath(userId: number | "@me"): string {
  return `/v1.0/users/${userId === "@me" ? userId : idText("userId", userId)}`;
}

/**
 * The path of what belongs to an account.
 *
 * @param accountId The account's id.
 * @returns `/v1.0/accounts/{accountId}`; throws `InvalidConfiguration`.
 */
export function accountPath(accountId: number): string {
  return `/v1.0/accounts/${idText("accountId", accountId)}`;
}

/**
 * A text as one part of a path.
 *
 * @param setting What it is, for the error.
 * @param text The text.
 * @returns The text, encoded. Throws `InvalidConfiguration` for one that no path can carry as it is: empty, blank, `.`
 * and `..` (which URLs resolve, encoded or not), control characters, half a character.
 */
export function pathPart(setting: string, text: string): string {
  const usable = typeof text === "string" && text.trim() !== "" && text !== "." && text !== ".." &&
    !/\p{Cc}|\p{Cs}/u.test(text);
  if (!usable) throw new InvalidConfiguration({ setting, problem: "is nothing that a path can carry" });
  return encodeURIComponent(text);
}
