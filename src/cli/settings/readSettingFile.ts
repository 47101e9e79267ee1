/**
 * Small files that settings name.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { codeOf } from "../../../plugins/file_store/fileFault.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { missingPermission } from "../process/permissions.ts";
import { invalid } from "./invalid.ts";

const longestFileBytes = 64 * 1024;
const longestRead = "60 seconds";

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Reads a file, or a pipe without waiting for its writer in a call that nothing could interrupt. */
async function readUpTo(path: string, limit: number, signal: AbortSignal): Promise<string | undefined> {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    // A named pipe gives "the end" before its writer has opened it.
    const isPipe = fstatSync(file).isFIFO();
    const bytes = new Uint8Array(limit + 1);
    let size = 0;
    while (size <= limit) {
      signal.throwIfAborted();
      try {
        const count = readSync(file, bytes, size, bytes.length - size, null);
        if (count === 0 && !(isPipe && size === 0)) return new TextDecoder().decode(bytes.subarray(0, size));
        size += count;
        if (count === 0) await pause();
      } catch (error) {
        if (codeOf(error) !== "EAGAIN") throw error;
        await pause();
      }
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a small text file that a setting names.
 *
 * @param setting The setting, for the error.
 * @param path The file.
 * @returns Its text, or `InvalidConfiguration` where it cannot be read or is over 64 KiB.
 */
export function readSettingFile(setting: string, path: string): Effect.Effect<string, InvalidConfiguration> {
  const unread = (why: unknown) =>
    new InvalidConfiguration({ setting, problem: `names a file that cannot be read (${why})` });
  return Effect.tryPromise({
    try: (signal) => readUpTo(path, longestFileBytes, signal),
    catch: (error) =>
      missingPermission(error) === undefined
        ? unread(codeOf(error) ?? "unreadable")
        : new InvalidConfiguration({
          setting,
          problem: "names a file that Deno may not read: run it with --allow-read",
        }),
  }).pipe(
    // A pipe may have nobody at its other end.
    Effect.timeoutOrElse({ duration: longestRead, orElse: () => Effect.fail(unread("it gives nothing")) }),
    Effect.flatMap((text) =>
      text === undefined
        ? invalid(setting, `names a file over ${longestFileBytes} bytes`)
        : Effect.succeed(text)
    ),
  );
}

/**
 * A secret from a file, as Docker and Kubernetes hand it over; one line end at its end is not part of it.
 *
 * @param setting The setting, for the error.
 * @param path The file.
 * @returns The secret, or `InvalidConfiguration` where the file cannot be read or is empty.
 */
export function readSecretFile(
  setting: string,
  path: string,
): Effect.Effect<Redacted.Redacted<string>, InvalidConfiguration> {
  return Effect.flatMap(readSettingFile(setting, path), (text) => {
    const secret = text.replace(/\r?\n$/, "");
    return secret === "" ? invalid(setting, "names an empty file") : Effect.succeed(Redacted.make(secret));
  });
}
