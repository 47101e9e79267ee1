/**
 * Where the usual settings file is. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import process from "node:process";

/**
 * The settings file that is read where no other is named: `autoshares-auth/settings.env` in `$XDG_CONFIG_HOME`, where
 * that is absolute, else in `~/.config` (XDG Base Directory Specification); on Windows in `%APPDATA%`.
 *
 * @returns Its path, whether it exists or not; nothing where the home of this user is not known, or Deno may not tell.
 */
export function settingsPath(): string | undefined {
  try {
    const variable = process.platform === "win32" ? "APPDATA" : "XDG_CONFIG_HOME";
    const named = process.env[variable];
    const folder = named !== undefined && isAbsolute(named)
      ? named
      : join(process.env["HOME"] || homedir(), ".config");
    return join(folder, "autoshares-auth", "settings.env");
  } catch {
    return undefined;
  }
}
