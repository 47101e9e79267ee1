/**
 * At which price an order trades.
 *
 * @module
 */
import type { Listing } from "./securities.ts";
import type { SimulatedOrderTerms } from "./SimulatedOrder.ts";

/**
 * Whether an order adds to what is held.
 *
 * @param order The order.
 * @returns `true` for `Buy` and `BuyToCover`.
 */
export function isBuy({ Side }: Pick<SimulatedOrderTerms, "Side">): boolean {
  return Side === "Buy" || Side === "BuyToCover";
}

/**
 * The price that an order finds now.
 *
 * @param order The order.
 * @param listing What it trades.
 * @returns The market's price; `undefined` where a limit is not met, or a stop not reached. Prices never move, so that a
 * trailing stop is never reached.
 */
export function fillPrice(order: SimulatedOrderTerms, listing: Listing): number | undefined {
  const buying = isBuy(order);
  const market = buying ? listing.ask : listing.bid;
  const { Type, Price = 0, StopPrice = 0 } = order;
  if (Type === "TrailingStop" || Type === "TrailingStopLimit") return undefined;
  const stopped = Type === "Stop" || Type === "StopLimit";
  if (stopped && (buying ? market < StopPrice : market > StopPrice)) return undefined;
  const limited = Type === "Limit" || Type === "StopLimit";
  if (limited && (buying ? market > Price : market < Price)) return undefined;
  return market;
}
