/**
 * What the program of `exec` inherits.
 *
 * @module
 */
import process from "node:process";
import { secretNames } from "../settings/variables.ts";

/**
 * An environment without the secrets of the command line, Twilio's too, and without the profile: its section would count
 * before the variables that `exec` sets, where the program is this one again. What is the program's to have, the app key
 * say, `exec` adds afterwards.
 *
 * @param environment The environment.
 * @param platform As in `process.platform`. On Windows the names of variables have no case.
 * @returns What is left of it.
 */
export function inheritedVariables(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
): Record<string, string | undefined> {
  const left = new Set([...secretNames, "AUTOSHARES_PROFILE"]);
  const known = (name: string) => platform === "win32" ? name.toUpperCase() : name;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !left.has(known(name))));
}
