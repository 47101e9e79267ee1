/**
 * What Deno lets the command line do. Node has no say in it.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";
import { type HostPort, hostPortText } from "../settings/hostPort.ts";

/** What is asked of Deno, in its own words. */
export type Permission =
  | { readonly name: "net"; readonly host: string }
  | { readonly name: "run"; readonly command: string }
  | { readonly name: "read" | "write"; readonly path: string }
  | { readonly name: "sys"; readonly kind: "hostname" | "uid" };

interface Permissions {
  readonly request: (permission: Permission) => Promise<{ readonly state: string }>;
}

const setting = "Deno";

const lacking = (flag: string, what: string): InvalidConfiguration =>
  new InvalidConfiguration({ setting, problem: `may not ${what}: run it with ${flag}` });

/** By the name of Deno's flag. The item is shown where it can be no secret. */
const words: Readonly<Record<string, (item: string | undefined) => InvalidConfiguration>> = {
  env: (name) =>
    lacking("--allow-env", `read environment variables${name === undefined ? "" : ` (${name})`}`),
  sys: (kind) => lacking(`--allow-sys${kind === undefined ? "" : `=${kind}`}`, "ask about this machine"),
  net: () => lacking("--allow-net", "use the network"),
  read: () => lacking("--allow-read", "read files"),
  write: () => lacking("--allow-write", "write files"),
  run: () => lacking("--allow-run", "run programs"),
};

/**
 * Reads the missing permission out of an error.
 *
 * @param error Anything that was thrown.
 * @returns `InvalidConfiguration` that names Deno's flag, or nothing for another error.
 */
export function missingPermission(error: unknown): InvalidConfiguration | undefined {
  if (!(error instanceof Error) || error.name !== "NotCapable") return undefined;
  const [, kind = "", item] = /^Requires (\w+) access(?: to "(\w{1,80})")?/.exec(error.message) ?? [];
  return Object.hasOwn(words, kind)
    ? words[kind]!(item)
    : new InvalidConfiguration({ setting, problem: "lacks a permission: run it with -A" });
}

function denied(permission: Permission, use: string | undefined): InvalidConfiguration {
  switch (permission.name) {
    case "net":
      return lacking(`--allow-net=${permission.host}`, `${use ?? "connect to"} ${permission.host}`);
    case "run":
      return lacking("--allow-run", use ?? "run the program of AUTOSHARES_CODE_COMMAND");
    case "sys":
      return words["sys"]!(permission.kind);
    default:
      return lacking(
        `--allow-${permission.name}=${permission.path}`,
        `${permission.name} ${permission.path}`,
      );
  }
}

/**
 * Asks Deno for a permission, which asks the user where there is a terminal; done at once under Node. For what would fail
 * in the middle of a login, or in a way that tells nothing.
 *
 * @param permission What is needed.
 * @param use What the network is needed for, in words before the address; or what would be run.
 * @returns Nothing, or `InvalidConfiguration` that names Deno's flag.
 */
export function requirePermission(
  permission: Permission,
  use?: string,
): Effect.Effect<void, InvalidConfiguration> {
  const deno: { readonly permissions: Permissions } | undefined = Reflect.get(globalThis, "Deno");
  if (deno === undefined) return Effect.void;
  return Effect.flatMap(
    Effect.promise(() => deno.permissions.request(permission)),
    ({ state }) => {
      if (state === "granted") return Effect.void;
      return Effect.fail(denied(permission, use));
    },
  );
}

/**
 * Asks for the permission to connect to a server.
 *
 * @param url The server's address, already checked.
 * @param usualPort The port where the address names none; default that of its scheme.
 * @returns Nothing, or `InvalidConfiguration`.
 */
export function mayConnect(url: string, usualPort?: number): Effect.Effect<void, InvalidConfiguration> {
  const { host, protocol, port } = new URL(url);
  const fullHost = port === "" ? `${host}:${usualPort ?? (protocol === "https:" ? 443 : 80)}` : host;
  return requirePermission({ name: "net", host: fullHost });
}

/**
 * Asks for the permission to listen.
 *
 * @param address Where.
 * @returns Nothing, or `InvalidConfiguration`.
 */
export function mayListen(address: HostPort): Effect.Effect<void, InvalidConfiguration> {
  return requirePermission({ name: "net", host: hostPortText(address) }, "listen on");
}

/**
 * Asks for the permissions to keep records in files.
 *
 * @param folder The folder that they are in.
 * @returns Nothing, or `InvalidConfiguration`.
 */
export function mayKeepRecords(folder: string): Effect.Effect<void, InvalidConfiguration> {
  const permissions: ReadonlyArray<Permission> = [
    { name: "read", path: folder },
    { name: "write", path: folder },
    { name: "sys", kind: "uid" },
  ];
  return Effect.forEach(permissions, (permission) => requirePermission(permission), { discard: true });
}
