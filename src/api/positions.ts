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

/** What an account holds of one security. */
export interface Position {
  readonly SecurityId: number;
  /** Below 0 for a short position. */
  readonly Quantity: number;
  readonly Id?: number;
  readonly AccountId?: number;
  readonly Symbol?: string;
  readonly Name?: string;
  readonly CompanyName?: string;
  readonly SecurityCurrency?: string;
  /** For example `CommonStock`, `Option`, `ETF`. */
  readonly SecurityType?: string;
  readonly ContractSize?: number;
  readonly CostBasis?: number;
  readonly DailyCostBasis?: number;
  readonly RealizedProfitLoss?: number;
  readonly AverageOpenPrice?: number;
  readonly AverageClosePrice?: number;
  readonly StopLossPrice?: number;
  readonly TakeProfitPrice?: number;
  readonly DailyCloseProfitLoss?: number;
  readonly ExcessChanges?: number;
  readonly DayQuantity?: number;
  readonly MarketValueEOD?: number;
  readonly CreateDate?: string;
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
