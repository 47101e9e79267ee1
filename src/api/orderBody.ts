/**
 * Checks orders and writes them down for the wire.
 *
 * @module
 */
import { InvalidConfiguration } from "../AuthError.ts";
import type { NewOrder, OrderChange } from "./NewOrder.ts";

type Check = (value: unknown) => string | undefined;

const above0: Check = (value) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? undefined : "is not a number above 0";
const text: Check = (value) =>
  typeof value === "string" && value.trim() !== "" ? undefined : "is not a text with something in it";
const oneOf = (...words: ReadonlyArray<string>): Check => (value) =>
  words.includes(value as string) ? undefined : `is none of ${words.join(", ")}`;
const whole: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : "is not a whole number from 0";
const time: Check = (value) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/.test(value) &&
    Number.isFinite(Date.parse(value))
    ? undefined
    : "is no time such as 2030-01-31T21:00:00Z";
const texts: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === "string")
    ? undefined
    : "is no object of texts";
const amountType = oneOf("Absolute", "Percentage");

const standing: Readonly<Record<string, Check>> = {
  Quantity: above0,
  TimeInForce: oneOf(
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
  Comment: (value) => typeof value === "string" ? undefined : "is not a text",
  ExecutionInstructions: texts,
};

const prices: Readonly<Record<string, Check>> = {
  Price: above0,
  StopPrice: above0,
  TrailingStopAmountType: amountType,
  TrailingStopAmount: above0,
  TrailingLimitAmountType: amountType,
  TrailingLimitAmount: above0,
};

const trailingStop = ["TrailingStopAmountType", "TrailingStopAmount"];
const pricesOf = {
  Market: [],
  Limit: ["Price"],
  Stop: ["StopPrice"],
  StopLimit: ["Price", "StopPrice"],
  TrailingStop: trailingStop,
  TrailingStopLimit: [...trailingStop, "TrailingLimitAmountType", "TrailingLimitAmount"],
} satisfies Readonly<Record<NewOrder["Type"], ReadonlyArray<string>>>;

const type = oneOf(...Object.keys(pricesOf));
const always: Readonly<Record<string, Check>> = {
  Symbol: text,
  Type: type,
  Side: oneOf("Buy", "Sell", "SellShort", "BuyToCover"),
  Exchange: text,
  ClientId: text,
  ValidationsToBypass: whole,
  ...standing,
};

/**
 * A new order for the wire.
 *
 * @param order The order.
 * @returns The body, a copy. Throws `InvalidConfiguration` that names the field: one that is missing or cannot be used,
 * and one that orders of this type do not have (a market order with a price is none that somebody can have meant).
 */
export function orderBody(order: NewOrder): Readonly<Record<string, unknown>> {
  const problem = type(order?.Type);
  if (problem !== undefined) throw new InvalidConfiguration({ setting: "Type", problem });
  const own = pricesOf[order.Type];
  const checks = { ...always, ...Object.fromEntries(own.map((name) => [name, prices[name]!])) };
  return wire(order, checks, ["Symbol", "Side", "Quantity", ...own]);
}

/**
 * A changed order for the wire.
 *
 * @param id The order's id.
 * @param change What it becomes.
 * @returns The body, a copy, with the empty `ExecutionInstructions` that the server wants. Throws as
 * {@linkcode orderBody}.
 */
export function changeBody(id: number, change: OrderChange): Readonly<Record<string, unknown>> {
  return { Id: id, ExecutionInstructions: {}, ...wire(change, { ...standing, ...prices }, ["Quantity"]) };
}

function wire(
  order: object,
  checks: Readonly<Record<string, Check>>,
  required: ReadonlyArray<string>,
): Readonly<Record<string, unknown>> {
  const body: Record<string, unknown> = {};
  const fields = new Map(Object.entries(order ?? {}).filter(([, value]) => value !== undefined));
  if (/^GoodTill(?:Date|Time)$/.test(String(fields.get("TimeInForce")))) {
    required = [...required, "ExpireDate"];
  }
  for (const setting of required) {
    if (!fields.has(setting)) throw new InvalidConfiguration({ setting, problem: "is missing in the order" });
  }
  for (const [setting, value] of fields) {
    const check = Object.hasOwn(checks, setting) ? checks[setting] : undefined;
    const problem = check === undefined ? "is no field of such an order" : check(value);
    if (problem !== undefined) throw new InvalidConfiguration({ setting, problem });
    if (setting === "TimeInForce") body["TimeInforce"] = value;
    else if (value === "Percentage" && check === amountType) body[setting] = "Persentage";
    else body[setting] = setting === "ExecutionInstructions" ? { ...value } : value;
  }
  return body;
}
