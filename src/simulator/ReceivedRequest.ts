/**
 * What arrives at the server.
 *
 * @module
 */
import type { IncomingHttpHeaders } from "node:http";
import type { Accounts } from "./Accounts.ts";

/**
 * What a request is for. `POST /token` is `RequestToken` without interim token and code; `SubmitPin` where it carries a
 * pin and either no code or the one that its login has already accepted; else `SubmitCode`. Anything else is
 * `ApiRequest`.
 */
export type SimulatorStep = "RequestToken" | "SubmitCode" | "SubmitPin" | "ApiRequest";

/** A request that arrived. It holds no password, code, pin, key or token. */
export interface ReceivedRequest {
  /** What it was for. */
  readonly step: SimulatorStep;
  /** The HTTP method, in capitals. */
  readonly method: string;
  /** The path without its query, for example `/api/token`. */
  readonly path: string;
  /** When, by the simulator's clock, in milliseconds since 1970. */
  readonly time: number;
  /** What the header `Username` says, or whose token it is; may be nobody's name. */
  readonly username: string | undefined;
  /** Which of the protocol's headers it had, spelt as in {@linkcode protocolHeaders}. */
  readonly headers: ReadonlyArray<string>;
}

/** The headers that mean something to the server. */
export const protocolHeaders = [
  "Accept",
  "Authorization",
  "Et-App-Key",
  "Password",
  "PinCode",
  "Username",
  "VerificationCode",
] as const;

/** The values of a request's headers; an empty one counts as absent. Each byte is one character (Latin-1). */
export interface ProtocolValues {
  readonly appKey: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Whether there is an `Authorization` at all. */
  readonly authorized: boolean;
  /** What stands after `Bearer` and one blank. */
  readonly bearer: string | undefined;
  readonly code: string | undefined;
  readonly pin: string | undefined;
}

/**
 * Reads the protocol's headers.
 *
 * @param headers As `node:http` gives them.
 * @returns Their values.
 */
export function protocolValues(headers: IncomingHttpHeaders): ProtocolValues {
  const valueOf = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const authorization = valueOf("authorization");
  return {
    appKey: valueOf("et-app-key"),
    username: valueOf("username"),
    password: valueOf("password"),
    authorized: authorization !== undefined,
    bearer: /^Bearer (\S+)$/.exec(authorization ?? "")?.[1],
    code: valueOf("verificationcode"),
    pin: valueOf("pincode"),
  };
}

/**
 * Tells what a request to the token endpoint is for.
 *
 * @param values Its headers.
 * @param accounts The server's memory, which knows the codes that were accepted.
 * @returns The step.
 */
export function tokenStep(values: ProtocolValues, accounts: Accounts): SimulatorStep {
  const { authorized, code, pin, username, bearer } = values;
  if (!authorized && code === undefined) return "RequestToken";
  if (pin === undefined) return "SubmitCode";
  const login = accounts.find(username)?.login;
  const accepted = login?.codeAccepted === true && login.ticket === bearer && login.code?.text === code;
  return code === undefined || accepted ? "SubmitPin" : "SubmitCode";
}
