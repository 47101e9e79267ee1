/**
 * An order that has arrived.
 *
 * @module
 */
import type { NewOrder, OrderSide, TimeInForce, TrailingAmountType } from "../../api/NewOrder.ts";

/** What a new order says; names are the API's, spelt right. Prices and amounts are in US dollars. */
export interface SimulatedOrderTerms {
  readonly Symbol: string;
  readonly Type: NewOrder["Type"];
  readonly Side: OrderSide;
  readonly Quantity: number;
  readonly TimeInForce: TimeInForce;
  readonly Price?: number;
  readonly StopPrice?: number;
  readonly TrailingStopAmountType?: TrailingAmountType;
  readonly TrailingStopAmount?: number;
  readonly TrailingLimitAmountType?: TrailingAmountType;
  readonly TrailingLimitAmount?: number;
  readonly ExpireDate?: string;
  readonly ExecInst?: string;
  readonly ExtendedHours?: string;
  readonly Exchange?: string;
  /** What the sender called the order. */
  readonly ClientId?: string;
  readonly Comment?: string;
}

/** An order that was placed, and what has become of it. */
export interface SimulatedOrder extends SimulatedOrderTerms {
  readonly Id: number;
  readonly AccountId: number;
  readonly UserId: number;
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
