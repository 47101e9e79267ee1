/**
 * Secrets and addresses of notices.
 *
 * @module
 */
import type * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../../mod.ts";
import { isPrivate } from "../../internal/isPrivate.ts";
import { visibleSecret } from "../../internal/visibleSecret.ts";
import { provider } from "../promptFailed.ts";

/** A secret, as text or wrapped. */
export type Secret = string | Redacted.Redacted<string>;

const fail = (setting: string, problem: string): never => {
  throw new InvalidConfiguration({ setting: `${provider} ${setting}`, problem });
};

/**
 * Reads a secret.
 *
 * @param setting The setting, for the error.
 * @param given What the user gave.
 * @returns The text; visible ASCII without blanks.
 * @throws {InvalidConfiguration} Where it is none; the error does not repeat it.
 */
export function secretText(setting: string, given: unknown): string {
  return visibleSecret(given) ?? fail(setting, "is missing, empty, or has blanks in it");
}

/**
 * Reads an address that may be a secret itself.
 *
 * @param setting The setting, for the error.
 * @param given What the user gave.
 * @param example What it looks like, for the error.
 * @returns The address: https, or http on this machine; without user and password, and without a path that begins with
 * two slashes.
 * @throws {InvalidConfiguration} Where it cannot be used; the error does not repeat it.
 */
export function secretUrl(setting: string, given: unknown, example: string): URL {
  const text = secretText(setting, given instanceof URL ? given.href : given);
  if (!URL.canParse(text)) return fail(setting, `is no address, such as ${example}`);
  const url = new URL(text);
  if (!isPrivate(url)) return fail(setting, "must be https (http is for this machine only)");
  if (url.username !== "" || url.password !== "") {
    return fail(setting, "must not have a user or a password in it");
  }
  // As a relative address, `//host` is another host.
  if (url.pathname.startsWith("//")) fail(setting, "must not have a path that begins with two slashes");
  return url;
}

/**
 * The same host with another path.
 *
 * @param url The address.
 * @param pathname The path.
 * @returns A new address, without query and fragment.
 */
export function withPath(url: URL, pathname: string): URL {
  const other = new URL(url);
  other.pathname = pathname;
  other.search = "";
  other.hash = "";
  return other;
}
