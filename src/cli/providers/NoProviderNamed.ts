/**
 * The error of a code that nobody can give, on the command line.
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Data from "effect/Data";
import { authErrorTable } from "../../AuthErrorTable.ts";
import type { Settings } from "../settings/Settings.ts";
import { settingNames } from "../settings/variables.ts";

const NoProviderNamedBase: new (
  fields: { readonly message: string; readonly exitCode: number },
) => Cause.YieldableError & { readonly _tag: "NoProviderNamed"; readonly exitCode: number } = Data
  .TaggedError(
    "NoProviderNamed",
  );

const advice =
  "Say where codes come from: AUTOSHARES_PROVIDER=imap (or --provider imap) for email; twilio-webhook, twilio-messages " +
  "or webhook for SMS; web-prompt for a page that a person opens; or command. stdin needs a terminal or a pipe.";

/** `CodeProviderMissing` in the command line's words. */
export class NoProviderNamed extends NoProviderNamedBase {
  /** @param settings The settings. Twilio's own choose no provider: they may be there for other programs. */
  constructor(settings: Settings) {
    const { meaning, exitCode } = authErrorTable.CodeProviderMissing;
    const twilio = settingNames.find((name) =>
      name.startsWith("TWILIO_") && settings.text(name) !== undefined
    );
    const unread = twilio === undefined ? "" : ` ${twilio} is set, and without a provider nothing reads it.`;
    super({ message: `${meaning} ${advice}${unread}`, exitCode });
  }
}
