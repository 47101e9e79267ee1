/**
 * What an order would cost.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { answer, number } from "./answer.ts";

/** Prices at the moment of a preview. */
export interface PreviewQuote {
  /** The lowest price that somebody sells at. */
  readonly Ask?: number;
  /** The highest price that somebody buys at. */
  readonly Bid?: number;
  /** The last price traded at. */
  readonly Last?: number;
  /** How many were traded that day. */
  readonly Volume?: number;
  /** Contracts that are open, of an option. */
  readonly OpenInterest?: number;
}

/**
 * What an order would cost, and whether the server would take it. The documentation lists the amounts without defining
 * them: what is said of them here is the usual meaning of their names.
 */
export interface OrderPreview {
  /** Whether the server would take the order. */
  readonly IsSuccessful: boolean;
  /** Why not, for example `DayTradingBuyingPowerExceeded`. */
  readonly ErrorDescription?: string;
  /** The broker's commission, in the account's currency. */
  readonly Commission?: number;
  /** What is traded, at the preview's price, in the account's currency. */
  readonly Cost?: number;
  /** The cost net of commission. */
  readonly NetCost?: number;
  /** The cost with commission. */
  readonly TotalCost?: number;
  /** By how much the margin requirement changes, in the account's currency. */
  readonly MarginChange?: number;
  /** The prices that it was computed from, one item for each leg. */
  readonly Quotes?: ReadonlyArray<PreviewQuote>;
}

/** The schema of a {@linkcode PreviewQuote}. */
const PreviewQuote: Schema.Decoder<PreviewQuote> = answer(Schema.Struct({
  Ask: number,
  Bid: number,
  Last: number,
  Volume: number,
  OpenInterest: number,
}));

/** The schema of an {@linkcode OrderPreview}. */
export const OrderPreview: Schema.Decoder<OrderPreview> = answer(Schema.Struct({
  IsSuccessful: Schema.Boolean,
  ErrorDescription: Schema.optionalKey(Schema.String),
  Commission: number,
  Cost: number,
  NetCost: number,
  TotalCost: number,
  MarginChange: number,
  Quotes: Schema.optionalKey(Schema.Array(PreviewQuote)),
}));
