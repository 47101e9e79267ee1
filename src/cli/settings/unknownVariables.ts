/**
 * Variables that look like settings and are none: a misspelt one would be passed over in silence.
 *
 * @module
 */
import process from "node:process";
import { editDistance } from "./editDistance.ts";
import type { Settings } from "./Settings.ts";
import { note } from "../process/terminal.ts";
import { settingNames, toldNames } from "./variables.ts";

/** A variable that is set, and that nothing reads. */
export interface UnknownVariable {
  readonly name: string;
  /** The setting that was probably meant. */
  readonly meant: string | undefined;
}

const known: ReadonlySet<string> = new Set([...settingNames, ...toldNames]);
const longestDistance = 2;

/** Others begin with that too: `AUTOSHARE_…` and the like count as attempts at a setting. `TWILIO_…` may be other programs'. */
const looksLikeOurs = /^AUTO_?SHARES?_/i;

/** The nearest by spelling, else the shortest that goes on where this one stops ("USER" for "USERNAME"). */
function nearest(name: string): string | undefined {
  const word = name.toUpperCase();
  let found: string | undefined;
  let least = longestDistance + 1;
  for (const setting of settingNames) {
    if (Math.abs(setting.length - word.length) >= least) continue;
    const distance = editDistance(word, setting);
    if (distance < least) [found, least] = [setting, distance];
  }
  return found ??
    settingNames.filter((setting) => looksLikeOurs.test(word) && setting.startsWith(word))
      .toSorted((a, b) => a.length - b.length)[0];
}

/**
 * Finds what is spelt like a setting and is none.
 *
 * @param names Names of variables.
 * @returns Each with the setting that was probably meant: those beginning with `AUTOSHARES_` or nearly so, and those that
 * are nearly a setting. Names that cannot be shown on a line are left out.
 */
export function unknownVariables(names: Iterable<string>): ReadonlyArray<UnknownVariable> {
  const found: Array<UnknownVariable> = [];
  for (const name of new Set(names)) {
    // Windows does not tell names apart by their case.
    if (known.has(process.platform === "win32" ? name.toUpperCase() : name)) continue;
    if (!/^\w{1,80}$/.test(name)) continue;
    const meant = nearest(name);
    if (meant !== undefined || looksLikeOurs.test(name)) found.push({ name, meant });
  }
  return found;
}

/**
 * Warns of misspelt settings on stderr: of all that are nearly a setting, and of all that name the mailbox or text messages.
 *
 * @param settings The settings.
 */
export function warnOfUnknown(settings: Settings): void {
  for (const { name, meant } of unknownVariables(settings.names)) {
    if (meant === undefined && !/^AUTOSHARES_(?:IMAP|WEBHOOK|SMS|TWILIO)_/i.test(name)) continue;
    note(`autoshares-auth: ${name} is no setting${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
}
