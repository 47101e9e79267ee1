/**
 * What an order would cost.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { answer, number } from "./answer.ts";

/** Prices at the moment of a preview. */
export interface PreviewQuote {
  readonly Ask?: number;
  readonly Bid?: number;
  readonly Last?: number;
  readonly Volume?: number;
  readonly OpenInterest?: number;
}

/** What an order would cost, and whether the server would take it. */
export interface OrderPreview {
  readonly IsSuccessful: boolean;
  /** Why not, for example `DayTradingBuyingPowerExceeded`. */
  readonly ErrorDescription?: string;
  readonly Commission?: number;
  readonly Cost?: number;
  readonly NetCost?: number;
  readonly TotalCost?: number;
  readonly MarginChange?: number;
  readonly Quotes?: ReadonlyArray<PreviewQuote>;
}

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
