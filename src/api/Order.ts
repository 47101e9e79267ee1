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

/**
 * An order. A number that does not apply is absent, 0 or -1. The documentation lists most fields without defining them:
 * what is said of them here is the usual meaning of their names.
 */
export interface Order {
  /** The server's number for the order; replacing and cancelling want it. */
  readonly Id: number;
  /** What has become of it. A 200 to a new order is no acceptance: that is `PendingNew`. */
  readonly Status: OrderStatus;
  /** Often absent: then `SecurityId` says what is traded. */
  readonly Symbol?: string;
  /** The id of what is traded (`Security.Id`). */
  readonly SecurityId?: number;
  /** The account that it trades for. */
  readonly AccountId?: number;
  /** The user who sent it. */
  readonly UserId?: number;
  /** What the sender called the order. */
  readonly ClientId?: string;
  /** `Market`, `Limit`, `Stop`, … as in `NewOrder`; the platform knows more. */
  readonly Type?: string;
  /** Its type when it was sent, where that has changed since. */
  readonly InitialType?: string;
  /** `Buy`, `Sell`, `SellShort` or `BuyToCover`. */
  readonly Side?: string;
  /** How many were ordered. */
  readonly Quantity?: number;
  /** The limit, in the security's currency. */
  readonly Price?: number;
  /** The price that sets off a stop, in the security's currency. */
  readonly StopPrice?: number;
  /** How many have been traded so far. */
  readonly ExecutedQuantity?: number;
  /** How many are still to be traded. */
  readonly LeavesQuantity?: number;
  /** Price of the last execution. */
  readonly LastPrice?: number;
  /** Quantity of the last execution. */
  readonly LastQuantity?: number;
  /** Mean price of what has been traded so far. */
  readonly AveragePrice?: number;
  /** How long it stands, as in `NewOrder`. */
  readonly TimeInForce?: string;
  /** When it ends by itself: ISO 8601 in UTC. */
  readonly ExpireDate?: string;
  /** `DoNotIncrease`, `DoNotReduce` or `AllOrNone`; absent where the server sends 0, which is none. */
  readonly ExecInst?: string;
  /** The sessions that it stands in, for example `REG` or `PRE`; absent where the server sends a number. */
  readonly ExtendedHours?: string;
  /** The exchange that it was sent to. */
  readonly Exchange?: string;
  /** The sender's remark. */
  readonly Comment?: string;
  /** Why it was refused, where it was. */
  readonly Description?: string;
  /** What the trailing stop's amount is: `Absolute` (money) or `Percentage` (`Persentage` on the wire). */
  readonly TrailingStopAmountType?: string;
  /** How far the stop follows the price. */
  readonly TrailingStopAmount?: number;
  /** What the trailing limit's amount is: `Absolute` (money) or `Percentage` (`Persentage` on the wire). */
  readonly TrailingLimitAmountType?: string;
  /** How far the limit follows the price. */
  readonly TrailingLimitAmount?: number;
  /** The status that the last execution report gave. */
  readonly ExecutionStatus?: string;
  /** `RequireValidation`, `Validated`, `Rejected`, `Executing`, `Complete`, `Error`. */
  readonly RequestStatus?: string;
  /** Where it was routed to. */
  readonly Target?: string;
  /** What the last request did to it; the documentation lists no words. */
  readonly TransType?: string;
  /** The date of its present state: ISO 8601 in UTC. */
  readonly Date?: string;
  /** When it was created: ISO 8601 in UTC. */
  readonly CreateDate?: string;
  /** When it changed last: ISO 8601 in UTC. */
  readonly TransactionDate?: string;
  /** When it settles, in another field of the platform's: ISO 8601 in UTC. */
  readonly SettDate?: string;
  /** When it settles: ISO 8601 in UTC. */
  readonly SettlementDate?: string;
  /** The id of the request that it came from. */
  readonly RequestId?: number;
  /** The id of its present state. */
  readonly StateId?: number;
  /** The order that it belongs to; -1 is none. */
  readonly ParentId?: number;
  /** The request that its parent was made by. */
  readonly ParentRequestId?: number;
  /** Checks of the server that it passed over; 0 is none. */
  readonly ValidationsToBypass?: number;
  /** Whether it was entered outside the platform. */
  readonly IsExternal?: boolean;
  /** Where it is executed. */
  readonly ExecutionVenue?: string;
  /** The execution venue's name for it. */
  readonly CounterPartyOrderId?: string;
  /** The id of the last execution. */
  readonly ExecId?: string;
  /** Who executes it (`ExecBrocker` on the wire). */
  readonly ExecBroker?: string;
  /** The market of the last execution. */
  readonly LastMarket?: string;
  /** The parts of a multi-leg order. */
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
