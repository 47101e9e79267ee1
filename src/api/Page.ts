/**
 * Lists that come page by page.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { InvalidConfiguration } from "../AuthError.ts";
import { changed } from "./answer.ts";

/** Which part of a list to get, and in which order. */
export interface PageOptions {
  /** Page, from 0; default 0. */
  readonly pageNumber?: number | undefined;
  /** Items a page; default 50. */
  readonly pageSize?: number | undefined;
  /** Field to sort by, by its name on the wire. */
  readonly sortField?: string | undefined;
  /** Whether the greatest comes first; default false. */
  readonly desc?: boolean | undefined;
  /** A condition in the broker's query language, for example `Status in (0,1)`, not encoded. */
  readonly filter?: string | undefined;
}

/** A page. The server sends an envelope or a bare array; both become this. */
export interface Page<A> {
  /** What is on this page, in the order asked for. */
  readonly items: ReadonlyArray<A>;
  /** Items on all pages; absent where the server sent a bare array: a page with fewer than `pageSize` items is the last. */
  readonly totalCount?: number;
  /**
   * The server's own link to the next page; absent on the last one. It lacks the sort parameters by the documentation's
   * samples: better ask for `pageNumber + 1`.
   */
  readonly nextPageLink?: string;
}

/**
 * A schema of pages.
 *
 * @param item A schema of one item.
 * @returns The schema, for reading only.
 */
export function pageOf<A>(item: Schema.Decoder<A>): Schema.Decoder<Page<A>> {
  const page = Schema.Struct({
    items: Schema.Array(item),
    totalCount: Schema.optionalKey(Schema.Number),
    nextPageLink: Schema.optionalKey(Schema.String),
  });
  return changed(page, (json) => {
    if (Array.isArray(json)) return { items: json };
    if (typeof json !== "object" || json === null || !("Result" in json)) return json;
    const { Result, TotalCount, NextPageLink } = json as Record<string, unknown>;
    return {
      items: Result,
      ...(typeof TotalCount === "number" ? { totalCount: TotalCount } : {}),
      ...(typeof NextPageLink === "string" && NextPageLink !== "" ? { nextPageLink: NextPageLink } : {}),
    };
  });
}

/**
 * Checks what part of a list is asked for.
 *
 * @param options What the user gave.
 * @param greatestPage Most items a page.
 * @param sorting Where the server insists on a field to sort by: the default one.
 * @returns The query. Throws `InvalidConfiguration` that names the option.
 */
export function pageQuery(
  { pageNumber = 0, pageSize = 50, sortField, desc, filter }: PageOptions,
  greatestPage: number,
  sorting?: string,
): NonNullable<ApiCall<unknown>["query"]> {
  wholeNumber("pageNumber", pageNumber, 0, 2 ** 31 - 1);
  wholeNumber("pageSize", pageSize, 1, greatestPage);
  return {
    pageNumber,
    pageSize,
    sortField: sortField ?? sorting,
    desc: desc ?? (sorting === undefined ? undefined : false),
    filter,
  };
}

/**
 * Checks a whole number.
 *
 * @param setting Its name.
 * @param value The number; throws `InvalidConfiguration` where it is not a whole one in the range.
 * @param least The least.
 * @param greatest The greatest.
 */
export function wholeNumber(setting: string, value: number, least: number, greatest: number): void {
  if (Number.isInteger(value) && value >= least && value <= greatest) return;
  throw new InvalidConfiguration({ setting, problem: `is not a whole number from ${least} to ${greatest}` });
}
