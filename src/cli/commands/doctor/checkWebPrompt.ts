/**
 * Whether the provider `web-prompt` can serve its pages, and who learns of their links.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { InvalidConfiguration, ProviderFailed } from "../../../AuthError.ts";
import { hostPortText } from "../../settings/hostPort.ts";
import { missingPackages, notInstalled } from "../../optionalPackages.ts";
import { mayListen } from "../../process/permissions.ts";
import type { Settings } from "../../settings/Settings.ts";
import {
  makeWebPrompt,
  noticeNames,
  servedPrompt,
  webPromptPackages,
} from "../../providers/webPromptProvider.ts";
import { type WebPromptSettings, webPromptSettings } from "../../settings/webPromptSettings.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";

const check = "provider web-prompt";

/** Listens; the address is free again after that. */
function tried(read: WebPromptSettings): Effect.Effect<Finding, InvalidConfiguration | ProviderFailed> {
  const listensOn = hostPortText(read.listen);
  return Effect.scoped(Effect.gen(function* () {
    const provider = yield* makeWebPrompt(read);
    yield* mayListen(read.listen);
    yield* servedPrompt(provider, read.listen);
    return {
      level: "ok",
      check,
      found: `its settings are complete, and ${listensOn} is free to listen on`,
    } as const;
  }));
}

function warnings({ publicUrl, notice, listen }: WebPromptSettings): ReadonlyArray<Finding> {
  const findings: Array<Finding> = [
    notice === undefined
      ? {
        level: "warn",
        check: "notice",
        found: "the link is written to standard error, and sent to nobody",
        advice: "set AUTOSHARES_WEB_PROMPT_NTFY_URL, …_SLACK_URL or …_TELEGRAM_TOKEN where nobody reads that",
      }
      : {
        level: "ok",
        check: "notice",
        found: `the link is sent by ${noticeNames[notice.by]} (not tried now)`,
      },
  ];
  if (publicUrl === undefined) {
    findings.push({
      level: "warn",
      check: "public address",
      found: "the page can be opened on this machine only",
      advice: "set AUTOSHARES_WEB_PROMPT_PUBLIC_URL to the https address of the proxy before it",
    });
  } else if (listen.port === 0) {
    findings.push({
      level: "warn",
      check: "public address",
      found: "it listens on another port each time (AUTOSHARES_WEB_PROMPT_LISTEN with port 0)",
      advice: "name a port that the proxy knows",
    });
  }
  return findings;
}

/**
 * Checks it. Nobody is told of anything.
 *
 * @param settings The settings.
 * @returns Package, settings and address, who learns of links, and where they lead.
 */
export function checkWebPrompt(settings: Settings): Findings {
  return Effect.gen(function* () {
    const read = yield* Effect.result(webPromptSettings(settings));
    if (Result.isFailure(read)) return [failed(check, read.failure)];
    const missing = yield* Effect.result(missingPackages(webPromptPackages));
    if (Result.isFailure(missing)) return [failed("packages", missing.failure)];
    if (missing.success.length > 0) {
      return [failed("packages", notInstalled("The provider web-prompt", missing.success))];
    }
    const trial = yield* Effect.result(tried(read.success));
    return [
      { level: "ok", check: "packages", found: "srvx is installed" },
      Result.isSuccess(trial) ? trial.success : failed(check, trial.failure),
      ...warnings(read.success),
    ];
  });
}
