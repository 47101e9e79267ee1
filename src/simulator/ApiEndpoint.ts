/**
 * What stands behind the token: the paths below `{baseUrl}/v1.0`.
 *
 * @module
 */
import type { Accounts } from "./Accounts.ts";
import { denied, invalid, notFound, tooLarge } from "./api/refusals.ts";
import { findRoute } from "./api/routes.ts";
import { TradingAccounts } from "./api/TradingAccounts.ts";
import type { SimulatedOrder } from "./api/SimulatedOrder.ts";
import type { ProtocolValues } from "./ReceivedRequest.ts";
import { appKeyRefused, methodRefused, type Reply } from "./Reply.ts";
import type { SimulatorSettings } from "./settings.ts";

/** A request that is not for the token endpoint. */
export interface ApiRequest {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly values: ProtocolValues;
  /** What it carries; `undefined` where that is too large. */
  readonly body: Uint8Array | undefined;
}

/** The endpoints, and the trading accounts that they answer for. */
export class ApiEndpoint {
  readonly #settings: SimulatorSettings;
  readonly #users: Accounts;
  readonly #accounts: TradingAccounts;

  constructor(settings: SimulatorSettings, users: Accounts) {
    this.#settings = settings;
    this.#users = users;
    this.#accounts = new TradingAccounts(users, settings.clock);
  }

  /** The last 10,000 orders that were placed, oldest first. */
  get orders(): ReadonlyArray<SimulatedOrder> {
    return this.#accounts.orders;
  }

  /** Answers a request: path, method, app key and token are checked in this order, then what it asks for. */
  answer({ method, path, query, values, body }: ApiRequest): Reply {
    const route = findRoute(path);
    if (route === undefined) return notFound;
    const answer = route.methods.get(method);
    if (answer === undefined) return methodRefused([...route.methods.keys()].join(", "));
    const { appKey, bearer } = values;
    if (appKey === undefined || !this.#settings.appKeys.has(appKey)) return appKeyRefused;
    const owner = this.#users.ownerOf(bearer);
    if (owner === undefined) return denied;
    if (body === undefined) return tooLarge;
    const parts = decoded(route.parts);
    if (parts === undefined) return invalid();
    return answer({ owner, users: this.#users, accounts: this.#accounts, parts, query, body });
  }
}

function decoded(parts: ReadonlyArray<string>): ReadonlyArray<string> | undefined {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
