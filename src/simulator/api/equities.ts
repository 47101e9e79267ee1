/**
 * Securities: one, a page of them, and those that hold a text.
 *
 * @module
 */
import { json } from "../Reply.ts";
import type { Answer } from "./ApiContext.ts";
import type { FieldKinds } from "./fieldValue.ts";
import { pageReply, wholeNumber } from "./page.ts";
import { invalid, notFound } from "./refusals.ts";
import { findListing, lookUpListings, securityAnswer } from "./securities.ts";

const greatest = 2 ** 31 - 1;

const kinds: FieldKinds = {
  Id: "number",
  Symbol: "text",
  Description: "text",
  Exchange: "text",
  Currency: "text",
  Type: "text",
  AddedDate: "time",
  ModifyDate: "time",
  TickSize: "number",
  Enabled: "flag",
  AllowTrade: "flag",
  AllowMargin: "flag",
  AllowShort: "flag",
};

/** `GET /v1.0/equities/{symbol or id}` */
export const readSecurity: Answer = ({ parts: [part = ""] }) => {
  const listing = findListing(/^\d+$/.test(part) ? Number(part) : part);
  return listing === undefined ? notFound : json(200, securityAnswer(listing));
};

/** `GET /v1.0/equities` */
export const listSecurities: Answer = ({ query }) =>
  pageReply(lookUpListings("").map(securityAnswer), query, {
    path: "/v1.0/equities",
    kinds,
    greatestPage: greatest,
    needed: ["pageNumber", "pageSize", "sortField", "desc"],
  });

/** `GET /v1.0/equities/lookup` */
export const lookUpSecurities: Answer = ({ query }) => {
  const mask = query.get("mask");
  if (mask === null || !query.has("count")) return notFound;
  const count = wholeNumber(query.get("count"), 1, greatest);
  if (count === undefined) return invalid({ count: "is not a whole number from 1" });
  return json(200, lookUpListings(mask).slice(0, count).map(securityAnswer));
};
