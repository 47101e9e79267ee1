/**
 * All commands.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as FileSystem from "effect/FileSystem";
import * as Layer from "effect/Layer";
import * as Path from "effect/Path";
import * as Stdio from "effect/Stdio";
import * as Terminal from "effect/Terminal";
import { CliConfig, CliError, CliOutput, Command, GlobalFlag } from "effect/cli";
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner";
import process from "node:process";
import { isAuthError } from "../AuthError.ts";
import { authErrorTable } from "../AuthErrorTable.ts";
import { version } from "../version.ts";
import { LoginRateExceeded } from "../../plugins/rate_limit.ts";
import { CommandFailed } from "./CommandFailed.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { EndedBy } from "./process/EndedBy.ts";
import { endLike } from "./process/endLike.ts";
import { execCommand } from "./commands/exec.ts";
import { extractCommand } from "./commands/extract.ts";
import { initCommand } from "./commands/init.ts";
import { internalErrorLine } from "./internalError.ts";
import { listenCommand } from "./commands/listen.ts";
import { loginCommand } from "./commands/login.ts";
import { logoutCommand } from "./commands/logout.ts";
import { mistakeLine } from "./mistakeLine.ts";
import { NoProviderNamed } from "./providers/NoProviderNamed.ts";
import { plainWords } from "./ownWords.ts";
import { lastLineOf } from "./settings/optionsAsVariables.ts";
import { missingPermission } from "./process/permissions.ts";
import { proxyCommand } from "./commands/proxy.ts";
import { requestCommand } from "./commands/request.ts";
import { resetCommand } from "./commands/reset.ts";
import { placed, SettingPlaces } from "./settings/SettingPlaces.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { statusCommand } from "./commands/status.ts";
import { tokenCommand } from "./commands/token.ts";
import { canColor, note } from "./process/terminal.ts";
import { whereLooked } from "./settings/whereLooked.ts";

export { giveUpStdout } from "./process/terminal.ts";

const root = Command.make("autoshares-auth").pipe(
  Command.withDescription("Log in to Autoshares Trader, verification code included"),
  Command.withSubcommands([
    tokenCommand,
    loginCommand,
    requestCommand,
    execCommand,
    proxyCommand,
    statusCommand,
    logoutCommand,
    resetCommand,
    initCommand,
    doctorCommand,
    listenCommand,
    extractCommand,
    simulateCommand,
    demoCommand,
  ]),
);

/** Help that was asked for is an answer; help after a mistake goes beside the answer. */
const presenter = Effect.map(CliOutput.Presenter, (usual): CliOutput.Presenter => ({
  present: (event) =>
    event._tag === "InvalidInvocation"
      ? Effect.sync(() => note(mistakeLine(event.errors, event.commandPath)))
      : usual.present(event),
}));

const unused = Effect.die("the command line does not use this service");

/** What effect/cli asks for and does not use here; real ones would bring a platform package of megabytes. */
const services = Layer.mergeAll(
  FileSystem.layerNoop({}),
  Path.layer,
  Stdio.layerTest({}),
  Layer.succeed(
    Terminal.Terminal,
    Terminal.make({
      columns: Effect.succeed(process.stdout.columns ?? 80),
      rows: Effect.succeed(process.stdout.rows ?? 24),
      size: unused,
      readInput: unused,
      readLine: unused,
      display: (text) => Effect.sync(() => process.stderr.write(text)),
    }),
  ),
  Layer.succeed(ChildProcessSpawner.ChildProcessSpawner, ChildProcessSpawner.make(() => unused)),
  CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
  Layer.succeed(
    CliOutput.Formatter,
    CliOutput.defaultFormatter({ colors: canColor && process.stdout.isTTY === true }),
  ),
);

/** The exit code and the last line of stderr for a failure. */
async function report(
  cause: Cause.Cause<unknown>,
  seen: SettingPlaces,
  args: ReadonlyArray<string>,
): Promise<number> {
  if (Cause.hasInterruptsOnly(cause)) {
    note("autoshares-auth: interrupted.");
    return 130;
  }
  const thrown = Cause.squash(cause);
  const error = missingPermission(thrown) ?? thrown;
  if (error instanceof EndedBy) {
    return error.signal === null ? error.exitCode : await endLike(error.signal, error.exitCode);
  }
  if (CliError.isCliError(error)) {
    return error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : 2;
  }
  if (
    isAuthError(error) ||
    error instanceof NoProviderNamed || error instanceof CommandFailed
  ) {
    const where = (variable: string) => placed(variable, seen, args);
    const looked = (variable: string) => seen.file && whereLooked(variable, seen.file);
    note(`autoshares-auth: ${lastLineOf(error, where, looked)}`);
    return error.exitCode;
  }
  if (error instanceof LoginRateExceeded) {
    note(`autoshares-auth: ${error.message}`);
    return authErrorTable.RateLimited.exitCode;
  }
  note(internalErrorLine(error));
  return 1;
}

/**
 * Runs a command to its end.
 *
 * @param args The words after the program's name.
 * @returns The exit code; answers are on stdout, everything else on stderr.
 */
export async function commandLine(args: ReadonlyArray<string>): Promise<number> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.signal.aborted ? process.exit(130) : interruption.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, interrupt);
  // Whoever writes an answer learns of a closed stdout by itself; a closed stderr must not cost the answer.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  const seen: SettingPlaces = { places: [] };
  const program = Effect.gen(function* () {
    const present = yield* presenter;
    yield* Command.runWith(root, { version })(plainWords(args)).pipe(
      Effect.provideService(CliOutput.Presenter, present),
    );
  }).pipe(Effect.provide(services), Effect.provideService(SettingPlaces, seen));
  const exit = await Effect.runPromiseExit(program, { signal: interruption.signal });
  // A signal that comes once more, just before the process ends, must not change how it ends.
  return Exit.isSuccess(exit) ? 0 : await report(exit.cause, seen, args);
}
