/**
 * The calls of the broker's API where most bots start, as values: `client.request(call)` (promises) and
 * `session.request(call)` (Effect) send them.
 *
 * Names are the broker's, as in its documentation ({@link https://github.com/etnatrader/gitbookHelp}), but spelt right:
 * `TimeInForce`, `ExecBroker` and `Percentage` are `TimeInforce`, `ExecBrocker` and `Persentage` on the wire.
 *
 * - **Answers are read tolerantly**: unknown keys are dropped, `null` counts as absent, words may be new ones. A key that
 *   is not certain to come is optional.
 * - **Times** are ISO 8601 texts in UTC, with up to 7 digits of a second, as the server sent them;
 *   `0001-01-01T00:00:00Z`, which means none, counts as absent.
 * - **Numbers** are JSON's doubles: of the server's up to 26 digits, about 15 are kept. Round prices to the security's
 *   `Precision`.
 * - **What you send is checked first**: a call that cannot be right throws `InvalidConfiguration` when it is made.
 *
 * What is missing here can be written down as an `ApiCall` by hand; `Order`, `Position` and the others are schemas too.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { accounts, order, placeOrder } from "@autoshares/auth/api";
 *
 * await using client = createClient({
 *   baseUrl: "https://pub-api-trader-demo-prod.etnasoft.us/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 * });
 * const [account] = await client.request(accounts());
 * if (account === undefined) throw new Error("no account");
 * const placed = await client.request(
 *   placeOrder(account.Id, { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 1 }),
 * );
 * const { Status } = await client.request(order(account.Id, placed.Id));
 * console.log(Status); // "PendingNew" is not accepted yet: ask again
 * ```
 *
 * @module
 */
export type { ApiCall, ApiMethod } from "../ApiCall.ts";
export { accounts, TradingAccount } from "./accounts.ts";
export { Balances, balances } from "./balances.ts";
export type * from "./NewOrder.ts";
export { Order, type OrderStatus } from "./Order.ts";
export { OrderPreview, type PreviewQuote } from "./OrderPreview.ts";
export { order, orders } from "./orders.ts";
export { type Page, pageOf, type PageOptions } from "./Page.ts";
export { cancelOrder, placeOrder, previewOrder, replaceOrder } from "./placeOrder.ts";
export { Position, positions } from "./positions.ts";
export { lookUpSecurities, securities, Security, security } from "./securities.ts";
export { UserInfo, userInfo } from "./userInfo.ts";
