/**
 * An order, as it is sent.
 *
 * @module
 */

/** Which way to trade. */
export type OrderSide = "Buy" | "Sell" | "SellShort" | "BuyToCover";

/** How long an order stands. `GoodTillDate` and `GoodTillTime` want `ExpireDate`. */
export type TimeInForce =
  | "Day"
  | "GoodTillCancel"
  | "AtTheOpening"
  | "ImmediateOrCancel"
  | "FillOrKill"
  | "GoodTillCrossing"
  | "GoodTillDate"
  | "GoodTillTime";

/** What a trailing amount is: money, or per cent of the price (`Persentage` on the wire). */
export type TrailingAmountType = "Absolute" | "Percentage";

/** What an order that stands may be told besides its prices. */
export interface StandingTerms {
  /** Above 0. */
  readonly Quantity: number;
  /** `TimeInforce` on the wire; the server's default is `Day`. */
  readonly TimeInForce?: TimeInForce | undefined;
  /** ISO 8601 in UTC, for example `2030-01-31T21:00:00Z`. */
  readonly ExpireDate?: string | undefined;
  readonly ExecInst?: "DoNotIncrease" | "DoNotReduce" | "AllOrNone" | undefined;
  /** Sessions, for example `REG`, `PRE`, `REGPOST`, `PREREG`. */
  readonly ExtendedHours?: string | undefined;
  readonly Comment?: string | undefined;
  /** For algorithmic trades. */
  readonly ExecutionInstructions?: Readonly<Record<string, string>> | undefined;
}

/** What every new order has. */
export interface OrderTerms extends StandingTerms {
  readonly Symbol: string;
  readonly Side: OrderSide;
  readonly Exchange?: string | undefined;
  /** The sender's own name for the order: give each a new one, to recognise it after a connection broke. */
  readonly ClientId?: string | undefined;
  /** Checks of the server to pass over; 0 is none. */
  readonly ValidationsToBypass?: number | undefined;
}

/** Trades at once, at any price. */
export interface MarketOrder extends OrderTerms {
  readonly Type: "Market";
}

/** Trades at `Price` or better. */
export interface LimitOrder extends OrderTerms {
  readonly Type: "Limit";
  readonly Price: number;
}

/** Becomes a market order at `StopPrice`. */
export interface StopOrder extends OrderTerms {
  readonly Type: "Stop";
  readonly StopPrice: number;
}

/** Becomes a limit order at `StopPrice`. */
export interface StopLimitOrder extends OrderTerms {
  readonly Type: "StopLimit";
  readonly Price: number;
  readonly StopPrice: number;
}

/** A stop that follows the price. */
export interface TrailingStopOrder extends OrderTerms {
  readonly Type: "TrailingStop";
  readonly TrailingStopAmountType: TrailingAmountType;
  readonly TrailingStopAmount: number;
}

/** A stop that follows the price, and becomes a limit order. */
export interface TrailingStopLimitOrder extends OrderTerms {
  readonly Type: "TrailingStopLimit";
  readonly TrailingStopAmountType: TrailingAmountType;
  readonly TrailingStopAmount: number;
  readonly TrailingLimitAmountType: TrailingAmountType;
  readonly TrailingLimitAmount: number;
}

/** An order to send. Prices and amounts are above 0. */
export type NewOrder =
  | MarketOrder
  | LimitOrder
  | StopOrder
  | StopLimitOrder
  | TrailingStopOrder
  | TrailingStopLimitOrder;

/** What an order becomes. By the documentation `Quantity` and, but for market and stop orders, `Price` are always sent. */
export interface OrderChange extends StandingTerms {
  readonly Price?: number | undefined;
  readonly StopPrice?: number | undefined;
  readonly TrailingStopAmountType?: TrailingAmountType | undefined;
  readonly TrailingStopAmount?: number | undefined;
  readonly TrailingLimitAmountType?: TrailingAmountType | undefined;
  readonly TrailingLimitAmount?: number | undefined;
}
