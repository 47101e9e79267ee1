/**
 * An order, as the API answers it.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import { answer, number, respell, text } from "./answer.ts";

/** What becomes of an order; a broker may have further words. */
export type OrderStatus =
  | "PendingNew"
  | "New"
  | "PartiallyFilled"
  | "Filled"
  | "DoneForDay"
  | "PendingCancel"
  | "Canceled"
  | "PendingReplace"
  | "Replaced"
  | "Rejected"
  | "Expired"
  | "Stopped"
  | "Suspended"
  | "Calculated"
  | "AcceptedForBidding"
  | "Held"
  | "Error"
  | (string & Record<never, never>);

/** An order. A number that does not apply is absent, 0 or -1. */
export interface Order {
  readonly Id: number;
  readonly Status: OrderStatus;
  /** Often absent: then `SecurityId` says what is traded. */
  readonly Symbol?: string;
  readonly SecurityId?: number;
  readonly AccountId?: number;
  readonly UserId?: number;
  /** What the sender called the order. */
  readonly ClientId?: string;
  readonly Type?: string;
  readonly InitialType?: string;
  readonly Side?: string;
  readonly Quantity?: number;
  readonly Price?: number;
  readonly StopPrice?: number;
  readonly ExecutedQuantity?: number;
  readonly LeavesQuantity?: number;
  readonly LastPrice?: number;
  readonly LastQuantity?: number;
  readonly AveragePrice?: number;
  readonly TimeInForce?: string;
  readonly ExpireDate?: string;
  readonly ExecInst?: string;
  readonly ExtendedHours?: string;
  readonly Exchange?: string;
  readonly Comment?: string;
  /** Why it was refused, where it was. */
  readonly Description?: string;
  readonly TrailingStopAmountType?: string;
  readonly TrailingStopAmount?: number;
  readonly TrailingLimitAmountType?: string;
  readonly TrailingLimitAmount?: number;
  readonly ExecutionStatus?: string;
  /** `RequireValidation`, `Validated`, `Rejected`, `Executing`, `Complete`, `Error`. */
  readonly RequestStatus?: string;
  readonly Target?: string;
  readonly TransType?: string;
  readonly Date?: string;
  readonly CreateDate?: string;
  readonly TransactionDate?: string;
  readonly SettDate?: string;
  readonly SettlementDate?: string;
  readonly RequestId?: number;
  readonly StateId?: number;
  readonly ParentId?: number;
  readonly ParentRequestId?: number;
  readonly ValidationsToBypass?: number;
  readonly IsExternal?: boolean;
  readonly ExecutionVenue?: string;
  readonly CounterPartyOrderId?: string;
  readonly ExecId?: string;
  readonly ExecBroker?: string;
  readonly LastMarket?: string;
  readonly Legs?: ReadonlyArray<Order>;
}

/** The schema of an {@linkcode Order}. */
export const Order: Schema.Decoder<Order> = answer(
  Schema.Struct({
    Id: Schema.Number,
    Status: Schema.String,
    Symbol: text,
    SecurityId: number,
    AccountId: number,
    UserId: number,
    ClientId: text,
    Type: text,
    InitialType: text,
    Side: text,
    Quantity: number,
    Price: number,
    StopPrice: number,
    ExecutedQuantity: number,
    LeavesQuantity: number,
    LastPrice: number,
    LastQuantity: number,
    AveragePrice: number,
    TimeInForce: text,
    ExpireDate: text,
    ExecInst: text,
    ExtendedHours: text,
    Exchange: text,
    Comment: text,
    Description: text,
    TrailingStopAmountType: text,
    TrailingStopAmount: number,
    TrailingLimitAmountType: text,
    TrailingLimitAmount: number,
    ExecutionStatus: text,
    RequestStatus: text,
    Target: text,
    TransType: text,
    Date: text,
    CreateDate: text,
    TransactionDate: text,
    SettDate: text,
    SettlementDate: text,
    RequestId: number,
    StateId: number,
    ParentId: number,
    ParentRequestId: number,
    ValidationsToBypass: number,
    IsExternal: Schema.optionalKey(Schema.Boolean),
    ExecutionVenue: text,
    CounterPartyOrderId: text,
    ExecId: text,
    ExecBroker: text,
    LastMarket: text,
    Legs: Schema.optionalKey(Schema.Array(Schema.suspend((): Schema.Decoder<Order> => Order))),
  }),
  (fields) => {
    respell(fields, "TimeInforce", "TimeInForce");
    respell(fields, "ExecBrocker", "ExecBroker");
    for (const name of ["TrailingStopAmountType", "TrailingLimitAmountType"]) {
      if (fields.get(name) === "Persentage") fields.set(name, "Percentage");
    }
    // A number here is one of an enumeration's that has no name.
    for (const name of ["ExecInst", "ExtendedHours"]) {
      if (typeof fields.get(name) === "number") fields.delete(name);
    }
  },
);
