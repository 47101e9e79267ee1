/**
 * The trading accounts of all users, and all orders.
 *
 * @module
 */
import type { Account, Accounts } from "../Accounts.ts";
import type { SimulatedOrder, SimulatedOrderTerms } from "./SimulatedOrder.ts";
import { TradingAccount } from "./TradingAccount.ts";

/** What an account's id is above its user's, so that nobody takes one for the other. */
const accountIds = 1_000_000;
const firstOrderId = 73_001;
const most = 10_000;

/** One account for each user. */
export class TradingAccounts {
  /** The last 10,000 orders of all accounts, oldest first. */
  readonly orders: Array<SimulatedOrder> = [];
  readonly #byId = new Map<number, TradingAccount>();
  #nextOrderId = firstOrderId;

  constructor(users: Accounts, clock: () => number) {
    for (const { id, user } of users.all()) {
      const userId = user.info?.UserId ?? id;
      this.#byId.set(accountIds + id, new TradingAccount(accountIds + id, userId, clock));
    }
  }

  /** The account of a user. */
  of({ id }: Account): TradingAccount {
    return this.#byId.get(accountIds + id)!;
  }

  /** The account with an id, if there is one. */
  find(id: number): TradingAccount | undefined {
    return this.#byId.get(id);
  }

  /** Notes an order. */
  place(account: TradingAccount, terms: SimulatedOrderTerms): SimulatedOrder {
    const order = account.place(this.#nextOrderId++, terms);
    this.orders.push(order);
    if (this.orders.length > most) {
      const oldest = this.orders.shift()!;
      this.find(oldest.AccountId)?.forget(oldest.Id);
    }
    return order;
  }
}
