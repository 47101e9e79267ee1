/**
 * The simulated server.
 *
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Accounts } from "./Accounts.ts";
import { readBody } from "./api/readBody.ts";
import type { SimulatedOrder } from "./api/SimulatedOrder.ts";
import { ApiEndpoint } from "./ApiEndpoint.ts";
import { commitFault } from "./commitFault.ts";
import { Courier } from "./Courier.ts";
import type { Fault } from "./Fault.ts";
import { FaultPlan } from "./FaultPlan.ts";
import { listen } from "./listen.ts";
import { protocolValues, type ReceivedRequest, type SimulatorStep, tokenStep } from "./ReceivedRequest.ts";
import { json, methodRefused, send } from "./Reply.ts";
import { RequestLog } from "./RequestLog.ts";
import { settingsOf } from "./settings.ts";
import type { SimulatorOptions } from "./SimulatorOptions.ts";
import { Timers } from "./Timers.ts";
import { type TokenAnswer, TokenEndpoint } from "./TokenEndpoint.ts";

/** A running server. */
export interface Simulator extends AsyncDisposable {
  /** Where it listens, for example `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The base URL of its API, for example `http://127.0.0.1:40123/api`. */
  readonly baseUrl: string;
  /** What arrived, in order; a live list of the last 10,000 requests. */
  readonly requests: ReadonlyArray<ReceivedRequest>;
  /** How many requests arrived, by step. */
  readonly requestCounts: Readonly<Record<SimulatorStep, number>>;
  /**
   * The orders that were placed, in order; a live list of the last 10,000. An order in it changes as it is filled,
   * replaced or cancelled; to look at it here does nothing to it.
   */
  readonly orders: ReadonlyArray<SimulatedOrder>;
  /**
   * Sets the faults of a step, in place of earlier ones. Several come one after another: each as often as its `times`
   * says, by default for ever. Throws an `Error` where one cannot be used.
   */
  readonly setFault: (step: SimulatorStep, faults: Fault | ReadonlyArray<Fault>) => void;
  /** Ends the faults of one step, or of all; one that has begun goes on. */
  readonly clearFaults: (step?: SimulatorStep) => void;
  /** Unlocks a user who had too many failures; throws an `Error` where there is no such user. */
  readonly unlock: (username: string) => void;
  /**
   * Makes all tokens given so far worthless, of one user or of all: they get 401 from now on. Logins under way go on.
   * Throws an `Error` where there is no such user.
   */
  readonly revokeTokens: (username?: string) => void;
  /** Ends the server, all its connections, delays and deliveries. A second call does nothing more. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a simulated server.
 *
 * @param options Its app keys and users; all else has a default.
 * @returns The server, listening. Rejects with an `Error` that names the option where one cannot be used; where it is the
 * address, `code` says why (for example `EADDRINUSE`).
 *
 * @example
 * ```ts
 * import { simulate } from "@autoshares/auth/simulator";
 *
 * await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
 * broker.setFault("RequestToken", { type: "status", status: 503, headers: { "Retry-After": "1" }, times: 2 });
 * console.log(broker.baseUrl);
 * ```
 */
export async function simulate(options: SimulatorOptions): Promise<Simulator> {
  const settings = settingsOf(options);
  const accounts = new Accounts(settings);
  const tokenEndpoint = new TokenEndpoint(settings, accounts);
  const apiEndpoint = new ApiEndpoint(settings, accounts);
  const faults = new FaultPlan();
  const courier = new Courier(settings);
  const timers = new Timers();
  const log = new RequestLog();

  /** Notes a request; what comes back does the server's work for it. */
  function receive(
    request: IncomingMessage,
  ): { step: SimulatorStep; work: () => TokenAnswer | Promise<TokenAnswer> } {
    const { method = "", url = "" } = request;
    const path = url.replace(/\?.*$/s, "");
    const values = protocolValues(request.headers);
    const forToken = path === "/api/token";
    const step = forToken && method === "POST" ? tokenStep(values, accounts) : "ApiRequest";
    const username = values.username ?? accounts.ownerOf(values.bearer)?.user.username;
    log.add({ step, method, path, time: settings.clock(), username }, request.headers);
    if (!forToken) {
      const query = new URLSearchParams(url.slice(path.length));
      const carried = readBody(request);
      return {
        step,
        work: async () => ({
          reply: apiEndpoint.answer({ method, path, query, values, body: await carried }),
        }),
      };
    }
    request.resume(); // A body means nothing here.
    return {
      step,
      work: () => method === "POST" ? tokenEndpoint.answer(values) : { reply: methodRefused("POST") },
    };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {}); // The client went away.
    const { step, work } = receive(request);
    const fault = faults.next(step);
    if (fault !== undefined && fault.when !== "after") {
      if (fault.type !== "delay") return await commitFault(fault, response, undefined);
      await timers.wait(fault.milliseconds);
    }
    const { reply, delivery } = await work();
    if (delivery !== undefined && settings.deliverBeforeReply) await courier.deliver(delivery);
    if (fault?.when === "after" && fault.type === "delay") await timers.wait(fault.milliseconds);
    if (fault?.when === "after" && fault.type !== "delay") await commitFault(fault, response, reply);
    else await send(response, reply);
    if (delivery !== undefined && !settings.deliverBeforeReply) await courier.deliver(delivery);
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, json(500, { message: "The simulator failed" }));
    });
  });
  const { url, close: stop } = await listen(server, settings.host, settings.port);

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    timers.stop();
    courier.stop();
    return closing ??= stop();
  };
  return {
    url,
    baseUrl: `${url}/api`,
    requests: log.requests,
    requestCounts: log.counts,
    orders: apiEndpoint.orders,
    setFault: (step, planned) => faults.set(step, planned),
    clearFaults: (step) => faults.clear(step),
    unlock: (username) => accounts.unlock(username),
    revokeTokens: (username) => accounts.revokeTokens(username),
    close,
    [Symbol.asyncDispose]: close,
  };
}
