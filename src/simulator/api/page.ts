/**
 * Lists, page by page.
 *
 * @module
 */
import { json, type Reply } from "../Reply.ts";
import { type FieldKinds, fieldValue } from "./fieldValue.ts";
import { parseFilter } from "./filter.ts";
import { invalid, notFound } from "./refusals.ts";

type Item = Readonly<Record<string, unknown>>;

/** How a list is asked for. */
export interface PageRules {
  /** The list's path below the base URL. */
  readonly path: string;
  /** What it can be filtered and sorted by. */
  readonly kinds: FieldKinds;
  /** Most items a page. */
  readonly greatestPage: number;
  /** Parameters that must be there. */
  readonly needed: ReadonlyArray<string>;
}

/**
 * Answers with a page: `{Result, NextPageLink, PreviousPageLink, TotalCount}`; links are paths below the base URL, and
 * without sort parameters, as in the documentation's samples.
 *
 * @param items The whole list, in the order that it has by default.
 * @param query The request's query.
 * @param rules How the list is asked for.
 * @returns The page; 404 where a parameter is missing, 400 where one cannot be used.
 */
export function pageReply(
  items: ReadonlyArray<Item>,
  query: URLSearchParams,
  { path, kinds, greatestPage, needed }: PageRules,
): Reply {
  if (!needed.every((name) => query.has(name))) return notFound;
  const pageNumber = wholeNumber(query.get("pageNumber"), 0, 2 ** 31 - 1);
  if (pageNumber === undefined) return invalid({ pageNumber: "is not a whole number from 0" });
  const pageSize = wholeNumber(query.get("pageSize"), 1, greatestPage);
  if (pageSize === undefined) return invalid({ pageSize: `is not a whole number from 1 to ${greatestPage}` });
  const desc = (query.get("desc") ?? "false").toLowerCase();
  if (desc !== "true" && desc !== "false") return invalid({ desc: "is neither true nor false" });
  const filter = query.get("filter");
  const passes = filter === null ? () => true : parseFilter(filter, kinds);
  if (passes === undefined) return invalid({ filter: "is none, or names an unknown field" });
  const sortField = query.get("sortField");
  if (sortField !== null && !Object.hasOwn(kinds, sortField)) return invalid({ sortField: "is unknown" });

  const found = items.filter(passes);
  const sorted = sortField === null ? found : found.toSorted((a, b) => compare(a, b, sortField, kinds));
  if (desc === "true") sorted.reverse();
  const start = pageNumber * pageSize;
  const link = (number: number, exists: boolean): string => {
    const parameters = { pageNumber: String(number), pageSize: String(pageSize), ...(filter && { filter }) };
    return exists ? `${path}?${new URLSearchParams(parameters)}` : "";
  };
  return json(200, {
    Result: sorted.slice(start, start + pageSize),
    NextPageLink: link(pageNumber + 1, start + pageSize < sorted.length),
    PreviousPageLink: link(pageNumber - 1, pageNumber > 0),
    TotalCount: sorted.length,
  });
}

/**
 * Reads a whole number.
 *
 * @param text Its digits, or nothing.
 * @param least The least.
 * @param greatest The greatest.
 * @returns The number; `undefined` where it is none in the range.
 */
export function wholeNumber(text: string | null, least: number, greatest: number): number | undefined {
  const number = /^\d{1,10}$/.test(text ?? "") ? Number(text) : undefined;
  return number !== undefined && number >= least && number <= greatest ? number : undefined;
}

function compare(a: Item, b: Item, field: string, kinds: FieldKinds): number {
  const [first, second] = [fieldValue(a, field, kinds) ?? "", fieldValue(b, field, kinds) ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}
