/**
 * Pages as answers: with headers that let nothing in and nothing out.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import type { Answer } from "../webhook/answering.ts";
import { page, type PageParts } from "./page/document.ts";

/** Features that no page here uses. */
const noFeatures = [
  "camera",
  "display-capture",
  "fullscreen",
  "geolocation",
  "microphone",
  "payment",
  "publickey-credentials-get",
  "usb",
].map((feature) => `${feature}=()`).join(", ");

const headersFor = (nonce: string): Readonly<Record<string, string>> => ({
  "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; ` +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex, nofollow",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": noFeatures,
});

const newNonce = (): string => randomBytes(18).toString("base64url");

/**
 * Answers with a page.
 *
 * @param status The status.
 * @param parts The page.
 * @param headers Headers beside the usual ones.
 * @returns The answer.
 */
export function pageAnswer(
  status: number,
  parts: PageParts,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const nonce = newNonce();
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", ...headersFor(nonce), ...headers },
    body: page(parts, nonce),
  };
}

/**
 * Answers with another address, to be asked for by GET.
 *
 * @param path The path.
 * @returns The answer.
 */
export function seeOther(path: string): Answer {
  return { status: 303, headers: { ...headersFor(newNonce()), location: path }, body: "" };
}
