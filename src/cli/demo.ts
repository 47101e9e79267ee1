/**
 * `autoshares-auth demo`: a whole login against the simulator, without a question.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Command } from "effect/cli";
import type { AuthToken } from "../AuthToken.ts";
import { fromFunction } from "../CodeProvider.ts";
import { extractCode } from "../CodeExtractor.ts";
import { Credentials } from "../Credentials.ts";
import { login, type LoginError } from "../Login.ts";
import { simulate, type Simulator } from "../simulator/mod.ts";
import { TokenApi } from "../TokenApi.ts";
import { progress } from "./progress.ts";
import { answer, note } from "./terminal.ts";

const appKey = "demo-key";
const username = "demo";
const password = "demo-password";
const codeTimeoutMillis = 120_000;

/** A phone: messages come a moment after they were sent. */
function phone() {
  const { promise: message, resolve } = Promise.withResolvers<string>();
  return { message, receive: (text: string) => void setTimeout(resolve, 700, text) };
}

function useBroker(broker: Simulator, message: Promise<string>) {
  return Effect.gen(function* () {
    const credentials = yield* Credentials.make({ appKey, username, password });
    const auth = yield* login(credentials, {
      provider: fromFunction(async () => {
        const text = await message;
        note(`  The phone receives: “${text}”`);
        return extractCode(text);
      }, { name: "phone" }),
      use: [progress(codeTimeoutMillis, false)],
      codeTimeout: codeTimeoutMillis,
    });
    yield* answer(
      `Logged in as ${auth.username} with the code from ${auth.provider}. ` +
        `The token is good until ${auth.expiresAt.toISOString()}.`,
    );
    yield* answer(
      `First request with it: ${yield* Effect.promise((signal) => userInfo(broker, auth, signal))}`,
    );
  }).pipe(Effect.provide(TokenApi.layer({ baseUrl: broker.baseUrl })));
}

async function userInfo(broker: Simulator, auth: AuthToken, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${broker.baseUrl}/v1.0/users/@me/info`, {
    headers: { "Authorization": `Bearer ${auth.reveal()}`, "Et-App-Key": appKey },
    signal,
  });
  const { Login, Email } = await response.json() as { Login: string; Email: string };
  return `GET /v1.0/users/@me/info → ${response.status}, ${Login} <${Email}>`;
}

/** The command. */
export const demoCommand: Command.Command<"demo", never, object, LoginError> = Command.make(
  "demo",
  {},
  () =>
    Effect.suspend(() => {
      const { message, receive } = phone();
      note("A simulated Autoshares server on this machine sends a code by SMS; nothing leaves the machine.");
      return Effect.acquireUseRelease(
        Effect.promise(() =>
          simulate({
            appKey,
            users: [{ username, password, twoFactor: "sms" }],
            deliver: ({ text }) => receive(text),
          })
        ),
        (broker) => useBroker(broker, message),
        (broker) => Effect.promise(() => broker.close()),
      );
    }),
).pipe(Command.withDescription("Log in to a simulated server, to see the steps"));
