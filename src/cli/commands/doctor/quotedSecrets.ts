/**
 * Quotes that have become part of a secret: `docker --env-file` hands values over as they are written.
 *
 * @module
 */
import type { Variables } from "../../settings/settingsFile.ts";
import { secretNames } from "../../settings/variables.ts";
import type { Finding } from "./Finding.ts";

function valueOf(variables: Variables, name: string): string {
  try {
    return variables[name] ?? "";
  } catch {
    return ""; // Deno may not let it be read.
  }
}

/**
 * Looks for secrets that begin and end with the same quote.
 *
 * @param environment The environment. In a settings file, quotes are no part of a value.
 * @returns A warning for each.
 */
export function quotedSecrets(environment: Variables): ReadonlyArray<Finding> {
  return secretNames.filter((name) => /^(["'`]).*\1$/s.test(valueOf(environment, name))).map((name) => ({
    level: "warn",
    check: "settings",
    found: `${name} in the environment begins and ends with quotes, which are sent as part of it`,
    advice: "leave them out; “docker --env-file” takes them as they are",
  }));
}
