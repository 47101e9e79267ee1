/**
 * The matrix: all rows.
 */
import { answers, closing, requestsUpTo, upTo } from "./broker.ts";
import { type ProviderName, rigs } from "./rigs/mod.ts";
import type { Row, WireStep } from "./Row.ts";
import { knownAt } from "./rowSecrets.ts";
import { type WireFault, wireFaults } from "./wireFaults.ts";

const steps: ReadonlyArray<WireStep> = ["RequestToken", "SubmitCode", "SubmitPin"];

/** Short, for the answers that never end; an answer at once must come within it on a loaded machine too. */
const impatience = 1500;

function wireRow(provider: ProviderName, step: WireStep, wire: WireFault): Row {
  const { fault, answer, expected, times = 1, endless = false } = wire;
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
    expected: typeof expected === "string" ? expected : { ...expected, fields: { step, ...expected.fields } },
    requests: requestsUpTo(step, answer === "refused" ? 0 : times),
    pin: step === "SubmitPin",
    signIns: provider === "twilio-messages" ? 4 : 1,
    ...(isRefusedAtOnce ? { baseUrl: () => "http://127.0.0.1:1/api" } : {}),
    ...(endless
      ? { mustClose: true, waits: impatience, options: () => ({ requestTimeout: impatience }) }
      : {}),
  };
}

/** Every row of a provider. */
export function rowsOf(provider: ProviderName): ReadonlyArray<Row> {
  return [
    ...steps.flatMap((step) => wireFaults.map((fault) => wireRow(provider, step, fault))),
    {
      provider,
      step: "ApiRequest",
      fault: "none",
      rig: rigs[provider],
      call: "request",
      script: upTo("ApiRequest", () => [answers.user()]),
      expected: "token",
      requests: requestsUpTo("ApiRequest"),
    },
  ];
}
