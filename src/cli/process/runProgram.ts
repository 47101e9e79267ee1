/**
 * Runs a program in this one's place: same terminal, same signals, same exit code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";
import { CommandFailed } from "../CommandFailed.ts";
import { EndedBy } from "./EndedBy.ts";
import { takeOverSignal } from "./takeOverSignal.ts";

/** What whoever runs this program may mean for the other one. */
const passedOn: ReadonlyArray<NodeJS.Signals> = process.platform === "win32"
  ? ["SIGINT", "SIGTERM", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT", "SIGWINCH"];

/**
 * A terminal sends these to both programs by itself. Who sent a signal cannot be told: one that only this program got,
 * by `kill -INT`, is not passed on either. Passed on in any case, Ctrl-C would come twice, and to many a program the second
 * one means "at once": a bot would drop what it was about to put in order.
 */
const fromTerminal: ReadonlyArray<NodeJS.Signals> = ["SIGINT", "SIGQUIT", "SIGWINCH"];

/** As a shell has it: POSIX, Shell Command Language, 2.8.2. */
const notFound = 127;
const notExecutable = 126;

/**
 * Runs it to its end. Signals to this process are passed on; where standard input, output or errors are a terminal, those
 * of its keys are not (`SIGINT`, `SIGQUIT`): they come to the program by themselves. `SIGTERM` always is.
 *
 * @param program Its name or path; no shell is between.
 * @param args Its arguments.
 * @param env Its environment.
 * @returns Nothing where its exit code is 0. Fails with `EndedBy`, its exit code or its signal; with `CommandFailed` where
 * it cannot be started, 127 where it is not found, else 126.
 */
export function runProgram(
  program: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string | undefined>>,
): Effect.Effect<void, CommandFailed | EndedBy> {
  // It is not interrupted: it gets the signal, and decides.
  return Effect.uninterruptible(Effect.callback((resume) => {
    let child: ChildProcess | undefined = undefined;
    // Before it begins: from its first moment on, a signal is the program's.
    const restore = passSignalsTo(() => child?.pid);
    child = spawn(program, args, { env, stdio: "inherit" });
    const end = (result: Effect.Effect<void, CommandFailed | EndedBy>): void => {
      restore();
      resume(result);
    };
    child.once("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      const missing = code === "ENOENT" || error.name === "NotFound";
      const problem = missing ? ": command not found" : ` cannot be run (${code ?? error.name})`;
      end(Effect.fail(new CommandFailed(missing ? notFound : notExecutable, `${program}${problem}.`)));
    });
    child.once("exit", (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      end(exitCode === 0 ? Effect.void : Effect.fail(new EndedBy(exitCode, signal)));
    });
  }));
}

/** Whether there is one: its Ctrl-C comes whatever standard input is. */
const isOnTerminal = (): boolean =>
  [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY === true);

/** From now on signals are the program's; what they meant for this one rests until the function given back is called. */
function passSignalsTo(pidOf: () => number | undefined): () => void {
  const onTerminal = isOnTerminal();
  const changes = passedOn.map((signal) =>
    takeOverSignal(signal, () => {
      const pid = pidOf();
      if (pid === undefined || onTerminal && fromTerminal.includes(signal)) return;
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended already.
      }
    })
  );
  return () => changes.forEach((undo) => undo());
}
