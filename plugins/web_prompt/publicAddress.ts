/**
 * The pages' address as the person's browser knows it.
 *
 * @module
 */
import { InvalidConfiguration } from "../../mod.ts";
import { isPrivate } from "../internal/isPrivate.ts";
import { provider } from "./promptFailed.ts";

/** Where the pages are, for a browser. */
export interface PublicAddress {
  readonly origin: string;
  /** The path before a link's id, without a slash at its end; empty where there is none. */
  readonly path: string;
  /** Whether it is https, so that cookies can be for it alone. */
  readonly isSecure: boolean;
}

/**
 * Reads an address.
 *
 * @param given The address: https, or http on a loopback name or address; without user, query and fragment.
 * @returns The address.
 * @throws {InvalidConfiguration} Where it cannot be used.
 */
export function publicAddress(given: unknown): PublicAddress {
  const fail = (problem: string): never => {
    throw new InvalidConfiguration({ setting: `${provider} publicUrl`, problem });
  };
  const text = typeof given === "string" || given instanceof URL ? String(given).trim() : "";
  if (!URL.canParse(text)) return fail("is no address, such as https://bot.example/code");
  const url = new URL(text);
  if (!isPrivate(url)) {
    fail("must be https: codes would cross the network in the clear (http is for this machine only)");
  }
  if (url.username !== "" || url.password !== "") fail("must not have a user or a password in it");
  if (url.search !== "" || url.hash !== "") fail("must end with its path: no query, no fragment");
  // A browser takes `//host` in a `Location` for another host.
  if (url.pathname.startsWith("//")) fail("must not have a path that begins with two slashes");
  return {
    origin: url.origin,
    path: url.pathname.replace(/\/+$/, ""),
    isSecure: url.protocol === "https:",
  };
}

/**
 * A link's path.
 *
 * @param address The pages' address.
 * @param id The link's id.
 * @returns The path, as the browser asks for it.
 */
export function linkPath({ path }: PublicAddress, id: string): string {
  return `${path}/${id}`;
}
