/**
 * Orders: read, previewed, placed, replaced and cancelled.
 *
 * @module
 */
import { json, type Reply } from "../Reply.ts";
import { type Answer, type ApiContext, idOf, ofAccount } from "./ApiContext.ts";
import { orderAnswer, orderFields } from "./orderAnswer.ts";
import { changeOf, newOrderOf } from "./orderRequest.ts";
import { pageReply } from "./page.ts";
import { previewAnswer } from "./preview.ts";
import { jsonObject } from "./readBody.ts";
import { invalid, tooLate, unexpected } from "./refusals.ts";
import type { SimulatedOrder, SimulatedOrderTerms } from "./SimulatedOrder.ts";
import type { TradingAccount } from "./TradingAccount.ts";

/** `GET /v1.0/accounts/{accountId}/orders` */
export const listOrders: Answer = ofAccount((account, { query }) => {
  account.settle();
  return pageReply(account.orders.map(orderAnswer), query, {
    path: `/v1.0/accounts/${account.id}/orders`,
    kinds: orderFields,
    greatestPage: 100,
    needed: ["pageNumber", "pageSize"],
  });
});

/** `GET /v1.0/accounts/{accountId}/orders/{orderId}` */
export const readOrder: Answer = ofOrder((order, account) => {
  account.settle();
  return json(200, orderAnswer(order));
});

/** `POST /v1.0/accounts/{accountId}/preview/orders` */
export const previewOrder: Answer = ofAccount((account, context) =>
  withTerms(context, (terms) => json(200, previewAnswer(terms, account.estimate(terms))))
);

/** `POST /v1.0/accounts/{accountId}/orders` */
export const placeOrder: Answer = ofAccount((account, context) =>
  withTerms(context, (terms) => json(200, orderAnswer(context.accounts.place(account, terms))))
);

/** `PUT /v1.0/accounts/{accountId}/orders/{orderId}` */
export const replaceOrder: Answer = ofOrder((order, account, { body }) => {
  const said = jsonObject(body);
  if (said === undefined) return invalid();
  const change = changeOf(said, order);
  if ("problems" in change) return invalid(change.problems);
  return account.replace(order.Id, change) ? json(200, orderAnswer(order)) : tooLate;
});

/** `DELETE /v1.0/accounts/{accountId}/orders/{orderId}` */
export const cancelOrder: Answer = ofOrder((order, account) =>
  account.cancel(order.Id) ? { status: 204 } : tooLate
);

function ofOrder(
  answer: (order: SimulatedOrder, account: TradingAccount, context: ApiContext) => Reply,
): Answer {
  return ofAccount((account, context) => {
    const id = idOf(context.parts[1]);
    if (id === undefined) return invalid();
    const order = account.order(id);
    return order === undefined ? unexpected : answer(order, account, context);
  });
}

function withTerms({ body }: ApiContext, answer: (terms: SimulatedOrderTerms) => Reply): Reply {
  const said = jsonObject(body);
  if (said === undefined) return invalid();
  const terms = newOrderOf(said);
  return "problems" in terms ? invalid(terms.problems) : answer(terms);
}
