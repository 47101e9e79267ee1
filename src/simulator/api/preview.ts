/**
 * Previews of orders.
 *
 * @module
 */
import type { Estimate } from "./estimate.ts";
import { findListing } from "./securities.ts";
import type { SimulatedOrderTerms } from "./SimulatedOrder.ts";

/**
 * A preview, as the API answers it. Nothing costs a commission.
 *
 * @param terms The order.
 * @param estimate What it would cost.
 * @returns The answer, with the security's prices.
 */
export function previewAnswer(
  { Symbol }: SimulatedOrderTerms,
  { cost, problem }: Estimate,
): Readonly<Record<string, unknown>> {
  const { ask, bid, last } = findListing(Symbol)!;
  return {
    IsSuccessful: problem === undefined,
    ...(problem === undefined ? {} : { ErrorDescription: problem }),
    Commission: 0,
    Cost: cost,
    NetCost: cost,
    TotalCost: cost,
    MarginChange: 0,
    Commissions: {},
    Quotes: [{ Ask: ask, Bid: bid, Last: last, Volume: 1_000_000, OpenInterest: 0 }],
  };
}
