/**
 * What can go wrong with a call of the API, which the login's token carries.
 */
import { json } from "../support/scriptedServer.ts";
import { answers, requestsUpTo, upTo } from "./broker.ts";
import type { Refusal } from "./refusals.ts";
import { knownAt } from "./rowSecrets.ts";

const { codeExpected, succeeded, user } = answers;
const denied = json(401, { Message: "Authorization has been denied for this request." });
const relogin = [...requestsUpTo("ApiRequest"), ...requestsUpTo("ApiRequest")];
const call = "request" as const;
const step = "ApiRequest" as const;

/** Those that are not of the wire. */
export const apiFaults: ReadonlyArray<Refusal> = [
  {
    step,
    call,
    fault: "a token that is refused, and a new login helps",
    script: upTo(step, ({ delivering, secrets }) => [
      denied,
      delivering(1, codeExpected(secrets)),
      json(200, { State: "Succeeded", Token: `${secrets.token}=` }),
      user(),
    ]),
    expected: "token",
    requests: relogin,
  },
  {
    step,
    call,
    fault: "a token that is refused, and a new one too",
    script: upTo(step, ({ delivering, secrets }) => [
      denied,
      delivering(1, codeExpected(secrets)),
      json(200, { State: "Succeeded", Token: `${secrets.token}=` }),
      denied,
    ]),
    expected: { tag: "TokenRefused" },
    requests: relogin,
  },
  {
    step,
    call,
    fault: "a token that is refused, and the new login fails",
    script: upTo(step, ({ secrets }) => [
      denied,
      answers.failed("BaseAuthentication", `Invalid credentials ${knownAt(secrets, "RequestToken").all}`),
    ]),
    expected: { tag: "CredentialsRefused" },
    requests: [...requestsUpTo(step), "RequestToken"],
  },
  {
    step,
    call,
    fault: "a wrong app key",
    script: upTo(step, ({ secrets }) => [
      json(403, {
        error: `Application key is not defined or does not exist ${knownAt(secrets, step).all}`,
      }),
    ]),
    expected: { tag: "AppKeyRefused" },
    requests: requestsUpTo(step),
  },
  {
    step,
    call,
    fault: "a refusal in the API's own words",
    script: upTo(step, ({ secrets }) => [
      json(400, { Message: `The request is invalid: ${knownAt(secrets, step).all}` }),
    ]),
    expected: { tag: "ApiRefused", fields: { status: 400 } },
    requests: requestsUpTo(step),
  },
  {
    step,
    call,
    fault: "an answer of another shape",
    script: upTo(step, ({ secrets }) => [json(200, { UserId: knownAt(secrets, step).all, Login: 5 })]),
    expected: { tag: "UnexpectedResponse" },
    requests: requestsUpTo(step),
  },
  {
    step,
    call,
    fault: "a login that fails before it",
    script: upTo("SubmitCode", () => [json(503, {})]),
    expected: { tag: "ServerFault", fields: { step: "SubmitCode" } },
    requests: requestsUpTo("SubmitCode"),
  },
  {
    step,
    call,
    fault: "none: the token is good",
    script: upTo(step, () => [user()]),
    expected: "token",
    requests: requestsUpTo(step),
  },
  {
    step,
    call,
    fault: "none: there is no second factor",
    script: ({ secrets }) => [succeeded(secrets), user()],
    expected: "token",
    requests: ["RequestToken", step],
  },
];
