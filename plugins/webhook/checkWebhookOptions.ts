/**
 * The options that all webhooks have.
 *
 * @module
 */
import { InvalidConfiguration } from "../../mod.ts";

/**
 * Checks them.
 *
 * @param plugin The plugin's name, with which the setting's name begins.
 * @param options The options; plain JavaScript may give anything.
 * @throws {InvalidConfiguration} Where one cannot be used.
 */
export function checkWebhookOptions(
  plugin: string,
  { path, log }: { readonly path?: unknown; readonly log?: unknown },
): void {
  const check = (setting: string, works: boolean, problem: string): void => {
    if (!works) throw new InvalidConfiguration({ setting: `${plugin} ${setting}`, problem });
  };
  check(
    "path",
    path === undefined || (typeof path === "string" && /^\/[^?#\s]*$/.test(path)),
    "must begin with a slash",
  );
  check("log", log === undefined || typeof log === "function", "must be a function");
}
