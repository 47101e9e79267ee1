/**
 * The flags that say whose records a command is about. Plain code: the command line's short way uses it too.
 *
 * @module
 */

/** Their names; each has a value. */
export const userFlags: ReadonlySet<string> = new Set([
  "--base-url",
  "--app-key-file",
  "--username",
  "--settings-file",
  "--env-file",
  "--profile",
]);
