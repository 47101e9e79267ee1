/**
 * A bare client of the simulator, and a simulator with a mailbox and a clock.
 */
import {
  type CodeDelivery,
  simulate,
  type SimulatedUser,
  type Simulator,
  type SimulatorOptions,
} from "../../../src/simulator/mod.ts";

export const appKey = "made-up key";
export const password = "pässword~";

/** What a response said. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string>>;
}

/** What a request carries beyond app key, username `bob` and password; `undefined` leaves a header out. */
export type Carried = Readonly<Record<string, string | undefined>>;

/** The headers of a request. */
export function headersOf(carried: Carried = {}): Record<string, string> {
  const all = { "Et-App-Key": appKey, "Username": "bob", "Password": password, ...carried };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => value === undefined ? [] : [[name, value]]),
  );
}

/** The headers of a second request. */
export const submit = (ticket: string | undefined, code?: string, pin?: string): Carried => ({
  "Authorization": `Bearer ${ticket}`,
  "VerificationCode": code,
  "PinCode": pin,
});

/** A simulator under test. */
export interface Bench extends AsyncDisposable {
  readonly broker: Simulator;
  /** What was delivered, in order. */
  readonly inbox: Array<CodeDelivery>;
  /** The present; a test moves it. */
  readonly time: { now: number };
  readonly token: (carried?: Carried) => Promise<Answer>;
  readonly info: (token: string | undefined, carried?: Carried) => Promise<Answer>;
  /** The first request, the code that it sent, and its interim token. */
  readonly begin: (carried?: Carried) => Promise<{ readonly ticket: string; readonly code: string }>;
}

/** Starts a simulator whose only user is bob, unless the options say otherwise. */
export async function bench(
  user: Partial<SimulatedUser> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<Bench> {
  const inbox: Array<CodeDelivery> = [];
  const time = { now: 1_800_000_000_000 };
  const broker = await simulate({
    appKey,
    users: [{ username: "bob", password, twoFactor: "sms", ...user }],
    deliver: (delivery) => void inbox.push(delivery),
    clock: () => time.now,
    ...options,
  });
  const answerOf = async (path: string, method: string, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(broker.baseUrl + path, { method, headers });
    return {
      status: response.status,
      headers: response.headers,
      body: await response.json() as Answer["body"],
    };
  };
  const token = (carried?: Carried) => answerOf("/token", "POST", headersOf(carried));
  return {
    broker,
    inbox,
    time,
    token,
    info: (bearer, carried = {}) => {
      const authorization = bearer === undefined ? undefined : `Bearer ${bearer}`;
      const headers = headersOf({
        "Authorization": authorization,
        "Username": undefined,
        "Password": undefined,
        ...carried,
      });
      return answerOf("/v1.0/users/@me/info", "GET", headers);
    },
    begin: async (carried) => {
      const { body } = await token(carried);
      return { ticket: body["Token"] ?? "", code: inbox.at(-1)?.code ?? "" };
    },
    [Symbol.asyncDispose]: () => broker.close(),
  };
}

/** A code that is not the given one. */
export const wrongCode = (code: string): string => code === "0000" ? "0001" : "0000";

export const codeExpected = {
  Step: "VerificationCode",
  Reason: "Expecting confirmation code",
  State: "Expecting",
};
export const pinExpected = { Step: "SecutityPin", Reason: "Invalid pin", State: "Expecting" };
export const badCredentials = { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" };
export const locked = { State: "Failed", Step: "BaseAuthentication", Reason: "User is locked" };
export const corrupted = { State: "Failed", Step: "VerificationCode", Reason: "Corrupted ticket" };
export const codeRefused = { State: "Failed", Step: "VerificationCode", Reason: "Invalid confirmation code" };
export const pinRefused = { State: "Failed", Step: "SecutityPin", Reason: "Invalid pin" };
