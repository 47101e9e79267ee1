/**
 * What an account holds.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { answer, number, text } from "./answer.ts";
import { type Page, pageOf, type PageOptions, pageQuery } from "./Page.ts";
import { accountPath } from "./path.ts";

/**
 * What an account holds of one security, money in the security's currency. The documentation lists most fields without
 * defining them: what is said of them here is the usual meaning of their names.
 */
export interface Position {
  /** The id of what is held (`Security.Id`). */
  readonly SecurityId: number;
  /** Below 0 for a short position. */
  readonly Quantity: number;
  /** The position's own id. */
  readonly Id?: number;
  /** The account that holds it. */
  readonly AccountId?: number;
  /** The security's symbol. */
  readonly Symbol?: string;
  /** The security's name. */
  readonly Name?: string;
  /** The issuer's name. */
  readonly CompanyName?: string;
  /** The currency that the security trades in, for example `USD`. */
  readonly SecurityCurrency?: string;
  /** For example `CommonStock`, `Option`, `ETF`. */
  readonly SecurityType?: string;
  /** Units in one contract; 1 for shares. */
  readonly ContractSize?: number;
  /** What it cost, in the security's currency. */
  readonly CostBasis?: number;
  /** What it was worth when the day began, plus what was bought since. */
  readonly DailyCostBasis?: number;
  /** Profit (or loss, below 0) of what was closed. */
  readonly RealizedProfitLoss?: number;
  /** Mean price that it was opened at. */
  readonly AverageOpenPrice?: number;
  /** Mean price of what was closed. */
  readonly AverageClosePrice?: number;
  /** Price of the protecting stop order, where there is one. */
  readonly StopLossPrice?: number;
  /** Price of the order that takes profit, where there is one. */
  readonly TakeProfitPrice?: number;
  /** Profit (or loss, below 0) of what was closed that day. */
  readonly DailyCloseProfitLoss?: number;
  /** What it changes in the account's `excess`. */
  readonly ExcessChanges?: number;
  /** How many were opened that day. */
  readonly DayQuantity?: number;
  /** Market value at the end of the day before. */
  readonly MarketValueEOD?: number;
  /** When it was opened: ISO 8601 in UTC. */
  readonly CreateDate?: string;
  /** When it changed last: ISO 8601 in UTC. */
  readonly ModifyDate?: string;
}

/** The schema of a {@linkcode Position}. */
export const Position: Schema.Decoder<Position> = answer(Schema.Struct({
  SecurityId: Schema.Number,
  Quantity: Schema.Number,
  Id: number,
  AccountId: number,
  Symbol: text,
  Name: text,
  CompanyName: text,
  SecurityCurrency: text,
  SecurityType: text,
  ContractSize: number,
  CostBasis: number,
  DailyCostBasis: number,
  RealizedProfitLoss: number,
  AverageOpenPrice: number,
  AverageClosePrice: number,
  StopLossPrice: number,
  TakeProfitPrice: number,
  DailyCloseProfitLoss: number,
  ExcessChanges: number,
  DayQuantity: number,
  MarketValueEOD: number,
  CreateDate: text,
  ModifyDate: text,
}));

const page = pageOf(Position);
const greatestPage = 99;

/**
 * What an account holds: `GET /v1.0/accounts/{accountId}/positions` (etna-trader-rest-api/public-api/Positions).
 *
 * @param accountId The account's id, from `accounts()`; a user's id gets an error 500.
 * @param options Which page: at most 99 items, by default sorted by `Id`.
 * @returns The call, which gives a page. Throws `InvalidConfiguration` for what is no id or no page.
 *
 * @example
 * ```ts
 * import { positions } from "@autoshares/auth/api";
 *
 * positions(6303, { pageSize: 99, sortField: "Symbol" });
 * ```
 */
export function positions(accountId: number, options: PageOptions = {}): ApiCall<Page<Position>> {
  return {
    path: `${accountPath(accountId)}/positions`,
    query: pageQuery(options, greatestPage, "Id"),
    schema: page,
  };
}
