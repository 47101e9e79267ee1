/**
 * What an account is worth.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { changed } from "./answer.ts";
import { accountPath } from "./path.ts";

/**
 * Figures by name, for example `cash`, `netCash`, `equityTotal`, `netLiquidity`, `marketValue`, `stockBuyingPower`,
 * `dayTradingBuyingPower`, `pendingCash`, `maintenanceMargin`, `openPL`, `closePL`, `pendingOrdersCount`. Which there are
 * is up to the broker.
 */
export type Balances = Readonly<Record<string, number>>;

/** The schema of {@linkcode Balances}; drops what is no number. */
export const Balances: Schema.Decoder<Balances> = changed(
  Schema.Record(Schema.String, Schema.Number),
  (json) =>
    typeof json === "object" && json !== null && !Array.isArray(json)
      ? Object.fromEntries(Object.entries(json).filter(([, value]) => typeof value === "number"))
      : json,
);

/**
 * What an account is worth: `GET /v1.0/accounts/{accountId}/info` (etna-trader-rest-api/public-api/Accounts).
 *
 * @param accountId The account's id, from `accounts()`; a user's id gets an error 500.
 * @returns The call, which gives the figures in the account's currency, ratios and counts as they are. Throws
 * `InvalidConfiguration` for what is no id.
 *
 * @example
 * ```ts
 * import { balances } from "@autoshares/auth/api";
 *
 * balances(6303).path; // "/v1.0/accounts/6303/info"
 * ```
 */
export function balances(accountId: number): ApiCall<Balances> {
  return { path: `${accountPath(accountId)}/info`, schema: Balances };
}
