/**
 * Packages that only some commands need, and that an installation may lack.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../AuthError.ts";
import { missingPermission } from "./process/permissions.ts";

/** The name of a package. */
export type OptionalPackage =
  | "@redis/client"
  | "imapflow"
  | "postal-mime"
  | "html-to-text"
  | "oauth4webapi"
  | "mailauth"
  | "twilio"
  | "srvx"
  | "standardwebhooks";

/** Spelled out, so that every tool that resolves imports sees them. */
const packages: { readonly [Name in OptionalPackage]: () => Promise<unknown> } = {
  "@redis/client": () => import("@redis/client"),
  "imapflow": () => import("imapflow"),
  "postal-mime": () => import("postal-mime"),
  "html-to-text": () => import("html-to-text"),
  "oauth4webapi": () => import("oauth4webapi"),
  "mailauth": () => import("mailauth/lib/dkim/verify.js"),
  "twilio": () => import("twilio/lib/webhooks/webhooks.js"),
  "srvx": () => import("srvx"),
  "standardwebhooks": () => import("standardwebhooks"),
};

/** What reading a mailbox takes. */
export const mailboxPackages: ReadonlyArray<OptionalPackage> = ["imapflow", "postal-mime", "html-to-text"];

/**
 * Looks for packages.
 *
 * @param names The packages.
 * @returns Those that cannot be loaded, or `InvalidConfiguration` where Deno does not let one do what it does when loaded.
 */
export function missingPackages(
  names: ReadonlyArray<OptionalPackage>,
): Effect.Effect<ReadonlyArray<OptionalPackage>, InvalidConfiguration> {
  const loads = (name: OptionalPackage) =>
    Effect.flatMap(
      Effect.promise(() => packages[name]().then(() => true, (error) => missingPermission(error) ?? false)),
      (loaded) => typeof loaded === "boolean" ? Effect.succeed(loaded) : Effect.fail(loaded),
    );
  return Effect.map(
    Effect.forEach(names, loads, { concurrency: "unbounded" }),
    (loaded) => names.filter((_, i) => !loaded[i]),
  );
}

/**
 * The error of packages that are not there.
 *
 * @param what What needs them.
 * @param names The packages.
 * @returns `InvalidConfiguration` with the line that installs them.
 */
export function notInstalled(what: string, names: ReadonlyArray<string>): InvalidConfiguration {
  const those = names.length === 1 ? "a package that is" : "packages that are";
  const install = "Deno" in globalThis
    // In a folder without node_modules, Deno fetches what it needs by itself.
    ? `run “deno add ${
      names.map((name) => `npm:${name}`).join(" ")
    }” first (or from JSR, see that npm's registry ` +
      "can be reached)"
    : `run “npm install ${
      names.join(" ")
    }” first, where autoshares-auth is installed (with --global if it is)`;
  return new InvalidConfiguration({ setting: what, problem: `needs ${those} not installed: ${install}` });
}

/**
 * Makes sure that packages are there.
 *
 * @param what What needs them, for the error.
 * @param names The packages.
 * @returns Nothing, or `InvalidConfiguration` where one is missing.
 */
export function requirePackages(
  what: string,
  names: ReadonlyArray<OptionalPackage>,
): Effect.Effect<void, InvalidConfiguration> {
  return Effect.flatMap(
    missingPackages(names),
    (missing) => missing.length === 0 ? Effect.void : Effect.fail(notInstalled(what, missing)),
  );
}

/**
 * Loads a module of ours that imports packages which may be missing.
 *
 * @param what What needs it, for the error.
 * @param names The packages.
 * @param load Imports the module.
 * @returns The module, or `InvalidConfiguration` where a package is missing.
 */
export function loadWith<A>(
  what: string,
  names: ReadonlyArray<OptionalPackage>,
  load: () => Promise<A>,
): Effect.Effect<A, InvalidConfiguration> {
  return Effect.andThen(requirePackages(what, names), Effect.promise(load));
}
