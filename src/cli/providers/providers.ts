/**
 * Code providers by their names on the command line.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { command } from "../../../plugins/command.ts";
import { stdin, stdinKind } from "../../../plugins/stdin.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { extractCode } from "../../CodeExtractor.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import { firstOf } from "../../firstOf.ts";
import { codePattern } from "../settings/codePattern.ts";
import { commandWords } from "../settings/commandWords.ts";
import { editDistance } from "../settings/editDistance.ts";
import { imapProvider } from "./imapProvider.ts";
import { isKnownMissing } from "../process/isProgram.ts";
import { requirePermission } from "../process/permissions.ts";
import { invalid, needed } from "../settings/invalid.ts";
import { itemsIn } from "../settings/listOf.ts";
import type { Settings } from "../settings/Settings.ts";
import { twilioMessagesProvider } from "./twilioMessagesProvider.ts";
import { mailboxSettingNames, smsSettingNames, webPromptSettingNames } from "../settings/variables.ts";
import { twilioWebhookProvider, webhookProvider } from "./webhookProviders.ts";
import { webPromptProvider } from "./webPromptProvider.ts";

/** A provider that the settings describe. */
export interface ChosenProvider {
  readonly provider: CodeProvider;
  /** Where it looks, for people. */
  readonly where: string;
}

type FromSettings = (settings: Settings) => Effect.Effect<ChosenProvider, InvalidConfiguration>;

const known: Readonly<Record<string, FromSettings>> = {
  stdin: () => Effect.succeed({ provider: stdin(), where: "standard input" }),
  command: (settings) =>
    Effect.gen(function* () {
      const argv = yield* codeCommand(settings);
      const pattern = yield* codePattern(settings);
      yield* requirePermission({ name: "run", command: argv[0] });
      // Otherwise it would be found out when the broker has sent a code.
      if (isKnownMissing(argv[0])) {
        return yield* invalid(
          "AUTOSHARES_CODE_COMMAND",
          "names a program that is not there, or may not be run",
        );
      }
      const extract = pattern && ((output: string) => extractCode(output, { pattern }));
      return { provider: command(argv, { extract }), where: `the output of ${argv[0]}` };
    }),
  imap: imapProvider,
  "twilio-webhook": twilioWebhookProvider,
  "twilio-messages": twilioMessagesProvider,
  webhook: webhookProvider,
  "web-prompt": webPromptProvider,
};

/** The nearest by spelling, else those that begin so (`twilio`). */
function nearestNames(name: string): ReadonlyArray<string> {
  const distances = Object.keys(known).map((each) => [each, editDistance(name, each)] as const);
  const least = Math.min(...distances.map(([, distance]) => distance));
  // Of a short name, two changes would make any other.
  return least <= 2 && least < name.length / 2
    ? distances.filter(([, distance]) => distance === least).map(([each]) => each)
    : Object.keys(known).filter((each) => each.startsWith(name));
}

/**
 * The program that gives codes, `AUTOSHARES_CODE_COMMAND`.
 *
 * @param settings The settings.
 * @returns Program and arguments, or `InvalidConfiguration`.
 */
export function codeCommand(
  settings: Settings,
): Effect.Effect<readonly [string, ...ReadonlyArray<string>], InvalidConfiguration> {
  const line = settings.text("AUTOSHARES_CODE_COMMAND");
  if (line === undefined) {
    return needed("AUTOSHARES_CODE_COMMAND", "command");
  }
  const [program, ...args] = commandWords(line) ?? [];
  return program
    ? Effect.succeed([program, ...args])
    : invalid("AUTOSHARES_CODE_COMMAND", "is not a command line (is a quote open?)");
}

/**
 * Which providers the settings name. Where none is named: `imap` where a mailbox is set (`AUTOSHARES_IMAP_HOST`), else
 * `stdin` where somebody or something is there to answer, else none, so that accounts without two-factor authentication
 * log in unattended.
 *
 * @param flag What `--provider` says, names separated by commas, in capitals or not.
 * @param settings The settings.
 * @returns The names, or `InvalidConfiguration` where one is not known, two would listen on one address, or a mailbox
 * is set without its host, or a webhook or web prompt without its provider.
 */
export function providerNames(
  flag: string | undefined,
  settings: Settings,
): Effect.Effect<ReadonlyArray<string>, InvalidConfiguration> {
  const names = flag || settings.text("AUTOSHARES_PROVIDER");
  if (names === undefined) {
    // Where it went on without them, the broker would send a code that nobody reads.
    const sms = smsSettingNames.find((name) => settings.text(name) !== undefined);
    if (sms !== undefined) {
      return invalid(
        sms,
        "is set, but no provider is named that reads it (AUTOSHARES_PROVIDER: twilio-webhook, twilio-messages or webhook)",
      );
    }
    const prompt = webPromptSettingNames.find((name) => settings.text(name) !== undefined);
    if (prompt !== undefined) {
      return invalid(
        prompt,
        "is set, but no provider is named that reads it (AUTOSHARES_PROVIDER: web-prompt)",
      );
    }
    if (settings.text("AUTOSHARES_IMAP_HOST") !== undefined) return Effect.succeed(["imap"]);
    const stray = mailboxSettingNames.find((name) => settings.text(name) !== undefined);
    if (stray !== undefined) {
      return invalid(
        stray,
        "is set, but AUTOSHARES_IMAP_HOST is not, and no provider is named (AUTOSHARES_PROVIDER)",
      );
    }
    return Effect.succeed(stdinKind() === "nothing" ? [] : ["stdin"]);
  }
  const wanted = [...new Set(itemsIn(names.toLowerCase()))];
  const unknown = wanted.find((name) => !Object.hasOwn(known, name));
  const setting = flag ? "--provider" : "AUTOSHARES_PROVIDER";
  if (unknown !== undefined || wanted.length === 0) {
    const meant = unknown === undefined ? [] : nearestNames(unknown);
    const question = meant.length === 0 ? "" : ` (did you mean ${meant.join(" or ")}?)`;
    return invalid(setting, `names no known provider${question}; known are ${Object.keys(known).join(", ")}`);
  }
  return wanted.includes("twilio-webhook") && wanted.includes("webhook")
    ? invalid(
      setting,
      "names twilio-webhook and webhook, which cannot both listen on AUTOSHARES_WEBHOOK_LISTEN",
    )
    : Effect.succeed(wanted);
}

/**
 * The provider that the settings describe; several race.
 *
 * @param flag What `--provider` says.
 * @param settings The settings.
 * @returns The provider, nothing where none is named and nobody could answer, or `InvalidConfiguration` for an unknown
 * name or an incomplete setting.
 */
export function providerFromSettings(
  flag: string | undefined,
  settings: Settings,
): Effect.Effect<ChosenProvider | undefined, InvalidConfiguration> {
  return Effect.gen(function* () {
    const names = yield* providerNames(flag, settings);
    const [first, ...others] = yield* Effect.forEach(names, (name) => known[name]!(settings));
    if (first === undefined || others.length === 0) return first;
    return {
      provider: firstOf(first.provider, ...others.map(({ provider }) => provider)),
      where: [first, ...others].map(({ where }) => where).join(" and "),
    };
  });
}
