/**
 * What a fault of the wire is, and what usually comes of one.
 */
import type { ScriptedReply } from "../../support/scriptedServer.ts";
import type { Expected, ExpectedError } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";

/** A fault of the wire. */
export interface WireFault {
  readonly fault: string;
  /** The answer; `refused`: nobody listens any more. */
  readonly answer: ((secrets: RowSecrets) => ScriptedReply) | "refused";
  /** What comes of it at the token endpoint. */
  readonly expected: Expected;
  /** What comes of it at the API, where that is something else; `none`: it is no fault there. */
  readonly ofApi?: Expected | "none";
  /** How often the request is sent; default once. */
  readonly times?: number;
  /** What it takes to read it, in milliseconds. */
  readonly waits?: number;
  /** Whether only the request's time limit ends it. */
  readonly endless?: boolean;
}

/** Whether this is Deno, which tells some failures otherwise. */
export const isDeno: boolean = "Deno" in globalThis;
/** A connection that failed in one of these ways. */
export const network = (...kind: ReadonlyArray<string>): Expected => ({
  tag: "NetworkFailed",
  fields: { kind },
});
export const unexpected: ExpectedError = { tag: "UnexpectedResponse" };
export const timedOut: Expected = { tag: "RequestTimedOut" };
export const tooLarge: Expected = { tag: "ResponseTooLarge" };
export const refusedRedirect: Expected = { tag: "RedirectRefused" };
/** What a status with an undocumented body means at the token endpoint. */
export const ofStatus = (status: number): ExpectedError =>
  status === 429 ? { tag: "RateLimited" } : status >= 500 ? { tag: "ServerFault" } : unexpected;
/** What it means at the API. */
export const ofApiStatus = (status: number): ExpectedError =>
  status < 500 && status !== 429 ? { tag: "ApiRefused" } : ofStatus(status);
