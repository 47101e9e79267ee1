/**
 * An order that has arrived.
 *
 * @module
 */
import type { NewOrder, OrderSide, TimeInForce, TrailingAmountType } from "../../api/NewOrder.ts";

/** What a new order says; names are the API's, spelt right. Prices and amounts are in US dollars. */
export interface SimulatedOrderTerms {
  /** What is traded, one of the market's five. */
  readonly Symbol: string;
  /** What kind of order it is. */
  readonly Type: NewOrder["Type"];
  /** Which way. */
  readonly Side: OrderSide;
  /** How many. */
  readonly Quantity: number;
  /** How long it stands; `Day` where the sender did not say. */
  readonly TimeInForce: TimeInForce;
  /** The limit. */
  readonly Price?: number;
  /** The price that sets off a stop. */
  readonly StopPrice?: number;
  /** Whether the stop's amount is money or per cent. */
  readonly TrailingStopAmountType?: TrailingAmountType;
  /** How far the stop follows the price. */
  readonly TrailingStopAmount?: number;
  /** Whether the limit's amount is money or per cent. */
  readonly TrailingLimitAmountType?: TrailingAmountType;
  /** How far the limit follows the price. */
  readonly TrailingLimitAmount?: number;
  /** When it ends, as the sender wrote it. */
  readonly ExpireDate?: string;
  /** A restriction, as the sender wrote it. */
  readonly ExecInst?: string;
  /** Sessions, as the sender wrote them. */
  readonly ExtendedHours?: string;
  /** The exchange that the sender named. */
  readonly Exchange?: string;
  /** What the sender called the order. */
  readonly ClientId?: string;
  /** The sender's remark. */
  readonly Comment?: string;
}

/** An order that was placed, and what has become of it. */
export interface SimulatedOrder extends SimulatedOrderTerms {
  /** The server's number for it. */
  readonly Id: number;
  /** The account that it trades for. */
  readonly AccountId: number;
  /** The user who sent it. */
  readonly UserId: number;
  /** The id of what is traded. */
  readonly SecurityId: number;
  /**
   * `PendingNew` and `PendingReplace` last until the account is read next. Then the order is `Filled`, `New` where its
   * price is not met, or `Rejected`.
   */
  readonly Status: "PendingNew" | "New" | "PendingReplace" | "Filled" | "Canceled" | "Rejected";
  /** 0, or the whole quantity. */
  readonly ExecutedQuantity: number;
  /** What it was filled at; 0 where it was not. */
  readonly AveragePrice: number;
  /** Why it was rejected, where it was. */
  readonly Description?: string;
  /** ISO 8601, UTC. */
  readonly CreateDate: string;
  /** When it changed last: ISO 8601, UTC. */
  readonly TransactionDate: string;
}
