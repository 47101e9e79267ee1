/**
 * What the broker may refuse: the documented answers that are no token, and how often anything is sent for them.
 */
import { json, type ScriptedReply } from "../support/scriptedServer.ts";
import { answers, requestsUpTo, upTo } from "./broker.ts";
import type { Row, ScriptContext } from "./Row.ts";
import { knownAt, type RowSecrets } from "./rowSecrets.ts";

/** A refusal, of any provider's login. */
export type Refusal = Omit<Row, "provider" | "rig">;

const { codeExpected, pinExpected, succeeded, failed } = answers;

const appKeyRefused = ({ all }: RowSecrets) =>
  json(403, { error: `Application key is not defined or does not exist ${all}` });
const passwordExpired = ({ token }: RowSecrets) =>
  json(401, {
    State: "BaseAuthentication",
    Reason: "Your Password has expired and must be changed",
    Token: token,
  });
const pinNotSet = ({ token }: RowSecrets) =>
  json(202, { State: "Expecting", Step: "SecutityPin", Reason: "PIN code is not init", Token: token });
const wrongPassword = ({ all }: RowSecrets) => failed("BaseAuthentication", `Invalid credentials ${all}`);
const locked = () => failed("BaseAuthentication", "User is locked");
const wrongCode = ({ all }: RowSecrets) => failed("VerificationCode", `Invalid confirmation code ${all}`);
const tooManyCodes = () => failed("VerificationCode", "Too many attempts");
const wrongPin = ({ all }: RowSecrets) => failed("SecutityPin", `Invalid pin ${all}`);
const corrupted = () => failed("VerificationCode", "Corrupted ticket");

/** At whatever step, and with a status that says something else too. */
const anywhere: ReadonlyArray<
  readonly [fault: string, answer: (secrets: RowSecrets) => ScriptedReply, expected: Row["expected"]]
> = [
  ["a wrong password", wrongPassword, { tag: "CredentialsRefused" }],
  ["a locked user", locked, { tag: "CredentialsRefused" }],
  ["a wrong app key", appKeyRefused, { tag: "AppKeyRefused" }],
  ["an expired password", passwordExpired, { tag: "PasswordExpired" }],
  ["a pin that was never set", pinNotSet, { tag: "PinNotSet" }],
  ["a wrong pin", wrongPin, { tag: "PinRefused" }],
];

const steps = ["RequestToken", "SubmitCode", "SubmitPin"] as const;

const atAnyStep: ReadonlyArray<Refusal> = steps.flatMap((step) =>
  anywhere.map(([fault, answer, expected]): Refusal => ({
    step,
    fault,
    script: upTo(step, ({ secrets }) => [answer(knownAt(secrets, step))]),
    expected,
    requests: requestsUpTo(step),
    pin: step === "SubmitPin",
  }))
);

/** After the first code. */
const withCode = (then: (context: ScriptContext, at: RowSecrets) => ReadonlyArray<ScriptedReply>) =>
  upTo("SubmitCode", (context) => then(context, knownAt(context.secrets, "SubmitCode")));

const ofCodes: ReadonlyArray<Refusal> = [
  {
    step: "SubmitCode",
    fault: "a code that is refused, and the next one is right",
    script: withCode(({ delivering, secrets }, at) => [delivering(1, wrongCode(at)), succeeded(secrets)]),
    expected: "token",
    requests: requestsUpTo("SubmitCode", 2),
  },
  {
    step: "SubmitCode",
    fault: "a code that is asked for again, and the next one is right",
    script: withCode(({ delivering, secrets }) => [delivering(1, codeExpected(secrets)), succeeded(secrets)]),
    expected: "token",
    requests: requestsUpTo("SubmitCode", 2),
  },
  {
    step: "SubmitCode",
    fault: "three codes that are refused",
    script: withCode(({ delivering }, at) => [
      delivering(1, wrongCode(at)),
      delivering(2, wrongCode(at)),
      delivering(3, wrongCode(at)),
    ]),
    expected: { tag: "CodeRefused", fields: { codesTried: 3 } },
    requests: requestsUpTo("SubmitCode", 3),
  },
  {
    step: "SubmitCode",
    fault: "a code that is refused, with words of a lock-out",
    script: withCode(({ delivering }) => [delivering(1, tooManyCodes())]),
    expected: { tag: "CodeRefused", fields: { codesTried: 1 } },
    requests: requestsUpTo("SubmitCode"),
  },
  {
    step: "SubmitCode",
    fault: "too many codes refused, and then another login",
    script: withCode(({ delivering }, at) => [
      delivering(1, wrongCode(at)),
      delivering(2, wrongCode(at)),
      delivering(3, wrongCode(at)),
    ]),
    earlier: 1,
    expected: { tag: "LoginPostponed", fields: { codesRefused: 3 } },
    requests: requestsUpTo("SubmitCode", 3),
  },
];

const ofTickets: ReadonlyArray<Refusal> = [
  {
    step: "RequestToken",
    fault: "a corrupted ticket, twice",
    script: () => [corrupted(), corrupted()],
    expected: { tag: "TicketCorrupted", fields: { step: "RequestToken" } },
    requests: requestsUpTo("RequestToken", 2),
  },
  {
    step: "SubmitCode",
    fault: "a corrupted ticket, once: the login starts again",
    script: withCode(({ delivering, secrets }) => [
      corrupted(),
      delivering(1, codeExpected(secrets)),
      succeeded(secrets),
    ]),
    expected: "token",
    requests: [...requestsUpTo("SubmitCode"), ...requestsUpTo("SubmitCode")],
  },
  {
    step: "SubmitCode",
    fault: "a corrupted ticket, twice",
    script: withCode(({ delivering, secrets }) => [
      corrupted(),
      delivering(1, codeExpected(secrets)),
      corrupted(),
    ]),
    expected: { tag: "TicketCorrupted", fields: { step: "SubmitCode" } },
    requests: [...requestsUpTo("SubmitCode"), ...requestsUpTo("SubmitCode")],
  },
];

const ofPins: ReadonlyArray<Refusal> = [
  {
    step: "RequestToken",
    fault: "a pin is asked for, and none is set",
    script: ({ secrets }) => [pinExpected(secrets)],
    expected: { tag: "PinRequired" },
    requests: ["RequestToken"],
  },
  {
    step: "SubmitCode",
    fault: "a pin is asked for, and none is set",
    script: withCode(({ secrets }) => [pinExpected(secrets)]),
    expected: { tag: "PinRequired" },
    requests: requestsUpTo("SubmitCode"),
  },
  {
    step: "SubmitPin",
    fault: "the pin is asked for again",
    pin: true,
    script: upTo("SubmitPin", ({ secrets }) => [pinExpected(secrets)]),
    expected: { tag: "PinRefused" },
    requests: requestsUpTo("SubmitPin"),
  },
  {
    step: "RequestToken",
    fault: "a wrong pin before the code, and then another login",
    pin: true,
    script: ({ secrets }) => [pinExpected(secrets), wrongPin(knownAt(secrets, "SubmitPin"))],
    earlier: 1,
    expected: { tag: "LoginWithheld", fields: { refused: "pin", times: 1 } },
    requests: ["RequestToken", "SubmitPin"],
  },
];

const ofPasswords: ReadonlyArray<Refusal> = [
  {
    step: "RequestToken",
    fault: "a wrong password, and then another login",
    script: ({ secrets }) => [wrongPassword(knownAt(secrets, "RequestToken"))],
    earlier: 1,
    expected: { tag: "LoginWithheld", fields: { refused: "password", times: 1 } },
    requests: ["RequestToken"],
  },
];

/** All of them. */
export const refusals: ReadonlyArray<Refusal> = [
  ...atAnyStep,
  ...ofCodes,
  ...ofTickets,
  ...ofPins,
  ...ofPasswords,
];
