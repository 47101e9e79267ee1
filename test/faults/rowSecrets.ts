/**
 * The secrets of one row: each is marked and stands nowhere else, so that whatever says it can be told.
 */

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

/** Finds the marks of any row. */
export const marks: RegExp = /q7Zx|9041\d{4}/i;

let rows = 0;

/** Secrets for one more row. */
export function rowSecrets(): RowSecrets {
  const number = rows++;
  const mark = `q7Zx${number.toString(36)}`;
  const code = (n: number): string => `9041${String((number * 4 + n) % 10_000).padStart(4, "0")}`;
  const secrets = {
    appKey: `app-${mark}"<&>'key`,
    password: `pass-${mark}"<&>'ü%+ word`,
    pin: `pin-${mark}`,
    codes: [code(0), code(1), code(2), code(3)] as const,
    interim: `interim${mark}+/abcdefghijklmnop==`,
    token: `token${mark}+/abcdefghijklmnopqrstuvwxyz==`,
    provider: `mailbox-${mark}-secret-0123456789`,
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
