/**
 * Reads the orders that clients send.
 *
 * Facts: `TimeInforce` and `Persentage` are the wire's spelling; a body that cannot be used gets 400.
 *
 * @module
 */
import type { NewOrder } from "../../api/NewOrder.ts";
import { findListing } from "./securities.ts";
import type { SimulatedOrder, SimulatedOrderTerms } from "./SimulatedOrder.ts";

type Body = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => string | undefined;

/** What is wrong with a body, by field. */
export interface OrderProblems {
  readonly problems: Readonly<Record<string, string>>;
}

const above0: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? undefined : "is not a number above 0";
const text: Check = (value) => typeof value === "string" ? undefined : "is not a text";
const time: Check = (value) =>
  typeof value === "string" && Number.isFinite(Date.parse(value)) ? undefined : "is not a time";
const oneOf = (...words: ReadonlyArray<string>): Check => (value) =>
  words.includes(value as string) ? undefined : `is none of ${words.join(", ")}`;
const amountType = oneOf("Absolute", "Persentage");

const changeable: Readonly<Record<string, Check>> = {
  Quantity: above0,
  Price: above0,
  StopPrice: above0,
  TrailingStopAmountType: amountType,
  TrailingStopAmount: above0,
  TrailingLimitAmountType: amountType,
  TrailingLimitAmount: above0,
  TimeInforce: oneOf(
    "Day",
    "GoodTillCancel",
    "AtTheOpening",
    "ImmediateOrCancel",
    "FillOrKill",
    "GoodTillCrossing",
    "GoodTillDate",
    "GoodTillTime",
  ),
  ExpireDate: time,
  ExecInst: oneOf("DoNotIncrease", "DoNotReduce", "AllOrNone"),
  ExtendedHours: text,
  Comment: text,
};

const trailingStop = ["TrailingStopAmountType", "TrailingStopAmount"];
const neededBy: Readonly<Record<NewOrder["Type"], ReadonlyArray<string>>> = {
  Market: [],
  Limit: ["Price"],
  Stop: ["StopPrice"],
  StopLimit: ["Price", "StopPrice"],
  TrailingStop: trailingStop,
  TrailingStopLimit: [...trailingStop, "TrailingLimitAmountType", "TrailingLimitAmount"],
};

const all: Readonly<Record<string, Check>> = {
  ...changeable,
  Symbol: (value) => typeof value === "string" && findListing(value) ? undefined : "is unknown",
  Type: oneOf(...Object.keys(neededBy)),
  Side: oneOf("Buy", "Sell", "SellShort", "BuyToCover"),
  Exchange: text,
  ClientId: text,
};

/**
 * Reads a new order.
 *
 * @param body The body; what the simulator does not know in it is passed over.
 * @returns The order, or what is wrong with it.
 */
export function newOrderOf(body: Body): SimulatedOrderTerms | OrderProblems {
  const type = body["Type"] as NewOrder["Type"];
  const needed = [
    "Symbol",
    "Type",
    "Side",
    "Quantity",
    ...(Object.hasOwn(neededBy, type) ? neededBy[type] : []),
  ];
  const read = fieldsOf(body, all, needed);
  return "problems" in read ? read : { TimeInForce: "Day", ...read.fields } as unknown as SimulatedOrderTerms;
}

/**
 * Reads what an order becomes.
 *
 * @param body The body: the order's `Id`, `Quantity`, and `Price` where the order has one; what else is left out stays.
 * @param order The order as it is.
 * @returns What changes, or what is wrong with it.
 */
export function changeOf(body: Body, order: SimulatedOrder): Partial<SimulatedOrderTerms> | OrderProblems {
  const isThis: Check = (id) => id === order.Id ? undefined : "is not the id in the path";
  const needed = ["Id", "Quantity", ...(order.Price === undefined ? [] : ["Price"])];
  const read = fieldsOf(body, { ...changeable, Id: isThis }, needed);
  if ("problems" in read) return read;
  const { Id: _, ...change } = read.fields;
  return change;
}

function fieldsOf(
  body: Body,
  checks: Readonly<Record<string, Check>>,
  needed: ReadonlyArray<string>,
): OrderProblems | { readonly fields: Readonly<Record<string, unknown>> } {
  const problems: Record<string, string> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(checks)) {
    const value = Object.hasOwn(body, name) ? body[name] ?? undefined : undefined;
    const missing = needed.includes(name) ? "is missing" : undefined;
    const problem = value === undefined ? missing : check(value);
    if (problem !== undefined) problems[name] = problem;
    else if (value !== undefined) {
      fields[name === "TimeInforce" ? "TimeInForce" : name] = value === "Persentage" ? "Percentage" : value;
    }
  }
  return Object.keys(problems).length === 0 ? { fields } : { problems };
}
