/**
 * What an API request comes with once its token is known.
 *
 * @module
 */
import type { Account, Accounts } from "../Accounts.ts";
import type { Reply } from "../Reply.ts";
import { wholeNumber } from "./page.ts";
import { denied, invalid, unexpected } from "./refusals.ts";
import type { TradingAccount } from "./TradingAccount.ts";
import type { TradingAccounts } from "./TradingAccounts.ts";

/** A request whose app key and token are good. */
export interface ApiContext {
  /** Whose token it is. */
  readonly owner: Account;
  readonly users: Accounts;
  readonly accounts: TradingAccounts;
  /** The parts of the path that vary, decoded. */
  readonly parts: ReadonlyArray<string>;
  readonly query: URLSearchParams;
  /** Empty where the method has none. */
  readonly body: Uint8Array;
}

/** Answers a request. */
export type Answer = (context: ApiContext) => Reply;

const greatestId = 2 ** 31 - 1;

/**
 * Reads an id.
 *
 * @param text A part of a path.
 * @returns The id; `undefined` where it is no whole number from 1 to 2,147,483,647.
 */
export function idOf(text: string | undefined): number | undefined {
  return wholeNumber(text ?? null, 1, greatestId);
}

/**
 * Lets an endpoint below an account answer its owner only.
 *
 * @param answer The endpoint; the account's id is the first part of its path.
 * @returns An answer that is 400 for what is no id, 401 for another user's account, and 500 for no account.
 */
export function ofAccount(answer: (account: TradingAccount, context: ApiContext) => Reply): Answer {
  return (context) => {
    const id = idOf(context.parts[0]);
    if (id === undefined) return invalid();
    const account = context.accounts.find(id);
    if (account === undefined) return unexpected;
    return account === context.accounts.of(context.owner) ? answer(account, context) : denied;
  };
}
