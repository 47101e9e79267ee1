/**
 * `autoshares-auth simulate`: an Autoshares server on this machine.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { Command, Flag } from "effect/cli";
import { InvalidConfiguration } from "../../AuthError.ts";
import {
  byEmail,
  byTwilioWebhook,
  type Delivery,
  simulate,
  type SimulatorOptions,
  toConsole,
} from "../../simulator/mod.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import { envFile, profile, sourceOf } from "../flags.ts";
import { type HostPort, hostPort } from "../settings/hostPort.ts";
import { listenFailure } from "../process/listenFailure.ts";
import { mayListen } from "../process/permissions.ts";
import { invalid } from "../settings/invalid.ts";
import { secretsOf } from "../settings/secretsOf.ts";
import { readSettings, type Settings } from "../settings/Settings.ts";
import { type LoginFacts, loginLines, type StandInSecret } from "./simulate/loginLines.ts";
import { answer, note } from "../process/terminal.ts";

const usualListen = "127.0.0.1:8786";

const flags = {
  listen: Flag.String("listen").pipe(
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription("Where to listen, default 127.0.0.1:8786; port 0 takes a free one"),
    Flag.withDefault(usualListen),
  ),
  twoFactor: Flag.Literals("two-factor", ["sms", "email", "none"]).pipe(
    Flag.withDescription("How the user gets codes, default sms (email where --smtp is given)"),
    Flag.optional,
  ),
  smtp: Flag.String("smtp").pipe(
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription("Send codes by email over this SMTP server (needs the package nodemailer)"),
    Flag.optional,
  ),
  mailTo: Flag.String("mail-to").pipe(
    Flag.withMetavar("ADDRESS"),
    Flag.withDescription("The user's email address, default demo@example.com"),
    Flag.withDefault("demo@example.com"),
  ),
  webhook: Flag.String("webhook").pipe(
    Flag.withMetavar("URL"),
    Flag.withDescription("Post codes to this URL as Twilio does, signed with TWILIO_AUTH_TOKEN"),
    Flag.optional,
  ),
  envFile,
  profile,
};

type Channel = "sms" | "email" | "none";

interface DeliveryFlags {
  readonly smtp: Option.Option<string>;
  readonly webhook: Option.Option<string>;
  readonly twoFactor: Option.Option<Channel>;
}

function delivery(
  smtp: Option.Option<string>,
  webhook: Option.Option<string>,
  settings: Settings,
): Effect.Effect<Delivery, InvalidConfiguration> {
  if (Option.isSome(smtp)) return Effect.map(hostPort("--smtp", smtp.value, "127.0.0.1:587"), byEmail);
  if (Option.isNone(webhook)) return Effect.succeed(toConsole());
  return Effect.flatMap(
    secretsOf("TWILIO_AUTH_TOKEN", settings),
    ([token]) =>
      token === undefined
        ? invalid("TWILIO_AUTH_TOKEN", "is not set, and --webhook signs with it")
        : Effect.try({
          try: () => byTwilioWebhook({ url: webhook.value, authToken: Redacted.value(token) }),
          catch: () =>
            new InvalidConfiguration({
              setting: "--webhook",
              problem: "is not an http or https address without a user and a password",
            }),
        }),
  );
}

/** Secrets come from the same variables that `login` reads; without them, these stand in. */
const standIns = { AUTOSHARES_APP_KEY: "demo-key", AUTOSHARES_PASSWORD: "demo-password" } as const;

/** Where codes go, for people; without a way of their own they are written here. */
function sentTo({ smtp, webhook }: DeliveryFlags): string {
  if (Option.isSome(webhook)) return ", posted to the webhook as Twilio does";
  return Option.isSome(smtp) ? "" : ", and are shown here";
}

const secretOr = (
  settings: Settings,
  name: keyof typeof standIns,
): Effect.Effect<StandInSecret, InvalidConfiguration> =>
  Effect.map(
    settings.secret(name),
    (secret) =>
      secret === undefined
        ? { name, value: standIns[name], isStandIn: true }
        : { name, value: Redacted.value(secret), isStandIn: false },
  );

/** A delivery sends by one channel alone: users who get codes by another one would get none. */
function channelOf(
  { smtp, webhook, twoFactor }: DeliveryFlags,
): Effect.Effect<Channel, InvalidConfiguration> {
  if (Option.isSome(smtp) && Option.isSome(webhook)) {
    return invalid("--smtp", "and --webhook are both given; keep one");
  }
  const [flag, only] = Option.isSome(smtp) ? ["--smtp", "email"] as const : ["--webhook", "sms"] as const;
  const given = Option.getOrElse(twoFactor, () => only);
  const isFree = Option.isNone(smtp) && Option.isNone(webhook);
  return isFree || given === only
    ? Effect.succeed(given)
    : invalid("--two-factor", `${given} excludes ${flag}, which sends codes by ${only}`);
}

const serve = (options: SimulatorOptions & HostPort, user: string, facts: LoginFacts) =>
  Effect.acquireUseRelease(
    Effect.tryPromise({
      try: () => simulate(options),
      catch: (error) =>
        error instanceof Error && "code" in error
          ? listenFailure(options, error, "another simulator")
          : new InvalidConfiguration({
            setting: "simulate:",
            problem: error instanceof Error ? error.message : "the options cannot be used",
          }),
    }),
    (broker) =>
      Effect.andThen(
        answer(broker.baseUrl),
        Effect.sync(() =>
          note([
            user,
            "An Autoshares server, simulated: no real accounts behind it. Ctrl-C ends it.",
            ...loginLines(broker.baseUrl, facts),
          ].join("\n"))
        ),
      ).pipe(Effect.andThen(Effect.never)),
    (broker) => Effect.promise(() => broker.close()),
  );

/** The command; it runs until it is interrupted. */
export const simulateCommand: Command.Command<
  "simulate",
  never,
  object,
  InvalidConfiguration | CommandFailed
> = Command.make(
  "simulate",
  flags,
  Effect.fnUntraced(function* (input) {
    const settings = yield* readSettings(sourceOf(input));
    const twoFactor = yield* channelOf(input);
    const { host, port } = yield* hostPort("--listen", input.listen, usualListen);
    yield* mayListen({ host, port });
    const deliver = yield* delivery(input.smtp, input.webhook, settings);
    const username = settings.text("AUTOSHARES_USERNAME") ?? "demo";
    const appKey = yield* secretOr(settings, "AUTOSHARES_APP_KEY");
    const password = yield* secretOr(settings, "AUTOSHARES_PASSWORD");
    const pin = yield* settings.secret("AUTOSHARES_PIN");
    const user = { username, password: password.value, twoFactor, email: input.mailTo };
    const told = `The user is ${username}; codes go by ${twoFactor}${sentTo(input)}.`;
    const users = [pin === undefined ? user : { ...user, pin: Redacted.value(pin) }];
    const options = { host, port, appKey: appKey.value, users, deliver };
    return yield* serve(options, told, { username, secrets: [appKey, password], webhook: input.webhook });
  }),
).pipe(Command.withDescription("Run a simulated Autoshares server; its base URL goes to stdout"));
