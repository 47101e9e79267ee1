/** Functions that give no code. */
import * as Effect from "effect/Effect";
import type { fromFunction } from "../../../mod.ts";
import { functionRig } from "../rigs/functionRig.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

type Get = Parameters<typeof fromFunction>[0];

const own = (secrets: RowSecrets): string => `${secrets.password} ${secrets.appKey}`;

const wrong: ReadonlyArray<readonly [fault: string, get: (secrets: RowSecrets) => Get]> = [
  ["it throws, with secrets", (secrets) => () => {
    throw new Error(own(secrets));
  }],
  ["it throws a text", (secrets) => () => {
    throw own(secrets);
  }],
  [
    "it rejects, with a cause",
    (secrets) => () => Promise.reject(new Error("no", { cause: new Error(own(secrets)) })),
  ],
  ["its effect fails", (secrets) => () => Effect.fail(new Error(own(secrets)))],
  ["its effect dies", (secrets) => () => Effect.die(new Error(own(secrets)))],
  ["it gives nothing", () => () => undefined],
  ["it gives null", () => () => Promise.resolve(null)],
  ["it gives a number", () => () => 417 as never],
  ["it gives an object", () => () => ({ code: "0417" }) as never],
  ["it gives an empty text", () => () => " "],
  ["it gives a text with a line break", ({ codes }) => () => `${codes[0]}\r\nX: y`],
  ["it gives a text that is too long", ({ codes }) => () => codes[0].repeat(5)],
  ["it gives letters that no header can carry", () => () => "４１７０"],
];

/** All of them. */
export const functionFaults: ReadonlyArray<ProviderFault> = [
  ...wrong.map(([fault, get]): ProviderFault => ({
    step: "AwaitCode",
    fault,
    rig: functionRig((_, secrets) => get(secrets)),
    expected: providerFailed(undefined, true),
  })),
  {
    step: "AwaitCode",
    fault: "it hangs, and does not listen to its signal",
    rig: functionRig(() => () => new Promise(() => {})),
    codeTimeout: 500,
    expected: codeTimedOut,
  },
];
