/**
 * Looks at a place in the file system that a setting names.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { codeOf } from "../../../plugins/file_store/fileFault.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { missingPermission } from "../process/permissions.ts";

/**
 * Runs a look, and words its failure.
 *
 * @param setting What names the place, for the error.
 * @param problem What is wrong where it cannot be looked at; the system's code follows.
 * @param look Looks; it may throw.
 * @returns What it gives, or `InvalidConfiguration`, which names Deno's flag where a permission is missing.
 */
export function lookAt<A>(
  setting: string,
  problem: string,
  look: () => A,
): Effect.Effect<A, InvalidConfiguration> {
  return Effect.try({
    try: look,
    catch: (error) =>
      missingPermission(error) ??
        new InvalidConfiguration({ setting, problem: `${problem} (${codeOf(error) ?? "unreadable"})` }),
  });
}
