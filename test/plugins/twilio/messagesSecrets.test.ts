import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";
import * as References from "effect/References";
import { format, inspect } from "node:util";
import process from "node:process";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { awaitCode } from "../../../mod.ts";
import { checkTwilio, twilioMessages, type TwilioMessagesOptions } from "../../../plugins/twilio.ts";
import { type ApiFault, body, reset, silence, status, twilioApi } from "../../support/twilioApi.ts";
import { optionsFor } from "../../support/twilioLogin.ts";

const code = "975310";

/** Everything that was said, by whatever way. */
let said: Array<string> = [];
beforeEach(() => {
  said = [];
  for (const name of ["log", "info", "warn", "error", "debug", "trace"] as const) {
    vi.spyOn(console, name).mockImplementation((...words: ReadonlyArray<unknown>) =>
      void said.push(format(...words))
    );
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((text) => said.push(String(text)) > 0);
  }
});
afterEach(() => void vi.restoreAllMocks());

const logger = Logger.make((entry) => void said.push(inspect(entry, { depth: 12, showHidden: true })));

const context = { username: "bob", baseUrl: "https://broker.example/api" };
const challenge = { ...context, attempt: 1, requestedAt: 0, timeoutMillis: 300 };

/** Runs something that fails, logging all that can be logged. */
const failureOf = <E>(effect: Effect.Effect<unknown, E>): Promise<E> =>
  effect.pipe(
    Effect.flip,
    Effect.withSpan("test"),
    Effect.provide(Logger.layer([logger, Logger.consolePretty()])),
    Effect.provideService(References.MinimumLogLevel, "All"),
    Effect.runPromise,
  );

const echo = (words: string): ApiFault => body(JSON.stringify({ messages: words }));

it.each<[string, (words: string) => ApiFault, Partial<TwilioMessagesOptions>?]>([
  [
    "a refusal that repeats them",
    (words) => status(401, { body: JSON.stringify({ code: 20003, message: words }) }),
  ],
  ["an error's number that is the code", () => status(500, { body: `{"code":${code}}` })],
  ["an answer that is no list", echo],
  [
    "a redirect to an address with them",
    (words) =>
      status(302, { headers: { Location: `https://elsewhere.example/?${encodeURIComponent(words)}` } }),
  ],
  ["a reset connection", reset],
  ["a wait that ends", silence],
])("secrets are said nowhere: %s", async (_, faultWith) => {
  await using api = await twilioApi();
  const { accountSid, authToken, apiKey, apiSecret } = api.account;
  const secrets = [
    authToken,
    apiSecret,
    code,
    btoa(`${accountSid}:${authToken}`),
    btoa(`${apiKey}:${apiSecret}`),
  ];
  const byKey = { ...optionsFor(api), authToken: undefined, apiKey, apiSecret };
  const fault = faultWith(secrets.join(" "));
  const errors: Array<unknown> = [];
  for (const options of [optionsFor(api), byKey]) {
    const provider = twilioMessages(options);
    const login = Effect.gen(function* () {
      const armed = yield* provider.arm(context);
      api.receive({ body: `Your codes: ${code} and ${code}1` });
      api.fault(fault);
      return yield* awaitCode(armed, challenge, provider.name);
    });
    errors.push(await failureOf(Effect.scoped(login)));
    if (faultWith === silence) continue;
    api.fault(fault);
    errors.push(await failureOf(Effect.scoped(provider.arm(context))));
    api.fault(fault);
    errors.push(await failureOf(checkTwilio(options)), provider);
  }
  for (const error of errors) {
    expect(error).toBeDefined();
    said.push(
      String(error),
      JSON.stringify(error) ?? "",
      inspect(error, { depth: 12, showHidden: true }),
      String((error as Error).stack),
    );
  }
  const all = said.join("\n");
  for (const secret of secrets) expect(all).not.toContain(secret);
});
