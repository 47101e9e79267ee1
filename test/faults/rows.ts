/**
 * The matrix: all rows.
 */
import { apiFaults } from "./apiFaults.ts";
import { answers, closing, requestsUpTo, upTo } from "./broker.ts";
import { type ProviderName, rigs } from "./rigs/mod.ts";
import type { Row, WireStep } from "./Row.ts";
import { codelessOf, interruptionsOf } from "./interruptions.ts";
import { providerRowsOf } from "./providerFaults/mod.ts";
import { type Refusal, refusals } from "./refusals.ts";
import { storeFaults } from "./storeFaults.ts";
import { tlsFaults } from "./tlsFaults.ts";
import { knownAt } from "./rowSecrets.ts";
import { type WireFault, wireFaults } from "./wireFaults.ts";

const tokenSteps: ReadonlyArray<WireStep> = ["RequestToken", "SubmitCode", "SubmitPin"];

/** Short, for the answers that never end; an answer at once must come within it on a loaded machine too. */
const impatience = 1500;

function wireRow(provider: ProviderName, step: WireStep, wire: WireFault): Row {
  const { fault, answer, expected, times = 1, endless = false, waits = 0 } = wire;
  const script = answer === "refused"
    ? upTo(
      step,
      () => [],
      (reply, { refusingAfter }, isLast) => isLast ? refusingAfter(reply) : closing(reply),
    )
    : upTo(step, ({ secrets }) => Array(times).fill(answer(knownAt(secrets, step))));
  const isRefusedAtOnce = answer === "refused" && step === "RequestToken";
  return {
    provider,
    step,
    fault,
    rig: rigs[provider],
    script,
    expected: typeof expected === "string" || expected.tag === "ApiRefused"
      ? expected
      : { ...expected, fields: { step, ...expected.fields } },
    waits,
    requests: requestsUpTo(step, answer === "refused" ? 0 : times),
    pin: step === "SubmitPin",
    signIns: provider === "twilio-messages" ? 4 : 1,
    ...(isRefusedAtOnce ? { setting: nobodyListens } : {}),
    ...(endless
      ? { mustClose: true, waits: impatience, setting: () => ({ options: { requestTimeout: impatience } }) }
      : {}),
  };
}

/** The broker has sent the code, and the client does not learn of it. */
const sentAndLost = new Set([
  "reset before the answer",
  "reset in the middle of the body",
  "no answer",
  "an empty body",
]);

const lostRows = (provider: ProviderName): ReadonlyArray<Row> =>
  wireFaults.filter(({ fault }) => sentAndLost.has(fault)).flatMap((wire) => {
    const { answer } = wire;
    if (answer === "refused") return [];
    return [{
      ...wireRow(provider, "RequestToken", wire),
      fault: `the code is sent, and then ${wire.fault}`,
      script: ({ secrets, delivering }) => [delivering(0, answer(knownAt(secrets, "RequestToken")))],
    }];
  });

/** What comes after a login does not know where its code came from: a few providers do for it. */
const hasSession: ReadonlyArray<ProviderName> = ["function", "imap"];

const apiRows = (provider: ProviderName): ReadonlyArray<Row> => [
  ...wireFaults.flatMap(({ ofApi, ...wire }): ReadonlyArray<Row> =>
    ofApi === "none" ? [] : [{
      ...wireRow(provider, "ApiRequest", { ...wire, expected: ofApi ?? wire.expected }),
      call: "request",
    }]
  ),
  ...apiFaults.map((fault): Row => ({ provider, rig: rigs[provider], ...fault })),
];

const nobodyListens = () => ({ baseUrl: "http://127.0.0.1:1/api" });

/** A login as it should be. */
export function usualRow(provider: ProviderName): Row {
  return {
    provider,
    step: "ApiRequest",
    fault: "none",
    rig: rigs[provider],
    call: "request",
    script: upTo("ApiRequest", () => [answers.user()]),
    expected: "token",
    requests: requestsUpTo("ApiRequest"),
  };
}

/** Every row of a provider. */
export function rowsOf(provider: ProviderName): ReadonlyArray<Row> {
  const rig = rigs[provider];
  const ofProvider = (refusal: Refusal): Row => ({ provider, rig, ...refusal });
  return [
    ...tokenSteps.flatMap((step) => wireFaults.map((fault) => wireRow(provider, step, fault))),
    ...lostRows(provider),
    ...(hasSession.includes(provider) ? apiRows(provider) : []),
    ...(provider === "function" ? storeFaults.map(ofProvider) : []),
    ...[...refusals, ...tlsFaults].map(ofProvider),
    ...interruptionsOf(provider),
    ...codelessOf(provider),
    ...providerRowsOf(provider),
    usualRow(provider),
  ];
}
