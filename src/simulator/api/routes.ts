/**
 * Which paths the API has.
 *
 * @module
 */
import type { Answer } from "./ApiContext.ts";
import { listSecurities, lookUpSecurities, readSecurity } from "./equities.ts";
import { listPositions, readBalances } from "./holdings.ts";
import { cancelOrder, listOrders, placeOrder, previewOrder, readOrder, replaceOrder } from "./orders.ts";
import { userAccounts, userInfo } from "./users.ts";

/** A path of the API. */
export interface Route {
  /** Its answers, by method. */
  readonly methods: ReadonlyMap<string, Answer>;
  /** The parts of the path that vary, as they were sent. */
  readonly parts: ReadonlyArray<string>;
}

const routes = [
  route("users/{userId}/info", { GET: userInfo }),
  route("users/{userId}/accounts", { GET: userAccounts }),
  route("accounts/{accountId}/info", { GET: readBalances }),
  route("accounts/{accountId}/positions", { GET: listPositions }),
  route("accounts/{accountId}/orders", { GET: listOrders, POST: placeOrder }),
  route("accounts/{accountId}/orders/{orderId}", { GET: readOrder, PUT: replaceOrder, DELETE: cancelOrder }),
  route("accounts/{accountId}/preview/orders", { POST: previewOrder }),
  route("equities", { GET: listSecurities }),
  route("equities/lookup", { GET: lookUpSecurities }),
  route("equities/{symbolOrId}", { GET: readSecurity }),
];

function route(path: string, methods: Readonly<Record<string, Answer>>) {
  const pattern = path.replace(/\{\w+\}/g, "([^/]+)");
  return { pattern: new RegExp(`^/api/v1\\.0/${pattern}$`), methods: new Map(Object.entries(methods)) };
}

/**
 * Finds what answers a path.
 *
 * @param path The path, without the query.
 * @returns The first route that it fits; `undefined` where there is none.
 */
export function findRoute(path: string): Route | undefined {
  for (const { pattern, methods } of routes) {
    const match = pattern.exec(path);
    if (match !== null) return { methods, parts: match.slice(1) };
  }
  return undefined;
}
