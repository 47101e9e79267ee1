/**
 * Values of fields, to be compared.
 *
 * Facts: the numbers of statuses are those of the ETNA Trader documentation
 * ({@link https://github.com/etnatrader/gitbookHelp}).
 *
 * @module
 */
/** What can be compared. */
export type Value = number | string | boolean;

/** What kind of value each field has; a status is filtered by its number. */
export type FieldKinds = Readonly<Record<string, "number" | "text" | "time" | "flag" | "status">>;

const statuses = [
  "New",
  "PartiallyFilled",
  "Filled",
  "DoneForDay",
  "Canceled",
  "Replaced",
  "PendingCancel",
  "Stopped",
  "Rejected",
  "Suspended",
  "PendingNew",
  "Calculated",
  "Expired",
  "AcceptedForBidding",
  "PendingReplace",
  "Error",
];

/**
 * The value of a field, to be compared.
 *
 * @param item What has the field.
 * @param field Its name.
 * @param kinds The kinds of the fields.
 * @returns A number for numbers, times and statuses; `undefined` where the item lacks it.
 */
export function fieldValue(
  item: Readonly<Record<string, unknown>>,
  field: string,
  kinds: FieldKinds,
): Value | undefined {
  const value = item[field] as Value | undefined;
  if (value === undefined) return undefined;
  if (kinds[field] === "status") return statuses.indexOf(String(value));
  return kinds[field] === "time" ? Date.parse(String(value)) : value;
}
