/**
 * A user's trading accounts.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import type { ApiCall } from "../ApiCall.ts";
import { answer } from "./answer.ts";
import { userPath } from "./path.ts";

/** A trading account. */
export interface TradingAccount {
  /** The account's id, which the other calls want. It is not the user's. */
  readonly Id: number;
  /** The number at the clearing firm. */
  readonly ClearingAccount?: string;
  /** `Full`, `ReadOnly`, `ClosePositionsOnly`, `Owner`. */
  readonly AccessType?: string;
  /** `Empty`, `Cash`, `Margin`, `DayTrader`, `MarginIra`. */
  readonly MarginType?: string;
  /** Whether it may be used. */
  readonly Enabled?: boolean;
  /** The name that its owner gave it. */
  readonly Alias?: string;
  /** What kind of owner it has; the documentation lists no words. */
  readonly OwnerType?: string;
  /** The firm that clears its trades. */
  readonly ClearingFirm?: string;
}

/** The schema of a {@linkcode TradingAccount}. */
export const TradingAccount: Schema.Decoder<TradingAccount> = answer(Schema.Struct({
  Id: Schema.Number,
  ClearingAccount: Schema.optionalKey(Schema.String),
  AccessType: Schema.optionalKey(Schema.String),
  MarginType: Schema.optionalKey(Schema.String),
  Enabled: Schema.optionalKey(Schema.Boolean),
  Alias: Schema.optionalKey(Schema.String),
  OwnerType: Schema.optionalKey(Schema.String),
  ClearingFirm: Schema.optionalKey(Schema.String),
}));

/**
 * A user's trading accounts: `GET /v1.0/users/{userId}/accounts` (etna-trader-rest-api/public-api/Accounts).
 *
 * @param userId The user's id; default `@me`, whose token it is.
 * @returns The call, which gives all accounts. Throws `InvalidConfiguration` for what is no id.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { accounts, balances } from "@autoshares/auth/api";
 *
 * const cash = async (client: ReturnType<typeof createClient>) => {
 *   const [account] = await client.request(accounts());
 *   return account && (await client.request(balances(account.Id)))["cash"];
 * };
 * ```
 */
export function accounts(userId: number | "@me" = "@me"): ApiCall<ReadonlyArray<TradingAccount>> {
  return { path: `${userPath(userId)}/accounts`, schema: Schema.Array(TradingAccount) };
}
