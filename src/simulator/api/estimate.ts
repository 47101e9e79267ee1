/**
 * What an order would cost.
 *
 * Facts: `DayTradingBuyingPowerExceeded` is the documentation's word. It has none for a sale of what is not held, and for
 * a short sale that is not allowed.
 *
 * @module
 */
import { fillPrice, isBuy } from "./fillPrice.ts";
import { money } from "./Holding.ts";
import type { Listing } from "./securities.ts";
import type { SimulatedOrderTerms } from "./SimulatedOrder.ts";

/** What an order would cost, and why it would be rejected. */
export interface Estimate {
  /** US dollars; what a sale brings is above 0 too. */
  readonly cost: number;
  readonly problem: string | undefined;
}

/**
 * Estimates an order.
 *
 * @param terms The order.
 * @param listing What it trades.
 * @param cash The account's cash; an order may cost no more, short sales included.
 * @param held How many the account holds; below 0 for a short position.
 * @returns The cost, at the limit where that is what is waited for.
 */
export function estimate(terms: SimulatedOrderTerms, listing: Listing, cash: number, held: number): Estimate {
  const market = isBuy(terms) ? listing.ask : listing.bid;
  const price = fillPrice(terms, listing) ?? terms.Price ?? terms.StopPrice ?? market;
  const cost = money(price * terms.Quantity);
  return { cost, problem: problemOf(terms, listing, cost, cash, held) };
}

function problemOf(
  { Side, Quantity }: SimulatedOrderTerms,
  { allowShort }: Listing,
  cost: number,
  cash: number,
  held: number,
): string | undefined {
  if (Side === "Sell") return Quantity > held ? "PositionQuantityExceeded" : undefined;
  if (Side === "BuyToCover" && Quantity > -held) return "PositionQuantityExceeded";
  if (Side === "SellShort" && !allowShort) return "ShortSaleNotAllowed";
  return cost > cash ? "DayTradingBuyingPowerExceeded" : undefined;
}
