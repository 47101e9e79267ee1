/**
 * What can be traded.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { answer, flag, number, text } from "./answer.ts";
import { type Page, pageOf, type PageOptions, pageQuery, wholeNumber } from "./Page.ts";
import { idText, pathPart } from "./path.ts";

/** What can be traded. */
export interface Security {
  /** Its id on the platform. */
  readonly Id: number;
  /** Its symbol, for example `AAPL`. */
  readonly Symbol: string;
  /** Its name in words. */
  readonly Description?: string;
  /** Where it is listed. */
  readonly Exchange?: string;
  /** What it is priced in, for example `USD`. */
  readonly Currency?: string;
  /** For example `CommonStock`, `ETF`. */
  readonly Type?: string;
  /** When the platform took it up: ISO 8601 in UTC. */
  readonly AddedDate?: string;
  /** When its entry changed last: ISO 8601 in UTC. */
  readonly ModifyDate?: string;
  /** Decimals of a price. */
  readonly Precision?: number;
  /** Decimals of a quantity. */
  readonly VolumePrecision?: number;
  /** The step of a price. */
  readonly TickSize?: number;
  /** Whether the platform shows it. */
  readonly Enabled?: boolean;
  /** Whether it may be traded. */
  readonly AllowTrade?: boolean;
  /** Whether it may be bought on margin. */
  readonly AllowMargin?: boolean;
  /** Whether it may be sold short. */
  readonly AllowShort?: boolean;
}

/** The schema of a {@linkcode Security}. */
export const Security: Schema.Decoder<Security> = answer(Schema.Struct({
  Id: Schema.Number,
  Symbol: Schema.String,
  Description: text,
  Exchange: text,
  Currency: text,
  Type: text,
  AddedDate: text,
  ModifyDate: text,
  Precision: number,
  VolumePrecision: number,
  TickSize: number,
  Enabled: flag,
  AllowTrade: flag,
  AllowMargin: flag,
  AllowShort: flag,
}));

const page = pageOf(Security);
const greatest = 2 ** 31 - 1;

/**
 * One security: `GET /v1.0/equities/{symbol or id}` (etna-trader-rest-api/public-api/Securities). The API has no quotes:
 * they come from previews and the stream.
 *
 * @param symbolOrId Its symbol, for example `AAPL` or `BRK/B`, or its id.
 * @returns The call, which gives the security, or fails with `ApiRefused` (status 404) where there is none. Throws
 * `InvalidConfiguration` for what is neither symbol nor id.
 *
 * @example
 * ```ts
 * import { security } from "@autoshares/auth/api";
 *
 * security("BRK/B").path; // "/v1.0/equities/BRK%2FB"
 * ```
 */
export function security(symbolOrId: string | number): ApiCall<Security> {
  const part = typeof symbolOrId === "number"
    ? idText("symbolOrId", symbolOrId)
    : pathPart("symbolOrId", symbolOrId);
  return { path: `/v1.0/equities/${part}`, schema: Security };
}

/**
 * Securities page by page: `GET /v1.0/equities` (etna-trader-rest-api/public-api/Securities).
 *
 * @param options Which page; by default sorted by `Symbol`.
 * @returns The call, which gives a page. Throws `InvalidConfiguration` for what is no page.
 *
 * @example
 * ```ts
 * import { securities } from "@autoshares/auth/api";
 *
 * securities({ filter: "Type = 'ETF'", pageSize: 100 });
 * ```
 */
export function securities(options: PageOptions = {}): ApiCall<Page<Security>> {
  return { path: "/v1.0/equities", query: pageQuery(options, greatest, "Symbol"), schema: page };
}

/**
 * Securities whose symbol, exchange or description holds a text: `GET /v1.0/equities/lookup`
 * (etna-trader-rest-api/public-api/Securities).
 *
 * @param mask The text.
 * @param count At most so many; default 10.
 * @returns The call, which gives those found, perhaps none. Throws `InvalidConfiguration` for no text or no number.
 *
 * @example
 * ```ts
 * import { lookUpSecurities } from "@autoshares/auth/api";
 *
 * lookUpSecurities("apple", 3);
 * ```
 */
export function lookUpSecurities(mask: string, count = 10): ApiCall<ReadonlyArray<Security>> {
  pathPart("mask", mask);
  wholeNumber("count", count, 1, greatest);
  return { path: "/v1.0/equities/lookup", query: { mask, count }, schema: Schema.Array(Security) };
}
