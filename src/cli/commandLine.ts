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
import { demoCommand } from "./demo.ts";
import { doctorCommand } from "./doctor.ts";
import { EndedBy } from "./EndedBy.ts";
import { endLike } from "./endLike.ts";
import { execCommand } from "./exec.ts";
import { extractCommand } from "./extract.ts";
import { initCommand } from "./init.ts";
import { internalErrorLine } from "./internalError.ts";
import { listenCommand } from "./listen.ts";
import { loginCommand } from "./login.ts";
import { logoutCommand } from "./logout.ts";
import { mistakeLine } from "./mistakeLine.ts";
import { NoProviderNamed } from "./NoProviderNamed.ts";
import { lastLineOf } from "./optionsAsVariables.ts";
import { missingPermission } from "./permissions.ts";
import { proxyCommand } from "./proxy.ts";
import { requestCommand } from "./request.ts";
import { resetCommand } from "./reset.ts";
import { placed, SettingPlaces } from "./SettingPlaces.ts";
import { simulateCommand } from "./simulate.ts";
import { statusCommand } from "./status.ts";
import { tokenCommand } from "./token.ts";
import { canColor, note } from "./terminal.ts";

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

/** `--env-file` alone means `.env`; what stands after `--` is another program's. */
function withEnvFileDefault(args: ReadonlyArray<string>): ReadonlyArray<string> {
  const end = args.indexOf("--");
  return args.flatMap((arg, i) =>
    arg === "--env-file" && (end < 0 || i < end) && /^(-|$)/.test(args[i + 1] ?? "") ? [arg, ".env"] : [arg]
  );
}

/** The exit code and the last line of stderr for a failure. */
async function report(cause: Cause.Cause<unknown>, placed: (variable: string) => string): Promise<number> {
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
    note(`autoshares-auth: ${lastLineOf(error, placed)}`);
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
    yield* Command.runWith(root, { version })(withEnvFileDefault(args)).pipe(
      Effect.provideService(CliOutput.Presenter, present),
    );
  }).pipe(Effect.provide(services), Effect.provideService(SettingPlaces, seen));
  const exit = await Effect.runPromiseExit(program, { signal: interruption.signal });
  for (const signal of signals) process.off(signal, interrupt);
  return Exit.isSuccess(exit) ? 0 : await report(exit.cause, (variable) => placed(variable, seen, args));
}
