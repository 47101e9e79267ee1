/**
 * What has arrived.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";
import { protocolHeaders, type ReceivedRequest, type SimulatorStep } from "./ReceivedRequest.ts";

const longest = 10_000;

/** The requests of a server, without any secret. */
export class RequestLog {
  /** The last 10,000. */
  readonly requests: Array<ReceivedRequest> = [];
  readonly counts: Record<SimulatorStep, number> = {
    RequestToken: 0,
    SubmitCode: 0,
    SubmitPin: 0,
    ApiRequest: 0,
  };

  /** Adds a request; of its headers, the names of those that the protocol knows. */
  add(request: Omit<ReceivedRequest, "headers">, headers: IncomingHttpHeaders): void {
    this.counts[request.step]++;
    const present = protocolHeaders.filter((name) => headers[name.toLowerCase()] !== undefined);
    this.requests.push({ ...request, headers: present });
    if (this.requests.length > longest) this.requests.shift();
  }
}
