/**
 * Whether codes can be had from where the settings say.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { stdinKind } from "../../../../plugins/stdin.ts";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import { codePattern } from "../../settings/codePattern.ts";
import { isProgram } from "../../process/isProgram.ts";
import { missingPermission, requirePermission } from "../../process/permissions.ts";
import { codeCommand, providerNames } from "../../providers/providers.ts";
import type { Settings } from "../../settings/Settings.ts";
import { checkMailboxSettings } from "./checkMailboxSettings.ts";
import { checkWebPrompt } from "./checkWebPrompt.ts";
import { checkWebhook } from "./checkWebhook.ts";
import { failed, type Finding, type Findings, inTime } from "./Finding.ts";
import { ignoredSettings } from "./ignoredSettings.ts";
import { redactionFindings } from "./redactionFindings.ts";

const unnamed = (): Finding => ({
  level: "ok",
  check: "provider",
  found: stdinKind() === "terminal"
    ? "none is named; on this terminal you would be asked"
    : "none is named; the code would be read from what is piped",
});

const checkStdin = (): Finding =>
  stdinKind() === "nothing"
    ? {
      level: "fail",
      check: "provider stdin",
      found: "standard input is neither a terminal nor piped",
      advice:
        "an unattended login uses imap, webhook, twilio-webhook, twilio-messages, web-prompt or command " +
        "(AUTOSHARES_PROVIDER)",
    }
    : {
      level: "ok",
      check: "provider stdin",
      found: stdinKind() === "terminal" ? "asks on this terminal" : "reads what is piped",
    };

const looked = (program: string): Effect.Effect<boolean, InvalidConfiguration> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(isProgram(program));
    } catch (error) {
      const lacking = missingPermission(error);
      return lacking === undefined ? Effect.die(error) : Effect.fail(lacking);
    }
  });

function checkCommand(settings: Settings): Findings {
  const check = "provider command";
  return Effect.gen(function* () {
    const read = yield* Effect.result(Effect.all([codeCommand(settings), codePattern(settings)]));
    if (Result.isFailure(read)) return [failed(check, read.failure)];
    const [program] = read.success[0];
    const permitted = yield* Effect.result(requirePermission({ name: "run", command: program }));
    if (Result.isFailure(permitted)) return [failed(check, permitted.failure)];
    const there = yield* Effect.result(looked(program));
    if (Result.isFailure(there)) return [failed(check, there.failure)];
    return [
      there.success ? { level: "ok", check, found: "its program is there (not run now)" } : {
        level: "fail",
        check,
        found: "the program of AUTOSHARES_CODE_COMMAND is not there, or may not be run",
        advice: "name it with its whole path",
      },
    ];
  });
}

const none: Finding = {
  level: "warn",
  check: "provider",
  found: "none, and nobody there to be asked for a code",
  advice:
    "where the account has two-factor authentication, set AUTOSHARES_PROVIDER to imap, webhook, twilio-webhook, " +
    "twilio-messages, web-prompt or command",
};

const anySender: Finding = {
  level: "warn",
  check: "messages",
  found: "AUTOSHARES_SMS_FROM is not set, so anybody's message may hold the code",
  advice: "set it to the number or name that the broker's messages come from",
};

/** What is the same for all providers of text messages. */
function checkMessages(names: ReadonlyArray<string>, settings: Settings): Findings {
  const asksApi = names.includes("twilio-messages");
  const byTwilio = asksApi || names.includes("twilio-webhook");
  if (!byTwilio && !names.includes("webhook")) return Effect.succeed([]);
  return Effect.map(
    byTwilio ? inTime("twilio", 15, redactionFindings(settings, asksApi)) : Effect.succeed([]),
    (findings) => settings.text("AUTOSHARES_SMS_FROM") === undefined ? [...findings, anySender] : findings,
  );
}

function checkOne(name: string, settings: Settings): Findings {
  switch (name) {
    case "imap":
      return inTime("mailbox", 15, checkMailboxSettings(settings));
    case "twilio-webhook":
    case "webhook":
      return inTime(name, 15, checkWebhook(name, settings));
    case "web-prompt":
      return inTime(name, 15, checkWebPrompt(settings));
    case "twilio-messages":
      return Effect.succeed([]); // The account itself tells, below.
    case "command":
      return checkCommand(settings);
    default:
      return Effect.sync(() => [checkStdin()]);
  }
}

/**
 * Checks each provider that the settings name.
 *
 * @param flag What `--provider` says.
 * @param settings The settings.
 * @returns At least a line for each.
 */
export function checkProviders(flag: string | undefined, settings: Settings): Findings {
  return Effect.gen(function* () {
    const names = yield* Effect.result(providerNames(flag, settings));
    if (Result.isFailure(names)) return [failed("provider", names.failure)];
    if (names.success.length === 0) return [none];
    const isNamed = Boolean(flag || settings.text("AUTOSHARES_PROVIDER"));
    if (names.success.join() === "stdin" && !isNamed) return [unnamed()];
    const each = names.success.map((name) => checkOne(name, settings));
    const all = [...each, checkMessages(names.success, settings)];
    const findings = yield* Effect.all(all, { concurrency: "unbounded" });
    return [...findings.flat(), ...ignoredSettings(names.success, settings)];
  });
}
