/**
 * Logins that are given up at each step, by the caller's signal or by the closing of the client.
 */
import { json, silence } from "../support/scriptedServer.ts";
import { answers, requestsUpTo, upTo } from "./broker.ts";
import type { ProviderName } from "./rigs/mod.ts";
import { rigs, waitingRigs } from "./rigs/mod.ts";
import { imapOauthRig, imapRig } from "./rigs/imapRig.ts";
import { twilioMessagesRig } from "./rigs/twilioMessagesRig.ts";
import { silence as silentApi } from "../support/twilioApi.ts";
import { silence as silentMailbox } from "../support/imapScript.ts";
import type { Interruption, RigMaker, Row, WireStep } from "./Row.ts";

const ways = ["abort", "close"] as const;
const endOf = (how: Interruption["how"]) => how === "abort" ? "aborted" as const : "closed" as const;
const inWords = (how: Interruption["how"]) => how === "abort" ? "an abort" : "the client's end";

/** Providers whose arming takes its time, in an arming that never ends. */
const slowToArm: Partial<Record<ProviderName, RigMaker>> = {
  "imap": imapRig({ script: () => ({ answer: ({ name }) => name === "LOGIN" ? silentMailbox : undefined }) }),
  "imap by OAuth": imapOauthRig({ answer: () => silence() }),
  "twilio-messages": twilioMessagesRig({ atArm: () => [silentApi()] }),
};

const steps: ReadonlyArray<WireStep> = ["RequestToken", "SubmitCode", "SubmitPin"];

/** The interruptions of a provider's logins. */
export function interruptionsOf(provider: ProviderName): ReadonlyArray<Row> {
  const arming = slowToArm[provider];
  return ways.flatMap((how): ReadonlyArray<Row> => [
    ...steps.map((step): Row => ({
      provider,
      step,
      fault: inWords(how),
      rig: rigs[provider],
      pin: step === "SubmitPin",
      script: upTo(step, () => [silence()]),
      interrupt: { how, when: { requests: requestsUpTo(step).length } },
      expected: endOf(how),
      requests: requestsUpTo(step),
      mustClose: true,
    })),
    {
      provider,
      step: "AwaitCode",
      fault: inWords(how),
      rig: waitingRigs[provider] ?? rigs[provider],
      script: ({ secrets }) => [answers.codeExpected(secrets)],
      interrupt: { how, when: { after: 1, millis: 200 } },
      expected: endOf(how),
      requests: ["RequestToken"],
    },
    ...(arming === undefined ? [] : [
      {
        provider,
        step: "Arm",
        fault: inWords(how),
        rig: arming,
        script: () => [],
        interrupt: { how, when: "arming" },
        expected: endOf(how),
        requests: [],
      } satisfies Row,
    ]),
    ...(provider !== "function" ? [] : [
      {
        provider,
        step: "ApiRequest",
        fault: inWords(how),
        rig: rigs[provider],
        call: "request",
        script: upTo("ApiRequest", () => [silence()]),
        interrupt: { how, when: { requests: 3 } },
        expected: endOf(how),
        requests: requestsUpTo("ApiRequest"),
        mustClose: true,
        // A client that closes lets requests under way come to their end for five seconds.
        waits: how === "close" ? 5000 : 0,
      } satisfies Row,
    ]),
  ]);
}

/** Codes that never come, or late. */
export function codelessOf(provider: ProviderName): ReadonlyArray<Row> {
  const rig = waitingRigs[provider] ?? rigs[provider];
  return [
    {
      provider,
      step: "AwaitCode",
      fault: "no code ever",
      rig,
      script: ({ secrets }) => [answers.codeExpected(secrets)],
      setting: () => ({ options: { codeTimeout: 700 } }),
      waits: 700,
      expected: { tag: "CodeTimedOut", fields: { waitedMillis: 700, codesRefused: 0 } },
      requests: ["RequestToken"],
    },
    {
      provider,
      step: "AwaitCode",
      fault: "a code that comes 500 ms after it was asked for",
      rig,
      script: ({ secrets, deliveringAfter }) => [
        deliveringAfter(500, 0, answers.codeExpected(secrets)),
        json(200, { State: "Succeeded", Token: secrets.token }),
      ],
      expected: "token",
      requests: requestsUpTo("SubmitCode"),
    },
  ];
}
