/**
 * The address that Twilio signs.
 *
 * @module
 */
import { InvalidConfiguration } from "../../mod.ts";

/** A webhook's address as the outside knows it. */
export interface PublicUrl {
  /** Its spellings that Twilio may have signed, without a fragment. */
  readonly spellings: ReadonlyArray<string>;
  /** Its path, as it arrives. */
  readonly path: string;
  /** Its query, as it arrives: empty, or from `?` on. */
  readonly search: string;
  /** For logs: without user, password and the query's values. */
  readonly shown: string;
}

/** For logs: longer addresses are cut off. */
const longestShown = 200;

function shownUrl({ origin, pathname, searchParams }: URL): string {
  const names = [...new Set(searchParams.keys())].map((name) => `${encodeURIComponent(name)}=…`);
  return `${origin}${pathname}${names.length === 0 ? "" : `?${names.join("&")}`}`.slice(0, longestShown);
}

/**
 * Reads an address.
 *
 * @param setting The setting's name, for the error.
 * @param given What is set at Twilio, letter by letter.
 * @returns The address.
 * @throws {InvalidConfiguration} Where it is none.
 */
export function publicUrl(setting: string, given: string | URL): PublicUrl {
  const text = String(given).trim().replace(/#.*$/s, "");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidConfiguration({
      setting,
      problem: "is no http or https address; it is the webhook's address as it is set at Twilio",
    });
  }
  const { pathname, search } = url;
  const withoutUser = text.replace(/^(https?:\/\/)[^/?#]*@/i, "$1");
  return {
    spellings: withoutUser === text ? [text] : [text, withoutUser],
    path: pathname,
    search,
    shown: shownUrl(url),
  };
}
