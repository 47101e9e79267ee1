/**
 * Requests signed as Standard Webhooks has it: HMAC-SHA256 over id, timestamp and body, in the headers `webhook-id`,
 * `webhook-timestamp` (five minutes old at most) and `webhook-signature`.
 *
 * Specification: {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import type { Prover } from "./Sender.ts";
import { loadPackage } from "./webhookFailed.ts";

/** The specification asks for 24 to 64 bytes. */
const shortestBytes = 24;

/**
 * What is wrong with a secret.
 *
 * @param secret The secret: base64, perhaps with `whsec_` before it.
 * @returns The problem, or nothing.
 */
export function signingSecretProblem(secret: string): string | undefined {
  const base64 = secret.replace(/^whsec_/, "");
  const works = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0 &&
    base64.replace(/=+$/, "").length * 3 / 4 >= shortestBytes;
  return works
    ? undefined
    : `is no base64 of at least ${shortestBytes} bytes; make one with “echo whsec_$(openssl rand -base64 32)”`;
}

/**
 * Makes the prover.
 *
 * @param provider The provider's name, for the error.
 * @param secrets The secrets that count.
 * @returns The prover. Rejects with `ProviderFailed` where the package `standardwebhooks` is missing.
 */
export async function standardProver(
  provider: string,
  secrets: ReadonlyArray<Redacted.Redacted<string>>,
): Promise<Prover> {
  const { Webhook } = await loadPackage(provider, "standardwebhooks", () => import("standardwebhooks"));
  const webhooks = secrets.map((secret) => new Webhook(Redacted.value(secret)));
  return ({ headers, body }) => {
    const signed: Record<string, string> = {};
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      const value = headers.get(name);
      if (!value) return { genuine: false, found: `it has no ${name}` };
      signed[name] = value;
    }
    // Signed are id, timestamp and body with dots between them: with one more, they could be split anew.
    if (signed["webhook-id"]!.includes(".")) return { genuine: false, found: "its webhook-id holds a dot" };
    let found = "its signature does not fit; is the secret the sender's?";
    for (const webhook of webhooks) {
      try {
        webhook.verify(body, signed, { jsonParse: false });
        return { genuine: true };
      } catch (error) {
        const old = error instanceof Error && /timestamp too (old|new)/.exec(error.message)?.[1];
        if (old) {
          found = `it was signed more than five minutes ${
            old === "old" ? "ago" : "ahead"
          }; are the clocks right?`;
        }
      }
    }
    return { genuine: false, found };
  };
}
