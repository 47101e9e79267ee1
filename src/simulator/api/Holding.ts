/**
 * What an account holds of one security.
 *
 * @module
 */
import type { FieldKinds } from "./fieldValue.ts";
import { findListing } from "./securities.ts";

/** What an account holds of one security. Prices are in US dollars, times in milliseconds since 1970. */
export interface Holding {
  readonly id: number;
  readonly accountId: number;
  readonly securityId: number;
  /** Below 0 for a short position. */
  readonly quantity: number;
  readonly averagePrice: number;
  /** Profit of what was closed. */
  readonly realized: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** What positions can be filtered and sorted by. */
export const positionFields: FieldKinds = {
  Id: "number",
  AccountId: "number",
  SecurityId: "number",
  Symbol: "text",
  Name: "text",
  SecurityType: "text",
  Quantity: "number",
  CostBasis: "number",
  RealizedProfitLoss: "number",
  AverageOpenPrice: "number",
  CreateDate: "time",
  ModifyDate: "time",
};

/**
 * Rounds money, so that sums of cents stay sums of cents.
 *
 * @param amount The amount.
 * @returns It, to a millionth.
 */
export const money = (amount: number): number => Math.round(amount * 1e6) / 1e6;

/**
 * A holding before its first trade.
 *
 * @param id The position's id.
 * @param accountId The account's.
 * @param securityId The security's.
 * @param now The present.
 * @returns A holding of 0.
 */
export function emptyHolding(id: number, accountId: number, securityId: number, now: number): Holding {
  const nothing = { quantity: 0, averagePrice: 0, realized: 0 };
  return { id, accountId, securityId, ...nothing, createdAt: now, modifiedAt: now };
}

/**
 * Trades.
 *
 * @param holding What is held, perhaps 0.
 * @param quantity What comes; below 0 for what goes.
 * @param price The price of each.
 * @param now The present.
 * @returns What is held then. What was closed has made its profit; what is left keeps its price.
 */
export function trade(holding: Holding, quantity: number, price: number, now: number): Holding {
  const held = holding.quantity;
  const after = money(held + quantity);
  if (held * quantity >= 0) {
    const cost = Math.abs(held) * holding.averagePrice + Math.abs(quantity) * price;
    return { ...holding, quantity: after, averagePrice: cost / Math.abs(after), modifiedAt: now };
  }
  const closed = Math.min(Math.abs(held), Math.abs(quantity)) * Math.sign(held);
  return {
    ...holding,
    quantity: after,
    averagePrice: held * after < 0 ? price : holding.averagePrice,
    realized: money(holding.realized + closed * (price - holding.averagePrice)),
    modifiedAt: now,
  };
}

/**
 * A position, as the API answers it.
 *
 * @param holding What is held.
 * @returns The answer.
 */
export function positionAnswer(holding: Holding): Readonly<Record<string, unknown>> {
  const listing = findListing(holding.securityId);
  const cost = money(holding.quantity * holding.averagePrice);
  return {
    Id: holding.id,
    AccountId: holding.accountId,
    SecurityId: holding.securityId,
    Symbol: listing?.symbol,
    Name: listing?.description,
    CompanyName: listing?.description,
    SecurityCurrency: "USD",
    SecurityType: listing?.type,
    ContractSize: 1,
    CostBasis: cost,
    DailyCostBasis: cost,
    Quantity: holding.quantity,
    RealizedProfitLoss: holding.realized,
    AverageOpenPrice: holding.averagePrice,
    AverageClosePrice: 0,
    StopLossPrice: 0,
    TakeProfitPrice: 0,
    DailyCloseProfitLoss: holding.realized,
    ExcessChanges: 0,
    DayQuantity: holding.quantity,
    CreateDate: new Date(holding.createdAt).toISOString(),
    ModifyDate: new Date(holding.modifiedAt).toISOString(),
  };
}
