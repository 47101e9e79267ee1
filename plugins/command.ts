/**
 * A code provider that runs a program: what it prints is the code.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { command } from "@autoshares/auth/command";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: command(["/usr/local/bin/broker-code", "--wait"]),
 * });
 * ```
 *
 * @module
 */
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import {
  type CodeChallenge,
  type CodeProvider,
  InvalidConfiguration,
  ProviderFailed,
  type VerificationCode,
  verificationCode,
} from "../mod.ts";
import { programEnvironment } from "./command/environment.ts";
import { checkNames } from "./internal/checkNames.ts";
import { timerMillisOf } from "./internal/millisOf.ts";

/** How the program is run. */
export interface CommandOptions {
  /** Time limit of one run, shorter than the login's own wait for a code. A bare number is milliseconds. */
  readonly timeout?: Duration.Input | undefined;
  /** Finds the code in what the program printed; default: all of it, without blanks at its ends, is the code. */
  readonly extract?: ((output: string) => string | undefined) | undefined;
}

const provider = "command";
const outputLimitBytes = 64 * 1024;
/** How long a program's open output is still read once it has ended. */
const graceMillis = 500;
/** How long a program has between `SIGTERM` and `SIGKILL`; an interrupted login waits less than a second in all. */
const termMillis = 150;
/** Windows has no process groups of this kind. */
const ownGroup = process.platform !== "win32";

const failed = (problem: string, retryable = true): ProviderFailed =>
  new ProviderFailed({ provider, problem, retryable });

/**
 * Runs a program for each code that is wanted, without a shell, and takes its standard output as the code. Its standard
 * error is passed on; its standard input is empty. It has no terminal. When the wait ends without a code, the program and what it has started are ended (`SIGTERM`, then `SIGKILL`).
 *
 * The program learns from its environment who waits: `AUTOSHARES_USERNAME`, `AUTOSHARES_BASE_URL`,
 * `AUTOSHARES_CODE_ATTEMPT` (1, then 2 after a refused code, …), `AUTOSHARES_CODE_REQUESTED_AT` (ISO 8601: when the
 * server asked; an older code is not the answer) and `AUTOSHARES_CODE_TIMEOUT` (seconds). It does not get the login's
 * password, app key or pin, nor another secret in a variable `AUTOSHARES_…`; those of other names it inherits, for it may
 * need them to fetch the code.
 *
 * @param argv Program and arguments.
 * @param options Time limit, and how the code stands in the output.
 * @returns The provider, named `command`. It fails with `ProviderFailed` when the program cannot be started, ends with a
 * status other than 0, takes too long, or prints nothing, too much, or something that is no code.
 * @throws {InvalidConfiguration} At once, where an option cannot be used.
 */
export function command(
  argv: readonly [program: string, ...args: ReadonlyArray<string>],
  options: CommandOptions = {},
): CodeProvider {
  checkNames(provider, options, { timeout: true, extract: true });
  const { timeout, extract } = options;
  const limitMillis = timeout === undefined ? undefined : timerMillisOf(`${provider} timeout`, timeout);
  if (extract !== undefined && typeof extract !== "function") {
    throw new InvalidConfiguration({ setting: `${provider} extract`, problem: "must be a function" });
  }
  const next = (challenge: CodeChallenge): Effect.Effect<VerificationCode, ProviderFailed> => {
    const output = run(argv, challenge);
    const inTime = limitMillis === undefined ? output : limited(output, limitMillis);
    return Effect.flatMap(inTime, (text) => codeIn(text, extract));
  };
  return {
    name: provider,
    arm: () => argv[0] ? Effect.succeed({ next }) : Effect.fail(failed("no program is named", false)),
  };
}

/** The login's own wait ends a program too, with an error that says more: a limit of its own is for a shorter one. */
function limited(output: Effect.Effect<string, ProviderFailed>, limitMillis: number) {
  return Effect.timeoutOrElse(output, {
    duration: limitMillis,
    orElse: () => Effect.fail(failed("the program took too long")),
  });
}

function codeIn(
  output: string,
  extract: ((output: string) => string | undefined) | undefined,
): Effect.Effect<VerificationCode, ProviderFailed> {
  if (output.trim() === "") return Effect.fail(failed("the program printed nothing"));
  if (extract === undefined) return verificationCode(provider, output);
  const code = extract(output);
  return code === undefined
    ? Effect.fail(failed("the program printed a text without a code"))
    : verificationCode(provider, code);
}

function run(
  [program, ...args]: readonly [string, ...ReadonlyArray<string>],
  challenge: CodeChallenge,
): Effect.Effect<string, ProviderFailed> {
  return Effect.callback<string, ProviderFailed>((resume) => {
    const start = () =>
      spawn(program, args, {
        stdio: ["ignore", "pipe", "inherit"],
        env: programEnvironment(challenge),
        // A group of its own, so that what the program has started ends with it.
        detached: ownGroup,
      });
    let child: ReturnType<typeof start>;
    try {
      child = start();
    } catch {
      return resume(Effect.fail(failed("the program cannot be started", false)));
    }
    // A process that ends in haste, by a second Ctrl-C, takes the program with it.
    const last = (): void => signalGroup(child, "SIGKILL");
    process.once("exit", last);
    child.once("exit", () => process.off("exit", last)).once("error", () => process.off("exit", last));
    const stdout = child.stdout;
    const chunks: Array<Buffer> = [];
    let size = 0;
    let over = false;
    const finish = (result: Effect.Effect<string, ProviderFailed>): void => {
      if (over) return;
      over = true;
      stdout.destroy();
      resume(result);
    };
    const exited = (code: number | null, signal: string | null): void => {
      if (code === 0) return finish(Effect.succeed(Buffer.concat(chunks).toString("utf8")));
      const how = code === null ? `was ended by ${signal}` : `ended with status ${code}`;
      finish(Effect.fail(failed(`the program ${how}`)));
    };
    child.once("error", (error: Error & { readonly code?: string }) => {
      finish(Effect.fail(failed(`the program cannot be started (${error.code ?? error.name})`, false)));
    });
    stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= outputLimitBytes) return void chunks.push(chunk);
      const tooMuch = failed(`the program printed more than ${outputLimitBytes} bytes`);
      finish(Effect.andThen(ended(child), Effect.fail(tooMuch)));
    });
    child.once("close", exited);
    // A program that it left running may hold its output open: what is in the pipe is read, and that is all.
    child.once("exit", (code, signal) => {
      const drained = setTimeout(() => exited(code, signal), graceMillis);
      child.once("close", () => clearTimeout(drained));
    });
    return Effect.suspend(() => {
      over = true;
      stdout.destroy();
      return ended(child);
    });
  });
}

function signalGroup({ pid }: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(ownGroup ? -pid : pid, signal);
  } catch {
    // It is gone already.
  }
}

/** Ends a program and what it has started: `SIGTERM`, then `SIGKILL`; done when it is gone. */
function ended(child: ChildProcess): Effect.Effect<void> {
  return Effect.callback<void>((resume) => {
    const killRest = (): void => {
      // Without a group, there is only the program itself, and it is gone.
      if (ownGroup) signalGroup(child, "SIGKILL");
      resume(Effect.void);
    };
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return killRest();
    const kill = setTimeout(() => signalGroup(child, "SIGKILL"), termMillis);
    child.once("exit", () => {
      clearTimeout(kill);
      killRest();
    });
    signalGroup(child, "SIGTERM");
  });
}
