/**
 * A webhook on this machine for the demo, and a simulated Twilio that posts to it.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { randomBytes } from "node:crypto";
import type { InvalidConfiguration, ProviderFailed } from "../../../AuthError.ts";
import type { CodeProvider } from "../../../CodeProvider.ts";
import { byTwilioWebhook, type CodeDelivery } from "../../../simulator/mod.ts";
import { note } from "../../process/terminal.ts";
import { makeTwilioWebhook, served } from "../../providers/webhookProviders.ts";

/** The number that receives the demo's SMS; it belongs to nobody. */
export const demoPhone = "+12015550123";

const host = "127.0.0.1";
const path = "/sms";

/** A webhook that is served, and whoever posts to it. */
export interface DemoWebhook {
  readonly provider: CodeProvider;
  /** Signs and posts an SMS. */
  readonly receive: (sms: CodeDelivery) => void;
}

/**
 * Uses a webhook of a Twilio account that is made up for the run.
 *
 * @param use What is done with it.
 * @returns What that gives; `InvalidConfiguration` where a package is missing.
 */
export function withWebhook<A, E>(
  use: (webhook: DemoWebhook) => Effect.Effect<A, E>,
): Effect.Effect<A, E | InvalidConfiguration | ProviderFailed> {
  return Effect.scoped(Effect.gen(function* () {
    const authToken = randomBytes(16).toString("hex");
    const accountSid = `AC${randomBytes(16).toString("hex")}`;
    const provider = yield* makeTwilioWebhook({
      authToken,
      accountSid,
      path,
      // Its address has a port that is known when it listens, and no sooner.
      trustProxy: [host],
      to: demoPhone,
      from: "CentrSoobsh",
      log: (line) => note(`  ${line}`),
    });
    const server = yield* served(provider, { host, port: 0 });
    const url = new URL(path, server.url);
    const send = byTwilioWebhook({ url, authToken, accountSid });
    const post = async (sms: CodeDelivery): Promise<void> => {
      try {
        await send(sms, new AbortController().signal);
      } catch (error) {
        note(`POST ${url}: ${error instanceof Error ? error.message : "failed"}`);
      }
    };
    let posting = Promise.resolve();
    const receive = (sms: CodeDelivery): void => void (posting = post(sms));
    // The login may be over before the answer is told.
    yield* Effect.addFinalizer(() => Effect.promise(() => posting));
    return yield* use({ provider, receive });
  }));
}
