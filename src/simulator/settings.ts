/**
 * Checks the options of the simulator.
 *
 * @module
 */
import { headerValueProblem } from "../internal/http/headerValue.ts";
import { toConsole } from "./delivery/toConsole.ts";
import { randomCode } from "./random.ts";
import type { SimulatedUser, SimulatorOptions } from "./SimulatorOptions.ts";

type Defaulted = Required<
  Omit<SimulatorOptions, "appKey" | "onDeliveryError" | "codeLength" | "generateCode">
>;

/** The options with their defaults. */
export type SimulatorSettings =
  & { readonly [Name in keyof Defaulted]: NonNullable<Defaulted[Name]> }
  & Pick<SimulatorOptions, "onDeliveryError">
  & {
    readonly appKeys: ReadonlySet<string>;
    /** Makes a code for a user whose previous one is given. */
    readonly generateCode: (previous: string | undefined) => string;
  };

/**
 * Checks the options and fills in the defaults.
 *
 * @param options What the user gave.
 * @returns The settings; throws an `Error` that names the option, and no secret, where one cannot be used.
 */
export function settingsOf(options: SimulatorOptions): SimulatorSettings {
  const codeLength = wholeNumber("codeLength", options.codeLength ?? 4, 1, 64);
  return {
    appKeys: appKeysOf(options.appKey),
    users: usersOf(options.users),
    host: nonEmpty("host", options.host ?? "127.0.0.1"),
    port: wholeNumber("port", options.port ?? 0, 0, 65_535),
    deliver: options.deliver ?? toConsole(),
    deliverBeforeReply: options.deliverBeforeReply ?? true,
    onDeliveryError: options.onDeliveryError,
    generateCode: options.generateCode ?? ((previous) => randomCode(codeLength, previous)),
    codeLifetime: milliseconds("codeLifetime", options.codeLifetime ?? 300_000),
    maxCodeAttempts: wholeNumber("maxCodeAttempts", options.maxCodeAttempts ?? 3, 1),
    wrongCode: oneOf("wrongCode", options.wrongCode ?? "failed", ["failed", "expecting"]),
    maxFailures: wholeNumber("maxFailures", options.maxFailures ?? 5, 1),
    interimTokenLifetime: milliseconds("interimTokenLifetime", options.interimTokenLifetime ?? 600_000),
    clock: options.clock ?? Date.now,
  };
}

function appKeysOf(appKey: string | ReadonlyArray<string>): ReadonlySet<string> {
  const appKeys = typeof appKey === "string" ? [appKey] : [...appKey ?? []];
  if (appKeys.length === 0) throw new Error("appKey: at least one is needed");
  for (const each of appKeys) headerValue("appKey", each);
  return new Set(appKeys);
}

function usersOf(users: ReadonlyArray<SimulatedUser>): ReadonlyArray<SimulatedUser> {
  if (!Array.isArray(users) || users.length === 0) throw new Error("users: at least one is needed");
  const names = new Set<string>();
  for (const [index, user] of users.entries()) {
    const at = `users[${index}]`;
    headerValue(`${at}.username`, user.username);
    headerValue(`${at}.password`, user.password);
    if (user.pin !== undefined) headerValue(`${at}.pin`, user.pin);
    if (user.pin !== undefined && user.pinNotSet) {
      throw new Error(`${at}: pin and pinNotSet exclude each other`);
    }
    oneOf(`${at}.twoFactor`, user.twoFactor ?? "none", ["email", "sms", "none"]);
    oneOf(`${at}.pinStep`, user.pinStep ?? "after-code", ["before-code", "after-code"]);
    if (names.has(user.username)) throw new Error(`${at}.username: is the name of another user too`);
    names.add(user.username);
  }
  return [...users];
}

function headerValue(option: string, text: unknown): void {
  const problem = typeof text === "string" ? headerValueProblem(text) : "is not a string";
  if (problem !== undefined) throw new Error(`${option}: ${problem}`);
}

function nonEmpty(option: string, text: string): string {
  if (typeof text !== "string" || text === "") throw new Error(`${option}: is not a non-empty string`);
  return text;
}

function wholeNumber(
  option: string,
  value: number,
  least: number,
  greatest = Number.MAX_SAFE_INTEGER,
): number {
  if (!Number.isInteger(value) || value < least || value > greatest) {
    const range = greatest === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${greatest}`;
    throw new Error(`${option}: is not a whole number ${range}`);
  }
  return value;
}

function milliseconds(option: string, value: number): number {
  if (typeof value !== "number" || !(value > 0)) {
    throw new Error(`${option}: is not a number of milliseconds above 0`);
  }
  return value;
}

function oneOf<Value extends string>(option: string, value: Value, allowed: ReadonlyArray<Value>): Value {
  if (!allowed.includes(value)) throw new Error(`${option}: is none of ${allowed.join(", ")}`);
  return value;
}
