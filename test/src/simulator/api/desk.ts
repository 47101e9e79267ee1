/**
 * A simulator whose API a test asks in bare HTTP.
 */
import type { Simulator } from "../../../../src/simulator/mod.ts";
import { bench, headersOf } from "../client.ts";

/** What a test reads in a body by name; there is more in it, and not all of this in each. */
export interface ApiBody {
  readonly Id: number;
  readonly UserId: number;
  readonly Status: string;
  readonly Message: string;
  readonly ModelState?: Readonly<Record<string, unknown>>;
  readonly Result: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly NextPageLink: string;
  readonly PreviousPageLink: string;
}

/** What a response said. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` where there is none. */
  readonly body: ApiBody;
}

/** A simulator with the users bob and ann. */
export interface ApiDesk extends AsyncDisposable {
  readonly broker: Simulator;
  readonly time: { now: number };
  /** The path of bob's account below the base URL. */
  readonly account: string;
  /** Asks as bob, unless another token is given. */
  readonly ask: (
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    token?: string,
  ) => Promise<ApiReply>;
  /** Sends an order as bob. */
  readonly place: (order: object) => Promise<ApiReply>;
  readonly tokenOf: (username: string) => Promise<string>;
  /** The path of an account below the base URL, bob's unless another token is given. */
  readonly accountOf: (token?: string) => Promise<string>;
}

/** Starts it. */
export async function apiDesk(): Promise<ApiDesk> {
  const users = ["bob", "ann"].map((username) => ({ username, password: "pw" }));
  const both = await bench({}, { users });
  const tokenOf = async (username: string): Promise<string> => {
    const { body } = await both.token({ "Username": username, "Password": "pw" });
    return body["Token"] ?? "";
  };
  const bobs = await tokenOf("bob");
  const ask = async (
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    token: string = bobs,
  ): Promise<ApiReply> => {
    const headers = headersOf({
      "Username": undefined,
      "Password": undefined,
      "Authorization": `Bearer ${token}`,
    });
    const response = await fetch(both.broker.baseUrl + path, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  const accountOf = async (token?: string): Promise<string> => {
    const { body } = await ask("GET", "/v1.0/users/@me/accounts", undefined, token);
    const [first] = body as unknown as ReadonlyArray<ApiBody>;
    return `/v1.0/accounts/${first?.Id}`;
  };
  const account = await accountOf();
  return {
    broker: both.broker,
    time: both.time,
    account,
    ask,
    place: (order) => ask("POST", `${account}/orders`, JSON.stringify(order)),
    tokenOf,
    accountOf,
    [Symbol.asyncDispose]: () => both[Symbol.asyncDispose](),
  };
}

export const limit = { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 10 };
export const market = { Symbol: "AAPL", Side: "Buy", Type: "Market", Quantity: 10 };
export const firstPage = "pageNumber=0&pageSize=50";
