/** An API of messages that refuses, fails or says something else. */
import { type ApiFault, body, hangUp, reset, silence, stall, status } from "../../support/twilioApi.ts";
import { codeText } from "../../support/textMessages.ts";
import { twilioMessagesRig } from "../rigs/twilioMessagesRig.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

/** Each is made anew for every row. */
const answers: ReadonlyArray<
  readonly [fault: string, reason: string, retryable: boolean, answer: () => ApiFault]
> = [
  ["401", "SignInRefused", false, () => status(401, { code: 20003 })],
  ["403", "NotAllowed", false, () => status(403)],
  ["404", "AccountNotFound", false, () => status(404, { code: 20404 })],
  ["429", "TooManyRequests", true, () => status(429, { headers: { "Retry-After": "30" } })],
  ["500", "ServerUnavailable", true, () => status(500)],
  ["503 and an HTML page", "ServerUnavailable", true, () => status(503, { body: "<html>" })],
  ["an HTML page", "AnswerUnusable", true, () => body("<html>gateway</html>")],
  ["an empty body", "AnswerUnusable", true, () => body("")],
  ["broken JSON", "AnswerUnusable", true, () => body('{"messages":[')],
  ["JSON of another shape", "AnswerUnusable", true, () => body('{"messages":"none"}')],
  ["a body of 2 MiB", "AnswerUnusable", true, () => body("x".repeat(2 * 1024 * 1024))],
  [
    "a redirect",
    "AnswerUnusable",
    true,
    () => status(302, { headers: { Location: "https://evil.example/" } }),
  ],
  ["a reset", "NoConnection", true, reset],
  ["a reset before the answer", "NoConnection", true, hangUp],
];

const many = (answer: () => ApiFault): ReadonlyArray<ApiFault> => Array.from({ length: 20 }, answer);

/** All of them. */
export const twilioFaults: ReadonlyArray<ProviderFault> = [
  ...answers.map(([fault, reason, retryable, answer]): ProviderFault => ({
    step: "Arm",
    fault: `the API answers with ${fault}`,
    rig: twilioMessagesRig({ atArm: () => many(answer) }),
    expected: providerFailed(reason, retryable),
    signIns: 2,
  })),
  ...answers.map(([fault, reason, retryable, answer]): ProviderFault => ({
    step: "AwaitCode",
    fault: `the API answers with ${fault}`,
    rig: twilioMessagesRig({ arrive: (api) => api.fault(...many(answer)) }),
    codeTimeout: 900,
    expected: retryable ? codeTimedOut : providerFailed(reason, false),
    signIns: 3,
  })),
  ...([["says nothing", silence], ["stalls", stall]] as const).map(([fault, answer]): ProviderFault => ({
    step: "AwaitCode",
    fault: `the API ${fault}`,
    rig: twilioMessagesRig({ arrive: (api) => api.fault(...many(answer)) }),
    codeTimeout: 900,
    expected: codeTimedOut,
    signIns: 2,
  })),
  {
    step: "Arm",
    fault: "a wrong auth token",
    rig: twilioMessagesRig({ options: (_, { provider }) => ({ authToken: provider }) }),
    expected: providerFailed("SignInRefused", false),
    signIns: 1,
  },
  {
    step: "Arm",
    fault: "a key that may not read messages",
    rig: twilioMessagesRig({
      options: ({ account }) => ({
        authToken: undefined,
        apiKey: account.restrictedKey,
        apiSecret: account.apiSecret,
      }),
    }),
    expected: providerFailed("NotAllowed", false),
    signIns: 1,
  },
  {
    step: "AwaitCode",
    fault: "a message whose code was made unreadable",
    rig: twilioMessagesRig({
      arrive: (api, _, to) =>
        void api.receive({ to, body: "Type **** to access the platform", error_code: 30038 }),
    }),
    expected: providerFailed("CodeRedacted", false),
    signIns: 3,
  },
  {
    step: "AwaitCode",
    fault: "the API fails once, and then has the code",
    rig: twilioMessagesRig({
      arrive: (api, code, to) => {
        api.fault(status(500));
        api.receive({ body: codeText(code), to });
      },
    }),
    waits: 4000,
    expected: "token",
    signIns: 4,
  },
];
