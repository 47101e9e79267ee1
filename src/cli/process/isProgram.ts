/**
 * Whether a program can be run.
 *
 * @module
 */
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import { missingPermission } from "./permissions.ts";

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    if (missingPermission(error) !== undefined) throw error;
    return false;
  }
};

/**
 * Looks where the system would look: a name without a slash along `PATH`.
 *
 * @param program The program.
 * @returns Whether it is there and may be run.
 * @throws Where Deno may not look.
 */
export function isProgram(program: string): boolean {
  if (/[/\\]/.test(program)) return isExecutable(program);
  // On Windows, a name has endings to be tried.
  const endings = process.platform === "win32" ? (process.env["PATHEXT"] ?? "").split(";") : [];
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) =>
    ["", ...endings].some((ending) => isExecutable(join(folder, program + ending)))
  );
}

/** What Deno is asked. */
type Needed = { readonly name: "read" } | { readonly name: "env"; readonly variable: string };

/** What is used of Deno. */
interface Deno {
  readonly permissions: { readonly querySync: (permission: Needed) => { readonly state: string } };
}

const needed: ReadonlyArray<Needed> = [
  { name: "read" },
  { name: "env", variable: "PATH" },
  { name: "env", variable: "PATHEXT" },
];

/**
 * Looks for a program as far as that asks nobody anything: on a terminal, Deno would ask for each folder of `PATH`.
 *
 * @param program The program.
 * @returns Whether it cannot be run; `false` too where Deno may not look.
 */
export function isKnownMissing(program: string): boolean {
  const deno: Deno | undefined = Reflect.get(globalThis, "Deno");
  const mayLook = deno === undefined ||
    needed.every((permission) => deno.permissions.querySync(permission).state === "granted");
  return mayLook && !isProgram(program);
}
