/**
 * Settings as lines of a settings file.
 *
 * @module
 */
import { parseSettingsFile } from "../../settings/settingsFile.ts";

/** Needs no quotes, whoever reads it. */
const plain = /^[\w./:@+,-]+$/;

/** Without quotes, one at the beginning would begin a quoted value, and a number sign a comment. */
const bare = /^[^\s'"`#](?:[^#\n]*[^\s#])?$/;

const quotes = ["'", "`", '"'] as const;

/** Whether the line says just that, whatever stands around it. */
function says(line: string, name: string, value: string): boolean {
  const file = parseSettingsFile(`BEFORE='1'\n[a]\nABOVE="1"\n${line}\n[b]\nAFTER=\`2\`\n`);
  if ("badLine" in file) return false;
  const { ABOVE, [name]: read, ...others } = file.profiles.get("a") ?? {};
  return ABOVE === "1" && read === value && Object.keys(others).length === 0 &&
    file.profiles.get("b")?.["AFTER"] === "2";
}

/**
 * Writes a setting so that a settings file gives back what it was, letter by letter. `parseEnv` of `node:util` knows three
 * kinds of quotes and no way to write one within its own kind.
 *
 * @param name The variable.
 * @param value Its value.
 * @returns The line, without its end; nothing for a value that no line can hold: one with all three kinds of quotes and a
 * number sign, or blanks at an end.
 */
export function settingLine(name: string, value: string): string | undefined {
  const forms = [
    ...(plain.test(value) ? [value] : []),
    ...quotes.filter((quote) => !value.includes(quote)).map((quote) => `${quote}${value}${quote}`),
    ...(bare.test(value) ? [value] : []),
  ];
  return forms.map((form) => `${name}=${form}`).find((line) => says(line, name, value));
}
