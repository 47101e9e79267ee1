/**
 * `autoshares-auth doctor`: what would keep a login from succeeding, without one.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { Command, Flag } from "effect/cli";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { CommandFailed } from "../CommandFailed.ts";
import { checkBroker } from "./doctor/checkBroker.ts";
import { checkCredentials } from "./doctor/checkCredentials.ts";
import { checkProviders } from "./doctor/checkProviders.ts";
import { checkStore } from "./doctor/checkStore.ts";
import { checkVariables } from "./doctor/checkVariables.ts";
import { inTime, line } from "./doctor/Finding.ts";
import { appKeyFile, baseUrl, envFile, profile, provider, sourceOf, username } from "../flags.ts";
import { SettingPlaces } from "../settings/SettingPlaces.ts";
import { readSettings } from "../settings/Settings.ts";
import { notRead } from "../settings/whereLooked.ts";
import { answer } from "../process/terminal.ts";

const flags = {
  baseUrl,
  appKeyFile,
  username,
  provider,
  json: Flag.Boolean("json").pipe(
    Flag.withDescription("Write one JSON object: whether all is well, and the findings"),
    Flag.withDefault(false),
  ),
  envFile,
  profile,
};

/** The command. */
export const doctorCommand: Command.Command<"doctor", never, object, InvalidConfiguration | CommandFailed> =
  Command.make(
    "doctor",
    flags,
    Effect.fnUntraced(function* (input) {
      const settings = yield* readSettings(sourceOf(input));
      const checks = [
        checkVariables(settings),
        inTime("credentials", 10, checkCredentials(input, settings)),
        inTime("broker", 10, checkBroker(input, settings)),
        inTime("token store", 20, checkStore(input, settings)),
        checkProviders(Option.getOrUndefined(input.provider), settings),
      ];
      const findings = (yield* Effect.all(checks, { concurrency: "unbounded" })).flat();
      const failures = findings.filter(({ level }) => level === "fail").length;
      yield* answer(
        input.json ? JSON.stringify({ ok: failures === 0, findings }) : findings.map(line).join("\n"),
      );
      if (failures > 0) {
        const { file } = yield* SettingPlaces;
        const unset = findings.some(({ found }) => found.includes(" is not set"));
        const hint = unset && file !== undefined ? notRead(file) ?? "" : "";
        return yield* new CommandFailed(2, `${failures} of ${findings.length} checks failed. ${hint}`.trim());
      }
    }),
  ).pipe(
    Command.withDescription(
      "Check settings, broker, token store, mailbox, webhook, certificates and clock, without logging in",
    ),
  );
