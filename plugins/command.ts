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
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { spawn } from "node:child_process";
import process from "node:process";
import {
  type CodeChallenge,
  type CodeProvider,
  ProviderFailed,
  type VerificationCode,
  verificationCode,
} from "../mod.ts";

/** How the program is run. */
export interface CommandOptions {
  /** Time limit of one run; default: the login's own wait for a code. A bare number is milliseconds. */
  readonly timeout?: Duration.Input | undefined;
  /** Finds the code in what the program printed; default: all of it, without blanks at its ends, is the code. */
  readonly extract?: ((output: string) => string | undefined) | undefined;
}

const provider = "command";
const outputLimitBytes = 64 * 1024;
const graceMillis = 500;

const failed = (problem: string, retryable = true): ProviderFailed =>
  new ProviderFailed({ provider, problem, retryable });

/** A login's own secrets are none of the program's business. */
const secretNames = /^AUTOSHARES_(APP_KEY|PASSWORD|PIN)(_FILE)?$/;

/**
 * Runs a program for each code that is wanted, without a shell, and takes its standard output as the code. Its standard
 * error is passed on; its standard input is empty. When the wait ends, the program is ended (`SIGTERM`, then `SIGKILL`).
 *
 * The program learns from its environment who waits: `AUTOSHARES_USERNAME`, `AUTOSHARES_BASE_URL`,
 * `AUTOSHARES_CODE_ATTEMPT` (1, then 2 after a refused code, …), `AUTOSHARES_CODE_REQUESTED_AT` (ISO 8601: when the
 * server asked; an older code is not the answer) and `AUTOSHARES_CODE_TIMEOUT` (seconds). It does not get the login's
 * password, app key or pin.
 *
 * @param argv Program and arguments.
 * @param options Time limit, and how the code stands in the output.
 * @returns The provider, named `command`. It fails with `ProviderFailed` when the program cannot be started, ends with a
 * status other than 0, takes too long, or prints nothing, too much, or something that is no code.
 */
export function command(
  argv: readonly [program: string, ...args: ReadonlyArray<string>],
  options: CommandOptions = {},
): CodeProvider {
  const next = (challenge: CodeChallenge): Effect.Effect<VerificationCode, ProviderFailed> => {
    const limit = options.timeout ?? Duration.millis(challenge.timeoutMillis);
    return run(argv, challenge).pipe(
      Effect.timeoutOrElse({
        duration: limit,
        orElse: () => Effect.fail(failed("the program took too long")),
      }),
      Effect.flatMap((output) => codeIn(output, options.extract)),
    );
  };
  return {
    name: provider,
    arm: () => argv[0] ? Effect.succeed({ next }) : Effect.fail(failed("no program is named", false)),
  };
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

function environment(challenge: CodeChallenge): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !secretNames.test(name)) as Array<
    [string, string]
  >;
  return {
    ...Object.fromEntries(inherited),
    AUTOSHARES_USERNAME: challenge.username,
    AUTOSHARES_BASE_URL: challenge.baseUrl,
    AUTOSHARES_CODE_ATTEMPT: String(challenge.attempt),
    AUTOSHARES_CODE_REQUESTED_AT: new Date(challenge.requestedAt).toISOString(),
    AUTOSHARES_CODE_TIMEOUT: String(Math.ceil(challenge.timeoutMillis / 1000)),
  };
}

function run(
  [program, ...args]: readonly [string, ...ReadonlyArray<string>],
  challenge: CodeChallenge,
): Effect.Effect<string, ProviderFailed> {
  return Effect.callback<string, ProviderFailed>((resume) => {
    let child: ReturnType<typeof start>;
    const start = () =>
      spawn(program, args, { stdio: ["ignore", "pipe", "inherit"], env: environment(challenge) });
    try {
      child = start();
    } catch {
      return resume(Effect.fail(failed("the program cannot be started", false)));
    }
    const stdout = child.stdout;
    let output = "";
    let size = 0;
    let over = false;
    const end = (result: Effect.Effect<string, ProviderFailed>): void => {
      over = true;
      resume(result);
    };
    /** Ends the program and lets go of its output, which a grandchild may hold open. */
    const stop = (): void => {
      over = true;
      stdout.destroy();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), graceMillis);
      child.once("exit", () => clearTimeout(kill));
    };
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (!over) {
        end(Effect.fail(failed(`the program cannot be started (${error.code ?? error.name})`, false)));
      }
    });
    stdout.setEncoding("utf8").on("data", (text: string) => {
      size += text.length;
      if (size <= outputLimitBytes) {
        output += text;
      } else if (!over) {
        stop();
        resume(Effect.fail(failed(`the program printed more than ${outputLimitBytes} bytes`)));
      }
    });
    const finish = (code: number | null, signal: string | null): void => {
      if (over) return;
      stdout.destroy();
      if (code === 0) return end(Effect.succeed(output));
      end(Effect.fail(failed(
        code === null ? `the program was ended by ${signal}` : `the program ended with status ${code}`,
      )));
    };
    child.once("close", finish);
    // A program that it left running may hold its output open: what is in the pipe is read, and that is all.
    child.once("exit", (code, signal) => {
      const drained = setTimeout(() => finish(code, signal), graceMillis);
      child.once("close", () => clearTimeout(drained));
    });
    return Effect.sync(stop);
  });
}
