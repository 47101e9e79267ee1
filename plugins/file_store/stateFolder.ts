/**
 * Where a program keeps its state for one user. Plain code without Effect.
 *
 * @module
 */
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import process from "node:process";

/**
 * The default folder of the file store: `autoshares-auth` below the place that the operating system has for a user's
 * state. Linux and the like: `$XDG_STATE_HOME`, where it is absolute, else `~/.local/state` (XDG Base Directory
 * Specification); macOS: `~/Library/Application Support`; Windows: `%LOCALAPPDATA%`, else `AppData\Local`.
 *
 * @param environment The environment's variables; default this process's.
 * @param platform As `process.platform` has it; default this one.
 * @returns Its path. It need not exist.
 * @throws {Error} Where the operating system knows no home of this user.
 *
 * @example
 * ```ts
 * import { stateFolder } from "@autoshares/auth/file-store";
 *
 * stateFolder({ HOME: "/home/bob" }, "linux"); // /home/bob/.local/state/autoshares-auth
 * ```
 */
export function stateFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const { isAbsolute, join } = platform === "win32" ? win32 : posix;
  const home = () => (platform === "win32" ? environment["USERPROFILE"] : environment["HOME"]) || homedir();
  const place = (variable: string, ...below: ReadonlyArray<string>) => {
    const named = environment[variable];
    return named !== undefined && isAbsolute(named) ? named : join(home(), ...below);
  };
  const name = "autoshares-auth";
  if (platform === "win32") return join(place("LOCALAPPDATA", "AppData", "Local"), name);
  if (platform === "darwin") return join(home(), "Library", "Application Support", name);
  return join(place("XDG_STATE_HOME", ".local", "state"), name);
}
