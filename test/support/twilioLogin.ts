/** Logins that wait for messages of the fake Twilio API, in virtual time; the HTTP is real. */
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import * as TestClock from "effect/testing/TestClock";
import type { ArmedCodeProvider, CodeChallenge, ProviderFailed } from "../../mod.ts";
import { twilioMessages, type TwilioMessagesOptions } from "../../plugins/twilio.ts";
import { type TwilioApi, twilioApi } from "./twilioApi.ts";

/** The options for the API's own account, with its auth token. */
export const optionsFor = (api: TwilioApi): TwilioMessagesOptions => ({
  accountSid: api.account.accountSid,
  authToken: api.account.authToken,
  baseUrl: api.origin,
});

/** An API that ends with the scope. */
export const fakeApi: Effect.Effect<TwilioApi, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(() => twilioApi()),
  (api) => Effect.promise(() => api[Symbol.asyncDispose]()),
);

/** Arms a provider of its own. */
export const arm = (
  api: TwilioApi,
  { username = "bob", ...options }: Partial<TwilioMessagesOptions> & { readonly username?: string } = {},
): Effect.Effect<ArmedCodeProvider, ProviderFailed, Scope.Scope> =>
  Effect.suspend(() =>
    twilioMessages({ ...optionsFor(api), ...options }).arm({
      username,
      baseUrl: "https://broker.example/api",
    })
  );

const challenge: CodeChallenge = {
  username: "bob",
  baseUrl: "https://broker.example/api",
  attempt: 1,
  requestedAt: 0,
  timeoutMillis: 120_000,
};

/** Waits for the next code, in the open. */
export const nextCode = (armed: ArmedCodeProvider): Effect.Effect<string, ProviderFailed> =>
  Effect.map(armed.next(challenge), ({ code }) => Redacted.value(code));

/** A turn of the real event loop, in which answers arrive. */
const turn = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 2)));

/** Lets virtual seconds pass, none while a request is under way, until a condition holds. */
export const letTimePass = (
  api: TwilioApi,
  until: () => boolean,
  step: "1 second" | "100 millis" = "1 second",
): Effect.Effect<void> =>
  Effect.gen(function* () {
    while (!until()) {
      yield* turn;
      if (api.underWay() === 0) yield* TestClock.adjust(step);
    }
  });

/** Runs something to its end, while virtual time passes. */
export const inTime = <A, E, R>(api: TwilioApi, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const running = yield* Effect.forkChild(effect, { startImmediately: true });
    yield* letTimePass(api, () => running.pollUnsafe() !== undefined);
    return yield* Fiber.join(running);
  });
