/**
 * The secrets of one row: each is marked and stands nowhere else, so that whatever says it can be told.
 */

import { Buffer } from "node:buffer";
import type { WireStep } from "./Row.ts";

/** What nobody may say. */
export interface RowSecrets {
  readonly number: number;
  readonly appKey: string;
  readonly password: string;
  readonly pin: string;
  /** The codes in the order in which they may arrive. */
  readonly codes: readonly [string, ...ReadonlyArray<string>];
  readonly interim: string;
  readonly token: string;
  /** Of the mailbox, or whatever the codes come by. */
  readonly provider: string;
  /** Those that the broker knows at the step: what a server at its worst answers with. */
  readonly all: string;
}

const mark = "q7ZxMarkQ";

/** What base64 makes of a mark, whatever stands before it: the characters that its own bits alone decide. */
const inBase64 = [0, 1, 2].map((before) =>
  Buffer.from(" ".repeat(before) + mark, "latin1").toString("base64")
    .slice(Math.ceil(before * 8 / 6), Math.floor((before + mark.length) * 8 / 6))
);

/** Finds the marks of any row. */
export const marks: RegExp = new RegExp([mark, "9041\\d{4}", ...inBase64].join("|"), "gi");

let rows = 0;

/** Secrets for one more row. */
export function rowSecrets(): RowSecrets {
  const number = rows++;
  const own = `${mark}${number.toString(36)}`;
  const code = (n: number): string => `9041${String((number * 4 + n) % 10_000).padStart(4, "0")}`;
  const secrets = {
    appKey: `app-${own}"<&>'key`,
    password: `pass-${own}"<&>'ü%+ word`,
    pin: `pin-${own}`,
    codes: [code(0), code(1), code(2), code(3)] as const,
    interim: `interim${own}+/abcdefghijklmnop==`,
    token: `token${own}+/abcdefghijklmnopqrstuvwxyz==`,
    provider: `mailbox-${own}-secret-0123456789`,
  };
  return { number, ...secrets, all: "" };
}

/**
 * The secrets as the broker's answer at a step can hold them: what it was not sent, and has not given, it cannot say.
 *
 * @param secrets The row's.
 * @param step The step.
 * @returns The same, with them all in one text.
 */
export function knownAt(secrets: RowSecrets, step: WireStep): RowSecrets {
  const { appKey, password, pin, codes, interim, token } = secrets;
  const known = {
    RequestToken: [appKey, password],
    SubmitCode: [appKey, password, interim, codes[0]],
    SubmitPin: [appKey, password, interim, codes[0], pin],
    ApiRequest: [appKey, token],
  }[step];
  return { ...secrets, all: known.join(" ") };
}

/** All secrets of a row as a list. */
export function listOf(secrets: RowSecrets): ReadonlyArray<string> {
  const { appKey, password, pin, codes, interim, token, provider } = secrets;
  return [appKey, password, pin, ...codes, interim, token, provider];
}
