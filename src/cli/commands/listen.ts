/**
 * `autoshares-auth listen`: the next code that arrives, without a login. For finding out why no code comes.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { Command, Flag } from "effect/cli";
import type { InvalidConfiguration, ProviderFailed, Sightings } from "../../AuthError.ts";
import type { ArmedCodeProvider } from "../../CodeProvider.ts";
import { boundedScope } from "../../internal/login/boundedScope.ts";
import { guardedProvider } from "../../internal/login/guardedProvider.ts";
import { arm, awaitCode } from "../../LoginStep.ts";
import { envFile, profile, provider, providerVariables, sourceOf } from "../flags.ts";
import { NothingHeard } from "./NothingHeard.ts";
import { providerFromSettings } from "../providers/providers.ts";
import { refusedRequests } from "../providers/refusedRequests.ts";
import { missing } from "../settings/invalid.ts";
import { readSettings } from "../settings/Settings.ts";
import { smsAdvice } from "../providers/smsAdvice.ts";
import { answer, note } from "../process/terminal.ts";
import { timeLimit } from "../settings/timeLimit.ts";
import { warnOfUnknown } from "../settings/unknownVariables.ts";

const flags = {
  provider,
  timeout: Flag.String("timeout").pipe(
    Flag.withMetavar("TIME"),
    Flag.withDescription("How long to listen: 90s, 5m (default), 1h; a bare number is seconds"),
    Flag.withDefault("5m"),
  ),
  envFile,
  profile,
};

/** A line for each refusal soon after it, so that whoever sends a test message sees what becomes of it. */
function refusals({ sightings }: ArmedCodeProvider): Effect.Effect<never> {
  const told: Record<string, number> = {};
  const tell = Effect.map(sightings ?? Effect.succeed<Sightings>({ seen: 0, refused: {} }), ({ refused }) => {
    for (const [reason, count] of Object.entries(refused)) {
      // Webhooks tell of these themselves, in few lines: anybody can post a thousand a second.
      if (refusedRequests.has(reason)) continue;
      for (; (told[reason] ?? 0) < count; told[reason] = (told[reason] ?? 0) + 1) {
        note(`  refused: ${reason}`);
      }
    }
  });
  return Effect.forever(Effect.andThen(Effect.sleep("500 millis"), tell));
}

const summary = "Write the next code that arrives to stdout, without a login (for debugging)";

/** The command. */
export const listenCommand: Command.Command<
  "listen",
  never,
  object,
  InvalidConfiguration | ProviderFailed | NothingHeard
> = Command.make(
  "listen",
  flags,
  Effect.fnUntraced(function* (input) {
    const settings = yield* readSettings(sourceOf(input));
    warnOfUnknown(settings);
    const timeoutMillis = yield* timeLimit("--timeout", input.timeout);
    const chosen = yield* providerFromSettings(Option.getOrUndefined(input.provider), settings);
    if (chosen === undefined) return yield* missing("AUTOSHARES_PROVIDER", "--provider");
    const context = {
      username: settings.text("AUTOSHARES_USERNAME") ?? "",
      baseUrl: settings.text("AUTOSHARES_BASE_URL") ?? "",
    };
    const guarded = guardedProvider(chosen.provider, () => []);
    const names = guarded.name.split(",");
    const listening = Effect.gen(function* () {
      const armed = yield* arm(guarded, context);
      const requestedAt = yield* Clock.currentTimeMillis;
      const until = new Date(requestedAt + timeoutMillis).toISOString().replace(/\.\d+/, "");
      note(`Listening to ${chosen.where} until ${until}; Ctrl-C ends it.`);
      const challenge = { ...context, attempt: 1, requestedAt, timeoutMillis };
      return yield* Effect.raceFirst(awaitCode(armed, challenge, guarded.name), refusals(armed));
    });
    const { code } = yield* Effect.catchTag(
      boundedScope(listening, "500 millis"),
      "CodeTimedOut",
      (error) => {
        const mailboxes = names.includes("imap")
          ? settings.text("AUTOSHARES_IMAP_MAILBOX") ?? "INBOX"
          : undefined;
        return Effect.fail(new NothingHeard(error, mailboxes, smsAdvice(names, error)));
      },
    );
    yield* answer(Redacted.value(code));
  }),
).pipe(
  Command.withDescription(`${summary}\n  ${providerVariables}`),
  Command.withShortDescription(summary),
);
