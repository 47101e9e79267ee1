/**
 * Orders, as the API answers them.
 *
 * @module
 */
import type { FieldKinds } from "./fieldValue.ts";
import type { SimulatedOrder } from "./SimulatedOrder.ts";

const noTime = "0001-01-01T00:00:00Z";

/** What orders can be filtered and sorted by. */
export const orderFields: FieldKinds = {
  Id: "number",
  Status: "status",
  SecurityId: "number",
  AccountId: "number",
  UserId: "number",
  ClientId: "text",
  Type: "text",
  Side: "text",
  Quantity: "number",
  Price: "number",
  StopPrice: "number",
  ExecutedQuantity: "number",
  LeavesQuantity: "number",
  AveragePrice: "number",
  TimeInForce: "text",
  Comment: "text",
  Date: "time",
  CreateDate: "time",
  TransactionDate: "time",
  IsExternal: "flag",
};

const requestStatusOf: Readonly<Record<SimulatedOrder["Status"], string>> = {
  PendingNew: "RequireValidation",
  PendingReplace: "RequireValidation",
  New: "Executing",
  Filled: "Complete",
  Canceled: "Complete",
  Rejected: "Rejected",
};

/**
 * An order, as the API answers it: without its symbol, and with 0, -1 or the year 1 for what does not apply.
 *
 * @param order The order.
 * @returns The answer, a copy.
 */
export function orderAnswer({ Symbol: _, ...order }: SimulatedOrder): Readonly<Record<string, unknown>> {
  const filled = order.Status === "Filled";
  return {
    Price: 0,
    StopPrice: 0,
    ExecInst: 0,
    ExpireDate: noTime,
    ...order,
    ...wireAmountTypes(order),
    InitialType: order.Type,
    LeavesQuantity: isOpen(order) ? order.Quantity : 0,
    LastPrice: order.AveragePrice,
    LastQuantity: order.ExecutedQuantity,
    ExecutionStatus: order.Status,
    RequestStatus: requestStatusOf[order.Status],
    TransType: order.Status === "PendingReplace" ? "Replace" : "New",
    Date: order.CreateDate,
    SettDate: filled ? order.TransactionDate : noTime,
    SettlementDate: filled ? order.TransactionDate : noTime,
    RequestId: order.Id,
    StateId: order.Id,
    ParentId: -1,
    ParentRequestId: -1,
    ValidationsToBypass: 0,
    IsExternal: false,
  };
}

/**
 * Whether an order can still be filled, cancelled or replaced.
 *
 * @param order The order.
 * @returns `true` until it is filled, cancelled or rejected.
 */
export function isOpen({ Status }: Pick<SimulatedOrder, "Status">): boolean {
  return Status === "PendingNew" || Status === "New" || Status === "PendingReplace";
}

function wireAmountTypes(order: Partial<SimulatedOrder>): Readonly<Record<string, string>> {
  const names = ["TrailingStopAmountType", "TrailingLimitAmountType"] as const;
  const misspelt = names.filter((name) => order[name] === "Percentage");
  return Object.fromEntries(misspelt.map((name) => [name, "Persentage"]));
}
