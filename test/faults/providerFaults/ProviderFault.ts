/**
 * What can go wrong with one provider alone.
 */
import type { ClientOptions } from "../../../mod.ts";
import { answers, requestsUpTo, upTo } from "../broker.ts";
import type { Expected, ExpectedError, RigMaker, Row, ScriptContext } from "../Row.ts";
import type { ScriptedReply } from "../../support/scriptedServer.ts";

/** A fault of a provider. */
export interface ProviderFault {
  readonly fault: string;
  /** `Arm`: nothing is sent to the broker; `AwaitCode`: the first request alone. */
  readonly step: "Arm" | "AwaitCode";
  readonly rig: RigMaker;
  readonly expected: Expected;
  readonly signIns?: number;
  /** How long the login waits for the code; default as usual. */
  readonly codeTimeout?: number;
  readonly options?: Partial<ClientOptions>;
  readonly waits?: number;
  /** In place of one code and the token. */
  readonly script?: (context: ScriptContext) => ReadonlyArray<ScriptedReply>;
  readonly requests?: Row["requests"];
}

/** The error of a provider that failed. */
export function providerFailed(reason: string | undefined, retryable: boolean): ExpectedError {
  return { tag: "ProviderFailed", retryable, ...(reason === undefined ? {} : { reason }) };
}

/** The error of a wait that ended. */
export const codeTimedOut: ExpectedError = { tag: "CodeTimedOut" };

/** The row of a fault. */
export function rowOf(provider: string, { codeTimeout, options, ...fault }: ProviderFault): Row {
  const { step, expected } = fault;
  const sent = step === "Arm"
    ? []
    : expected === "token"
    ? requestsUpTo("SubmitCode")
    : ["RequestToken" as const];
  return {
    provider,
    script: upTo("SubmitCode", ({ secrets }) => [answers.succeeded(secrets)]),
    requests: expected === "token" ? requestsUpTo("SubmitCode") : sent,
    ...fault,
    waits: (fault.waits ?? 0) + (codeTimeout ?? 0),
    setting: () => ({ options: { ...options, ...(codeTimeout === undefined ? {} : { codeTimeout }) } }),
  };
}
