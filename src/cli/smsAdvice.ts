/**
 * What to look at when no text message came.
 *
 * @module
 */
import { redactionCure } from "../../plugins/twilio/redactionCure.ts";
import type { CodeTimedOut } from "../AuthError.ts";
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
  if (Object.keys(refused).some((reason) => refusedRequests.has(reason))) {
    return "A request came and was refused, see above.";
  }
  return refused["repeated"] === undefined
    ? "No request reached the webhook."
    : "What came was the repetition of an earlier message, which counts once.";
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
  const cameToo = Object.keys(refused).some((reason) => reason === "repeated" || refusedRequests.has(reason));
  const advice: Array<string> = [];
  if (providers.some((name) => name.endsWith("webhook"))) advice.push(arrivals(refused));
  if (providers.includes("twilio-webhook") && (forged || !cameToo)) advice.push(forged ? unsigned : unset);
  if (providers.includes("webhook") && (forged || !cameToo)) advice.push(forged ? unknownSecret : unsent);
  if (!cameToo && providers.some((name) => name.startsWith("twilio-"))) advice.push(`${redactionCure}.`);
  return advice.join(" ");
}
