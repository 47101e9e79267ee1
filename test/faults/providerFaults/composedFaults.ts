/** Two providers of which one fails, or both. */
import { drop, silence } from "../../support/imapScript.ts";
import { silence as noAnswer, status } from "../../support/twilioApi.ts";
import { firstOfRig, orElseRig } from "../rigs/composedRigs.ts";
import { imapRig } from "../rigs/imapRig.ts";
import { failing, mute } from "../rigs/mod.ts";
import { twilioMessagesRig } from "../rigs/twilioMessagesRig.ts";
import { webhookRig } from "../rigs/webhookRigs.ts";
import type { RigMaker } from "../Row.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

const closedMailbox = imapRig({ script: () => ({ greeting: drop }) });
const silentMailbox = imapRig({ script: () => ({ greeting: silence }) });
const refusedApi = twilioMessagesRig({ atArm: () => [status(401)] });
const silentApi = twilioMessagesRig({ atArm: () => [noAnswer()] });
const good = webhookRig();

interface Pair {
  readonly fault: string;
  readonly step: ProviderFault["step"];
  readonly pair: readonly [RigMaker, RigMaker];
  readonly firstOf: ProviderFault["expected"];
  readonly orElse: ProviderFault["expected"];
}

const pairs: ReadonlyArray<Pair> = [
  {
    fault: "the first cannot be armed",
    step: "Arm",
    pair: [closedMailbox, good],
    firstOf: providerFailed("ConnectionLost", true),
    orElse: "token",
  },
  {
    fault: "the second cannot be armed",
    step: "Arm",
    pair: [good, refusedApi],
    firstOf: providerFailed("SignInRefused", false),
    orElse: "token",
  },
  { fault: "the first fails", step: "AwaitCode", pair: [failing, good], firstOf: "token", orElse: "token" },
  { fault: "the second fails", step: "AwaitCode", pair: [good, failing], firstOf: "token", orElse: "token" },
  {
    fault: "both fail",
    step: "AwaitCode",
    pair: [failing, failing],
    firstOf: providerFailed(undefined, true),
    orElse: providerFailed(undefined, true),
  },
  {
    fault: "the first says nothing",
    step: "AwaitCode",
    pair: [mute, good],
    firstOf: "token",
    orElse: codeTimedOut,
  },
  {
    fault: "neither says anything",
    step: "AwaitCode",
    pair: [mute, imapRig({ isDeaf: true })],
    firstOf: codeTimedOut,
    orElse: codeTimedOut,
  },
];

const faultsOf = (
  compose: typeof firstOfRig,
  of: "firstOf" | "orElse",
): ReadonlyArray<ProviderFault> =>
  pairs.map(({ fault, step, pair, ...expected }) => ({
    fault,
    step,
    rig: compose(...pair),
    expected: expected[of],
    ...(expected[of] === codeTimedOut ? { codeTimeout: 700 } : {}),
  }));

/** Of `firstOf`: it does not wait for the other one, once one cannot be armed. */
export const firstOfFaults: ReadonlyArray<ProviderFault> = [
  ...faultsOf(firstOfRig, "firstOf"),
  {
    fault: "the first cannot be armed while the second is still at it",
    step: "Arm",
    rig: firstOfRig(closedMailbox, silentApi),
    expected: providerFailed("ConnectionLost", true),
  },
  {
    fault: "the second cannot be armed while the first is still at it",
    step: "Arm",
    rig: firstOfRig(silentMailbox, refusedApi),
    expected: providerFailed("SignInRefused", false),
  },
];

/** Of `orElse`. */
export const orElseFaults: ReadonlyArray<ProviderFault> = [
  ...faultsOf(orElseRig, "orElse"),
  {
    fault: "neither can be armed",
    step: "Arm",
    rig: orElseRig(closedMailbox, refusedApi),
    expected: providerFailed(undefined, true),
  },
];
