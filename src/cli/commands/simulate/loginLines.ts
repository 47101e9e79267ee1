/**
 * How to log in at a simulator.
 *
 * @module
 */
import * as Option from "effect/Option";
import { isLoopback } from "../../../internal/http/plainBaseUrl.ts";
import { shellWord } from "../../shellWord.ts";

/** A secret, and whether it is one of the stand-ins, which may be shown. */
export interface StandInSecret {
  readonly name: string;
  readonly value: string;
  readonly isStandIn: boolean;
}

/** What the other terminal needs to know. */
export interface LoginFacts {
  readonly username: string;
  readonly secrets: ReadonlyArray<StandInSecret>;
  readonly webhook: Option.Option<string>;
}

function webhookVariables(webhook: string): ReadonlyArray<readonly [name: string, value: string]> {
  const url = new URL(webhook);
  url.hash = "";
  const listensThere = url.protocol === "http:" && isLoopback(url.hostname);
  return [
    ["AUTOSHARES_PROVIDER", "twilio-webhook"],
    ["AUTOSHARES_WEBHOOK_PUBLIC_URL", url.href],
    ...(listensThere ? [["AUTOSHARES_WEBHOOK_LISTEN", `${url.hostname}:${url.port || "80"}`] as const] : []),
  ];
}

/**
 * What to type for a login, in lines that can be pasted as they are, all at once.
 *
 * @param baseUrl The simulator's.
 * @param facts The user, and how codes are sent.
 * @returns The lines; secrets that are set are named, and not shown.
 */
export function loginLines(
  baseUrl: string,
  { username, secrets, webhook }: LoginFacts,
): ReadonlyArray<string> {
  const variables = [
    ["AUTOSHARES_BASE_URL", baseUrl],
    ["AUTOSHARES_USERNAME", username],
    ...secrets.filter(({ isStandIn }) => isStandIn).map(({ name, value }) => [name, value] as const),
    ...(Option.isSome(webhook) ? webhookVariables(webhook.value) : []),
  ] as const;
  const same = [
    ...secrets.filter(({ isStandIn }) => !isStandIn).map(({ name }) => name),
    ...(Option.isSome(webhook) ? ["TWILIO_AUTH_TOKEN"] : []),
  ];
  return [
    `In another terminal${same.length === 0 ? "" : `, with the same ${same.join(", ")} as here`}:`,
    "",
    ...variables.map(([name, value]) => `export ${name}=${shellWord(value)}`),
    "autoshares-auth login",
    "",
  ];
}
