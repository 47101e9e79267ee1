/**
 * Reads orders.
 *
 * @module
 */
import type { ApiCall } from "../ApiCall.ts";
import { Order } from "./Order.ts";
import { type Page, pageOf, type PageOptions, pageQuery } from "./Page.ts";
import { accountPath, idText } from "./path.ts";

const page = pageOf(Order);
const greatestPage = 100;

/**
 * An account's orders, old and new: `GET /v1.0/accounts/{accountId}/orders`
 * (etna-trader-rest-api/public-api/Orders/Orders_GetOrders.md).
 *
 * @param accountId The account's id, from `accounts()`; a user's id gets an error 500.
 * @param options Which page: at most 100 items. Filters name a status by its number: 0 `New`, 1 `PartiallyFilled`, 2
 * `Filled`, 4 `Canceled`, 8 `Rejected`, 10 `PendingNew`; for example `SecurityId = 4 and Status in (0,1,10)`.
 * @returns The call, which gives a page. Throws `InvalidConfiguration` for what is no id or no page.
 *
 * @example
 * ```ts
 * import { orders } from "@autoshares/auth/api";
 *
 * orders(6303, { filter: "Status in (0,1,10)" });
 * ```
 */
export function orders(accountId: number, options: PageOptions = {}): ApiCall<Page<Order>> {
  return { path: `${accountPath(accountId)}/orders`, query: pageQuery(options, greatestPage), schema: page };
}

/**
 * One order: `GET /v1.0/accounts/{accountId}/orders/{orderId}`
 * (etna-trader-rest-api/public-api/Orders/Orders_GetOrder.md).
 *
 * @param accountId The account's id.
 * @param orderId The order's id.
 * @returns The call, which gives the order. Throws `InvalidConfiguration` for what is no id.
 *
 * @example
 * ```ts
 * import { order } from "@autoshares/auth/api";
 *
 * order(6303, 73552).path; // "/v1.0/accounts/6303/orders/73552"
 * ```
 */
export function order(accountId: number, orderId: number): ApiCall<Order> {
  return { path: orderPath(accountId, orderId), schema: Order };
}

/**
 * The path of an order.
 *
 * @param accountId The account's id.
 * @param orderId The order's id.
 * @returns The path; throws `InvalidConfiguration`.
 */
export function orderPath(accountId: number, orderId: number): string {
  return `${accountPath(accountId)}/orders/${idText("orderId", orderId)}`;
}
