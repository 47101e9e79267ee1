import { describe, expect, it } from "vitest";
import { Accounts } from "../../../../src/simulator/Accounts.ts";
import type { SimulatedOrderTerms } from "../../../../src/simulator/api/SimulatedOrder.ts";
import { TradingAccounts } from "../../../../src/simulator/api/TradingAccounts.ts";
import { settingsOf } from "../../../../src/simulator/settings.ts";

describe("the orders of all accounts", () => {
  it("are the last 10,000; an older one is forgotten by its account too, and never filled", () => {
    const users = new Accounts(settingsOf({ appKey: "key", users: [{ username: "bob", password: "pw" }] }));
    const accounts = new TradingAccounts(users, Date.now);
    const account = accounts.of(users.find("bob")!);
    const terms: SimulatedOrderTerms = {
      Symbol: "F",
      Side: "Buy",
      Type: "Market",
      Quantity: 1,
      TimeInForce: "Day",
    };
    const first = accounts.place(account, terms);
    const second = accounts.place(account, terms);
    for (let i = 0; i < 9_999; i++) accounts.place(account, { ...terms, Type: "Limit", Price: 1 });
    account.settle();
    expect(accounts.orders).toHaveLength(10_000);
    expect(accounts.orders[0]).toBe(second);
    expect([account.order(first.Id), account.order(second.Id)]).toEqual([undefined, second]);
    expect(account.held(second.SecurityId)).toBe(1);
  });
});
