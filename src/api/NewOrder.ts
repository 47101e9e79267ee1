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
  /** A restriction: not to be increased or reduced for dividends, or to be filled whole or not at all. */
  readonly ExecInst?: "DoNotIncrease" | "DoNotReduce" | "AllOrNone" | undefined;
  /** Sessions, for example `REG`, `PRE`, `REGPOST`, `PREREG`. */
  readonly ExtendedHours?: string | undefined;
  /** A remark, which comes back with the order. */
  readonly Comment?: string | undefined;
  /** For algorithmic trades. */
  readonly ExecutionInstructions?: Readonly<Record<string, string>> | undefined;
}

/** What every new order has. */
export interface OrderTerms extends StandingTerms {
  /** What to trade, for example `AAPL` or `BRK/B`. */
  readonly Symbol: string;
  /** Which way. */
  readonly Side: OrderSide;
  /** The exchange to send it to; the broker's default without. */
  readonly Exchange?: string | undefined;
  /** The sender's own name for the order: give each a new one, to recognise it after a connection broke. */
  readonly ClientId?: string | undefined;
  /** Checks of the server to pass over; 0 is none. */
  readonly ValidationsToBypass?: number | undefined;
}

/** Trades at once, at any price. */
export interface MarketOrder extends OrderTerms {
  /** Marks a market order. */
  readonly Type: "Market";
}

/** Trades at `Price` or better. */
export interface LimitOrder extends OrderTerms {
  /** Marks a limit order. */
  readonly Type: "Limit";
  /** The worst price to trade at, in the security's currency. */
  readonly Price: number;
}

/** Becomes a market order at `StopPrice`. */
export interface StopOrder extends OrderTerms {
  /** Marks a stop order. */
  readonly Type: "Stop";
  /** The price that sets it off, in the security's currency. */
  readonly StopPrice: number;
}

/** Becomes a limit order at `StopPrice`. */
export interface StopLimitOrder extends OrderTerms {
  /** Marks a stop limit order. */
  readonly Type: "StopLimit";
  /** The worst price to trade at once it is set off, in the security's currency. */
  readonly Price: number;
  /** The price that sets it off, in the security's currency. */
  readonly StopPrice: number;
}

/** A stop that follows the price. */
export interface TrailingStopOrder extends OrderTerms {
  /** Marks a trailing stop order. */
  readonly Type: "TrailingStop";
  /** Whether the amount is money or per cent. */
  readonly TrailingStopAmountType: TrailingAmountType;
  /** How far behind the price the stop stays. */
  readonly TrailingStopAmount: number;
}

/** A stop that follows the price, and becomes a limit order. */
export interface TrailingStopLimitOrder extends OrderTerms {
  /** Marks a trailing stop limit order. */
  readonly Type: "TrailingStopLimit";
  /** Whether the stop's amount is money or per cent. */
  readonly TrailingStopAmountType: TrailingAmountType;
  /** How far behind the price the stop stays. */
  readonly TrailingStopAmount: number;
  /** Whether the limit's amount is money or per cent. */
  readonly TrailingLimitAmountType: TrailingAmountType;
  /** How far from the stop the limit stays. */
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
  /** The new limit, in the security's currency. */
  readonly Price?: number | undefined;
  /** The new price that sets off a stop, in the security's currency. */
  readonly StopPrice?: number | undefined;
  /** Whether the stop's new amount is money or per cent. */
  readonly TrailingStopAmountType?: TrailingAmountType | undefined;
  /** How far behind the price the stop stays from now on. */
  readonly TrailingStopAmount?: number | undefined;
  /** Whether the limit's new amount is money or per cent. */
  readonly TrailingLimitAmountType?: TrailingAmountType | undefined;
  /** How far from the stop the limit stays from now on. */
  readonly TrailingLimitAmount?: number | undefined;
}
