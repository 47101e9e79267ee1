/**
 * What to look at when no text message came.
 *
 * @module
 */
import { redactionCure } from "../../../plugins/twilio/redactionCure.ts";
import type { CodeTimedOut } from "../../AuthError.ts";
import { refusedRequests } from "./refusedRequests.ts";

const unsigned =
  "Is AUTOSHARES_WEBHOOK_PUBLIC_URL the address that is set at Twilio, letter by letter, and " +
  "TWILIO_AUTH_TOKEN that account's?";
const unset =
  "Is the webhook's public address set at Twilio for the number's incoming messages, and does it reach " +
  "this machine (doctor tries it)?";
const unknownSecret = "Does the sender have the secret of AUTOSHARES_WEBHOOK_SECRET?";
const unsent = "Does the sender post to it (doctor tries its public address)?";

function arrivals(refused: CodeTimedOut["refused"]): string {
  if (refused["no message"] !== undefined) {
    return "Twilio told of something that is no message: the address must be set for the number's messages, not its calls.";
  }
  if (refused["repeated"] !== undefined) {
    return "What came was the repetition of an earlier message, which counts once.";
  }
  return Object.keys(refused).some((reason) => refusedRequests.has(reason))
    ? "A request came and was refused, see above."
    : "No request reached the webhook.";
}

/**
 * Advice for a wait without a code.
 *
 * @param providers The names of the providers that waited.
 * @param error What the wait ended with.
 * @returns The advice in sentences; empty where no text message was waited for, or messages came.
 */
export function smsAdvice(
  providers: ReadonlyArray<string>,
  { seen, refused }: Pick<CodeTimedOut, "seen" | "refused">,
): string {
  if (seen > 0) return "";
  const forged = refused["not genuine"] !== undefined;
  // Anybody posts nonsense to a public address; these come from the sender.
  const cameToo = ["repeated", "no message"].some((reason) => refused[reason] !== undefined);
  const advice: Array<string> = [];
  if (providers.some((name) => name.endsWith("webhook"))) advice.push(arrivals(refused));
  if (providers.includes("twilio-webhook") && !cameToo) advice.push(forged ? unsigned : unset);
  if (providers.includes("webhook") && !cameToo) advice.push(forged ? unknownSecret : unsent);
  if (!cameToo && !forged && providers.some((name) => name.startsWith("twilio-"))) {
    advice.push(`${redactionCure}.`);
  }
  return advice.join(" ");
}
