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
import { isAsWritten } from "./formAsWritten.ts";
import type { PublicUrl } from "./publicUrl.ts";

type Validators = Pick<
  typeof import("twilio/lib/webhooks/webhooks.js"),
  "validateRequest" | "validateRequestWithBody"
>;

/** Twilio adds this to the address of a request whose body is no form. */
const bodyHash = /^[?&]bodySHA256=[0-9a-f]{64}$/i;

/** A host and a path, with nothing between them, and perhaps a query. */
const plainUrl = /^https?:\/\/(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?\/[^?#]*(\?[^#]*)?$/i;

/**
 * Twilio adds this where a rule of the account has requests signed with another key
 * ({@link https://www.twilio.com/docs/usage/webhooks/webhook-configuration}).
 */
const ruleHeader = "x-twilio-webhooks-signature-settings";

/** The address that a request must be signed for. */
type SignedAddress = Pick<PublicUrl, "spellings" | "shown">;

/**
 * That which a proxy tells. The signature covers address and fields run together: of what the caller writes, nothing but
 * the body's hash may be part of the address, or fields could be moved into it.
 */
function forwardedAddress({ forwardedUrl, form }: ReceivedRequest): SignedAddress | string {
  if (forwardedUrl === undefined) return "it came past the proxies of trustProxy, and publicUrl is not set";
  const parts = plainUrl.exec(forwardedUrl);
  if (parts === null || !URL.canParse(forwardedUrl)) return "its forwarded address is none";
  const query = parts[1] ?? "";
  if (query === "" ? form === undefined : !bodyHash.test(query)) {
    return "its query is not what Twilio adds by itself, and trustProxy allows no other";
  }
  // Nothing of the address is shown: it is what the request says.
  return { spellings: [forwardedUrl], shown: "the forwarded address, with its host as the proxy told it" };
}

function addressOf(expected: PublicUrl | undefined, request: ReceivedRequest): SignedAddress | string {
  if (expected === undefined) return forwardedAddress(request);
  const { search } = request;
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
 * @param expected The webhook's public address; without it, that which a trusted proxy tells, at a path that is checked.
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
    if (form !== undefined && !isAsWritten(body, form)) {
      return { genuine: false, found: "its form is not written as Twilio writes it" };
    }
    const fits = authTokens.some((token) =>
      address.spellings.some((url) =>
        form === undefined
          ? validateRequestWithBody(Redacted.value(token), signature, url, body)
          : validateRequest(Redacted.value(token), signature, url, form)
      )
    );
    if (fits) return { genuine: true };
    if (request.headers.has(ruleHeader)) {
      return {
        genuine: false,
        found:
          "it says that a Webhooks Rule had it signed with another key than the auth token, which is not understood",
      };
    }
    return {
      genuine: false,
      found: `its signature does not fit ${address.shown} ` +
        "(is this the address that is set at Twilio, and the auth token that account's?)",
    };
  };
}
