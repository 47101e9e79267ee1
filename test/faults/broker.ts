/**
 * The broker of one row: a scripted token endpoint and API, which can also vanish.
 */
import {
  json,
  type RecordedRequest,
  reply,
  type ScriptedReply,
  scriptedServer,
} from "../support/scriptedServer.ts";
import { tcpProxy } from "../support/tcpProxy.ts";
import type { Rig, ScriptContext, WireStep } from "./Row.ts";
import type { RowSecrets } from "./rowSecrets.ts";

/** A running broker; disposing of it closes every connection. */
export interface Broker extends AsyncDisposable {
  readonly baseUrl: string;
  readonly requests: ReadonlyArray<RecordedRequest>;
  /** The steps of the requests so far. */
  readonly steps: () => ReadonlyArray<WireStep>;
  readonly received: (count: number) => Promise<RecordedRequest>;
}

/** What a request is for, by what it carries. */
export function stepOf({ path, headers }: RecordedRequest): WireStep {
  if (path !== "/api/token") return "ApiRequest";
  if (headers["pincode"] !== undefined) return "SubmitPin";
  return headers["verificationcode"] === undefined ? "RequestToken" : "SubmitCode";
}

/**
 * Starts a broker.
 *
 * @param script Its answers.
 * @param secrets The row's.
 * @param rig Where codes arrive.
 * @returns The broker.
 */
export async function startBroker(
  script: (context: ScriptContext) => ReadonlyArray<ScriptedReply>,
  secrets: RowSecrets,
  rig: Rig,
): Promise<Broker> {
  const timers: Array<ReturnType<typeof setTimeout>> = [];
  let refuse = (): void => {};
  let isToVanish = false;
  const context: ScriptContext = {
    secrets,
    delivering: (n, answer) => (socket, request) => {
      void Promise.resolve(rig.deliver(secrets.codes[n] ?? "")).then(() => answer(socket, request));
    },
    deliveringAfter: (millis, n, answer) => (socket, request) => {
      answer(socket, request);
      timers.push(setTimeout(() => void rig.deliver(secrets.codes[n] ?? ""), millis));
    },
    refusingAfter: (answer) => {
      isToVanish = true;
      return (socket, request) => {
        refuse();
        closing(answer)(socket, request);
      };
    },
  };
  const server = await scriptedServer(script(context));
  const proxy = isToVanish ? await tcpProxy(server.port) : undefined;
  refuse = () => void proxy?.refuse();
  return {
    baseUrl: proxy === undefined ? server.baseUrl : `http://127.0.0.1:${proxy.port}/api`,
    requests: server.requests,
    steps: () => server.requests.map(stepOf),
    received: (count) => server.received(count),
    [Symbol.asyncDispose]: async () => {
      timers.forEach(clearTimeout);
      await proxy?.[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Answers, and closes the connection. */
export const closing = (answer: ScriptedReply): ScriptedReply => (socket, request) => {
  const write = (data: string | Uint8Array): boolean =>
    socket.write(typeof data === "string" ? data.replace("\r\n", "\r\nConnection: close\r\n") : data);
  answer(Object.create(socket, { write: { value: write } }), request);
  socket.end();
};

/** The documented answers, with a row's secrets. */
export const answers = {
  codeExpected: ({ interim }: RowSecrets): ScriptedReply =>
    json(202, {
      State: "Expecting",
      Step: "VerificationCode",
      Reason: "Expecting confirmation code",
      Token: interim,
    }),
  pinExpected: ({ interim }: RowSecrets): ScriptedReply =>
    json(202, { State: "Expecting", Step: "SecutityPin", Reason: "Invalid pin", Token: interim }),
  succeeded: ({ token }: RowSecrets): ScriptedReply => json(200, { State: "Succeeded", Token: token }),
  failed: (step: string, reason: string): ScriptedReply =>
    json(401, { State: "Failed", Step: step, Reason: reason }),
  user: (): ScriptedReply => json(200, { UserId: 1, Login: "bob" }),
  nothing: (): ScriptedReply => reply(200, ""),
};

/**
 * The answers up to a step, and what answers that one.
 *
 * @param step The step.
 * @param fault Its answer, or several in turn.
 * @param change Changes each answer before it; of the last one it is told so.
 * @returns The script.
 */
export function upTo(
  step: WireStep,
  fault: (context: ScriptContext) => ReadonlyArray<ScriptedReply>,
  change: (reply: ScriptedReply, context: ScriptContext, isLast: boolean) => ScriptedReply = (reply) => reply,
): (context: ScriptContext) => ReadonlyArray<ScriptedReply> {
  return (context) => {
    const { secrets, delivering } = context;
    const { codeExpected, pinExpected, succeeded } = answers;
    const code = (isLast: boolean) => delivering(0, change(codeExpected(secrets), context, isLast));
    const before = {
      RequestToken: () => [],
      SubmitCode: () => [code(true)],
      SubmitPin: () => [code(false), change(pinExpected(secrets), context, true)],
      ApiRequest: () => [code(false), change(succeeded(secrets), context, true)],
    }[step]();
    return [...before, ...fault(context)];
  };
}

/** The requests up to a step, and that step so many times. */
export function requestsUpTo(step: WireStep, times = 1): ReadonlyArray<WireStep> {
  const before: Readonly<Record<WireStep, ReadonlyArray<WireStep>>> = {
    RequestToken: [],
    SubmitCode: ["RequestToken"],
    SubmitPin: ["RequestToken", "SubmitCode"],
    ApiRequest: ["RequestToken", "SubmitCode"],
  };
  return [...before[step], ...Array.from({ length: times }, () => step)];
}
