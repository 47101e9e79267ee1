/**
 * Options by their names.
 *
 * @module
 */
import { InvalidConfiguration } from "../../mod.ts";

/**
 * Checks that options have known names: a misspelt one would be passed over in silence.
 *
 * @param plugin The plugin's name, with which the setting's name begins.
 * @param options What the user gave; plain JavaScript may give anything.
 * @param known The names.
 * @throws {InvalidConfiguration} Names the option that is none, and not its value.
 */
export function checkNames(
  plugin: string,
  options: object,
  known: Readonly<Record<string, true>>,
): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidConfiguration({ setting: `${plugin} options`, problem: "are missing" });
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name)) continue;
    const shown = /^\w{1,40}$/.test(name) ? name : "options";
    throw new InvalidConfiguration({
      setting: `${plugin} ${shown}`,
      problem: "is no option (misspelt?)",
    });
  }
}
