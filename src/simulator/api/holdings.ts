/**
 * What an account holds and is worth.
 *
 * @module
 */
import { json } from "../Reply.ts";
import { type Answer, ofAccount } from "./ApiContext.ts";
import { balancesAnswer } from "./balances.ts";
import { positionAnswer, positionFields } from "./Holding.ts";
import { pageReply } from "./page.ts";

/** `GET /v1.0/accounts/{accountId}/info` */
export const readBalances: Answer = ofAccount((account) => {
  account.settle();
  return json(200, balancesAnswer(account));
});

/** `GET /v1.0/accounts/{accountId}/positions` */
export const listPositions: Answer = ofAccount((account, { query }) => {
  account.settle();
  return pageReply(account.holdings.map(positionAnswer), query, {
    path: `/v1.0/accounts/${account.id}/positions`,
    kinds: positionFields,
    greatestPage: 99,
    needed: ["pageNumber", "pageSize", "sortField", "desc"],
  });
});
