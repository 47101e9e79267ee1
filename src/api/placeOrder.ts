/**
 * Sends, changes and cancels orders.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { changed } from "./answer.ts";
import type { NewOrder, OrderChange } from "./NewOrder.ts";
import { Order } from "./Order.ts";
import { changeBody, orderBody } from "./orderBody.ts";
import { OrderPreview } from "./OrderPreview.ts";
import { orderPath } from "./orders.ts";
import { accountPath } from "./path.ts";

/** Whatever the answer says, it says nothing. */
const nothing: Schema.Decoder<void> = changed(Schema.Undefined, () => undefined);

/**
 * What an order would cost, and whether the server would take it; nothing is placed:
 * `POST /v1.0/accounts/{accountId}/preview/orders`
 * (etna-trader-rest-api/public-api/Orders/Orders_PreviewCreateOrder.md).
 *
 * @param accountId The account's id, from `accounts()`; a user's id gets an error 500.
 * @param order The order.
 * @returns The call, which gives the preview. Throws `InvalidConfiguration` that names a field which cannot be used.
 *
 * @example
 * ```ts
 * import { previewOrder } from "@autoshares/auth/api";
 *
 * previewOrder(6303, { Symbol: "AAPL", Side: "Buy", Type: "Market", Quantity: 1 });
 * ```
 */
export function previewOrder(accountId: number, order: NewOrder): ApiCall<OrderPreview> {
  return {
    method: "POST",
    path: `${accountPath(accountId)}/preview/orders`,
    body: orderBody(order),
    schema: OrderPreview,
  };
}

/**
 * Sends an order: `POST /v1.0/accounts/{accountId}/orders`
 * (etna-trader-rest-api/public-api/Orders/Orders_PlaceOrder.md).
 *
 * **An answer is no acceptance**: the order begins as `PendingNew`; look at its `Status` by `order()` until it is
 * something else.
 *
 * **The library never sends an order twice** (but after a 401, to which the server has done nothing). After
 * `NetworkFailed` with `mayHaveArrived`, `RequestTimedOut`, `ServerFault`, `UnexpectedResponse` or an abort, the order
 * may have been placed all the same: look for its `ClientId` among `orders()` before you send it again.
 *
 * @param accountId The account's id, from `accounts()`; a user's id gets an error 500.
 * @param order The order. It is copied: later changes to the object do nothing.
 * @returns The call, which gives the order as the server noted it. Throws `InvalidConfiguration` that names a field which
 * cannot be used, before anything is sent.
 *
 * @example
 * ```ts
 * import { placeOrder } from "@autoshares/auth/api";
 *
 * placeOrder(6303, {
 *   Symbol: "AAPL",
 *   Side: "Buy",
 *   Type: "Limit",
 *   Price: 170,
 *   Quantity: 100,
 *   ClientId: crypto.randomUUID(),
 * });
 * ```
 */
export function placeOrder(accountId: number, order: NewOrder): ApiCall<Order> {
  return {
    method: "POST",
    path: `${accountPath(accountId)}/orders`,
    body: orderBody(order),
    schema: Order,
  };
}

/**
 * Changes an order that stands: `PUT /v1.0/accounts/{accountId}/orders/{orderId}`
 * (etna-trader-rest-api/public-api/Orders/Orders_ReplaceOrder.md). An answer is no acceptance, and the call is never sent
 * twice: see {@linkcode placeOrder}.
 *
 * @param accountId The account's id.
 * @param orderId The order's id; the answer may have another, which counts from then on.
 * @param change What it becomes, copied.
 * @returns The call, which gives the order; fails with `ApiRefused` (status 409) where it is too late. Throws
 * `InvalidConfiguration` that names a field which cannot be used.
 *
 * @example
 * ```ts
 * import { replaceOrder } from "@autoshares/auth/api";
 *
 * replaceOrder(6303, 178941, { Quantity: 5, Price: 49 });
 * ```
 */
export function replaceOrder(accountId: number, orderId: number, change: OrderChange): ApiCall<Order> {
  return {
    method: "PUT",
    path: orderPath(accountId, orderId),
    body: changeBody(orderId, change),
    schema: Order,
  };
}

/**
 * Cancels an order that stands: `DELETE /v1.0/accounts/{accountId}/orders/{orderId}`
 * (etna-trader-rest-api/public-api/Orders/Orders_CancelOrder.md). The order can still be filled before the venue has
 * cancelled it: look at its `Status` by `order()`.
 *
 * @param accountId The account's id.
 * @param orderId The order's id.
 * @returns The call, which gives nothing; fails with `ApiRefused` (status 409) where it is too late. Throws
 * `InvalidConfiguration` for what is no id.
 *
 * @example
 * ```ts
 * import { cancelOrder } from "@autoshares/auth/api";
 *
 * cancelOrder(6303, 73552).method; // "DELETE"
 * ```
 */
export function cancelOrder(accountId: number, orderId: number): ApiCall<void> {
  return { method: "DELETE", path: orderPath(accountId, orderId), schema: nothing };
}
