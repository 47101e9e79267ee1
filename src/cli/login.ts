/**
 * `autoshares-auth login`: credentials in, token out.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { Command, Flag } from "effect/cli";
import { maskedPrompt } from "../../plugins/internal/maskedPrompt.ts";
import { retry } from "../../plugins/retry.ts";
import { stdinKind } from "../../plugins/stdin.ts";
import { InvalidConfiguration } from "../AuthError.ts";
import type { AuthToken } from "../AuthToken.ts";
import { Credentials } from "../Credentials.ts";
import { login, type LoginError } from "../Login.ts";
import { TokenApi } from "../TokenApi.ts";
import { appKeyOf, baseUrlOf, inVariables, missing, usernameOf } from "./brokerSettings.ts";
import { codeTimeoutOf } from "./codeTimeout.ts";
import { appKeyFile, baseUrl, envFile, provider, providerVariables, username } from "./flags.ts";
import { NoProviderNamed } from "./NoProviderNamed.ts";
import { mayConnect } from "./permissions.ts";
import { progress } from "./progress.ts";
import { providerFromSettings } from "./providers.ts";
import { readSettings, type Settings } from "./Settings.ts";
import { answer, note } from "./terminal.ts";
import { warnOfUnknown } from "./unknownVariables.ts";

const flags = {
  baseUrl,
  appKeyFile,
  username,
  provider,
  codeTimeout: Flag.String("code-timeout").pipe(
    Flag.withMetavar("TIME"),
    Flag.withDescription(
      "How long to wait for each code: 90s, 5m, 1h, a bare number is seconds; default 2m (AUTOSHARES_CODE_TIMEOUT)",
    ),
    Flag.optional,
  ),
  json: Flag.Boolean("json").pipe(
    Flag.withDescription("Write one JSON object with the token, its times, the provider and the codes tried"),
    Flag.withDefault(false),
  ),
  envFile,
};

function passwordOf(username: string, settings: Settings) {
  return Effect.flatMap(settings.secret("AUTOSHARES_PASSWORD"), (password) => {
    if (password !== undefined) return Effect.succeed(password);
    if (stdinKind() !== "terminal") {
      return Effect.fail(
        new InvalidConfiguration({
          setting: "AUTOSHARES_PASSWORD",
          problem: "is not set (nor is AUTOSHARES_PASSWORD_FILE), and there is no terminal to ask on",
        }),
      );
    }
    return Effect.flatMap(
      Effect.promise((signal) => maskedPrompt(`Password of ${username}: `, signal)),
      (typed) => typed ? Effect.succeed(Redacted.make(typed)) : missing("AUTOSHARES_PASSWORD"),
    );
  });
}

/**
 * The one JSON object that `--json` writes.
 *
 * @param auth The token.
 * @returns The object as JSON; times in ISO 8601, `provider` null where no code was needed.
 */
export function toJson(auth: AuthToken): string {
  const { obtainedAt, expiresAt, username, provider = null, codesTried } = auth;
  return JSON.stringify({ token: auth.reveal(), obtainedAt, expiresAt, username, provider, codesTried });
}

const summary = "Log in and write the authentication token, alone, to stdout";

/** The command. */
export const loginCommand: Command.Command<"login", never, object, LoginError | NoProviderNamed> = Command
  .make(
    "login",
    flags,
    Effect.fnUntraced(function* (input) {
      const settings = yield* readSettings(Option.getOrUndefined(input.envFile));
      warnOfUnknown(settings);
      const baseUrl = yield* baseUrlOf(input, settings);
      const appKey = yield* appKeyOf(input, settings);
      const username = yield* usernameOf(input, settings);
      const pin = yield* settings.secret("AUTOSHARES_PIN");
      const codeTimeout = yield* codeTimeoutOf(Option.getOrUndefined(input.codeTimeout), settings);
      const chosen = yield* providerFromSettings(Option.getOrUndefined(input.provider), settings);
      const provider = chosen?.provider;
      const password = yield* passwordOf(username, settings);
      const [credentials, api] = yield* Effect.mapError(
        Effect.all([Credentials.make({ appKey, username, password, pin }), TokenApi.make({ baseUrl })]),
        inVariables,
      );
      yield* mayConnect(baseUrl);

      const prompts = stdinKind() === "terminal" && (provider?.name ?? "").split(",").includes("stdin");
      const auth = yield* login(credentials, {
        provider,
        use: [progress(codeTimeout, prompts), retry()],
        codeTimeout,
      }).pipe(
        Effect.provideService(TokenApi, api),
        Effect.catchTag("CodeProviderMissing", () => Effect.fail(new NoProviderNamed(settings))),
      );
      note(`Logged in as ${auth.username}; the token is good until ${auth.expiresAt.toISOString()}.`);
      yield* answer(input.json ? toJson(auth) : auth.reveal());
    }),
  ).pipe(
    Command.withDescription(`${summary}\n  ${providerVariables}`),
    Command.withShortDescription(summary),
  );
