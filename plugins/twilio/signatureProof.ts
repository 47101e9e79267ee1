/**
 * Requests signed by Twilio, checked by Twilio's own package against the webhook's public address.
 *
 * Facts: {@link https://www.twilio.com/docs/usage/security#validating-requests}.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import type { Prover, ReceivedRequest } from "../webhook/Sender.ts";
import { loadPackage } from "../webhook/webhookFailed.ts";
import { type PublicUrl, publicUrl } from "./publicUrl.ts";

type Validators = Pick<
  typeof import("twilio/lib/webhooks/webhooks.js"),
  "validateRequest" | "validateRequestWithBody"
>;

/** Twilio adds this to the address of a request whose body is no form. */
const bodyHash = /^[?&]bodySHA256=[0-9a-f]{64}$/i;

/** The address that a request must be signed for. */
function addressOf(
  expected: PublicUrl | undefined,
  { forwardedUrl, search }: ReceivedRequest,
): { readonly spellings: ReadonlyArray<string>; readonly shown: string } | string {
  if (expected === undefined) {
    if (forwardedUrl === undefined) {
      return "it came past the proxies of trustProxy, and publicUrl is not set";
    }
    return publicUrl("forwarded address", forwardedUrl);
  }
  const rest = search.startsWith(expected.search) ? search.slice(expected.search.length) : undefined;
  if (rest === undefined || (rest !== "" && !bodyHash.test(rest))) {
    return `its query is not that of ${expected.shown}`;
  }
  return { spellings: expected.spellings.map((url) => url + rest), shown: expected.shown };
}

/**
 * Makes the prover.
 *
 * @param provider The provider's name, for the error.
 * @param authTokens The account's auth tokens that count.
 * @param expected The webhook's public address; without it, that which a trusted proxy tells.
 * @returns The prover. Rejects with `ProviderFailed` where the package `twilio` is missing.
 */
export async function signatureProver(
  provider: string,
  authTokens: ReadonlyArray<Redacted.Redacted<string>>,
  expected: PublicUrl | undefined,
): Promise<Prover> {
  // This one file of the package takes nothing but the runtime's own modules.
  const { validateRequest, validateRequestWithBody }: Validators = await loadPackage(
    provider,
    "twilio",
    () => import("twilio/lib/webhooks/webhooks.js"),
  );
  return (request) => {
    const signature = request.headers.get("x-twilio-signature");
    if (!signature) return { genuine: false, found: "it has no X-Twilio-Signature" };
    const address = addressOf(expected, request);
    if (typeof address === "string") return { genuine: false, found: address };
    const { body, form } = request;
    // The signature covers names and values run together: without its sign between them, a field would be another one.
    if (form !== undefined && !body.split("&").every((field) => field.indexOf("=") > 0)) {
      return { genuine: false, found: "its form is not written as Twilio writes it" };
    }
    const fits = authTokens.some((token) =>
      address.spellings.some((url) =>
        form === undefined
          ? validateRequestWithBody(Redacted.value(token), signature, url, body)
          : validateRequest(Redacted.value(token), signature, url, form)
      )
    );
    return fits ? { genuine: true } : {
      genuine: false,
      found: `its signature does not fit ${address.shown} ` +
        "(is this the address that is set at Twilio, and the auth token that account's?)",
    };
  };
}
