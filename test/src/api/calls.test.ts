import * as Schema from "effect/Schema";
import { describe, expect, it } from "vitest";
import { type ApiCall, createClient, InvalidConfiguration } from "../../../mod.ts";
import * as api from "../../../src/api/mod.ts";
import { json, reply, scriptedServer } from "../../support/scriptedServer.ts";

const limit = { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 1 } as const;

describe("a call", () => {
  const calls: ReadonlyArray<readonly [call: ApiCall<unknown>, method: string, path: string]> = [
    [api.userInfo(), "GET", "/v1.0/users/@me/info"],
    [api.userInfo(7), "GET", "/v1.0/users/7/info"],
    [api.accounts(), "GET", "/v1.0/users/@me/accounts"],
    [api.balances(7), "GET", "/v1.0/accounts/7/info"],
    [api.positions(7), "GET", "/v1.0/accounts/7/positions"],
    [api.orders(7), "GET", "/v1.0/accounts/7/orders"],
    [api.order(7, 8), "GET", "/v1.0/accounts/7/orders/8"],
    [api.previewOrder(7, limit), "POST", "/v1.0/accounts/7/preview/orders"],
    [api.placeOrder(7, limit), "POST", "/v1.0/accounts/7/orders"],
    [api.replaceOrder(7, 8, { Quantity: 2, Price: 171 }), "PUT", "/v1.0/accounts/7/orders/8"],
    [api.cancelOrder(7, 8), "DELETE", "/v1.0/accounts/7/orders/8"],
    [api.security("BRK/B"), "GET", "/v1.0/equities/BRK%2FB"],
    [api.security("AAPL  210618C00195000"), "GET", "/v1.0/equities/AAPL%20%20210618C00195000"],
    [api.lookUpSecurities("apple"), "GET", "/v1.0/equities/lookup"],
  ];
  for (const [call, method, path] of calls) {
    it(`${method} ${path}`, () => {
      expect([call.method ?? "GET", call.path]).toEqual([method, path]);
    });
  }

  it("sends an order in the wire's spelling", () => {
    const { body } = api.placeOrder(7, { ...limit, TimeInForce: "Day" });
    expect(body).toMatchObject({
      Symbol: "AAPL",
      Side: "Buy",
      Type: "Limit",
      Price: 170,
      Quantity: 1,
      TimeInforce: "Day",
    });
    expect(body).not.toHaveProperty("TimeInForce");
  });
});

describe("what cannot be right throws before anything is sent:", () => {
  const wrong: ReadonlyArray<readonly [title: string, make: () => unknown]> = [
    ["an account id of 0", () => api.balances(0)],
    ["an account id that is no whole number", () => api.orders(1.5)],
    ["a page of 101 orders", () => api.orders(7, { pageSize: 101 })],
    ["a symbol that leads elsewhere", () => api.security("..")],
    ["no symbol", () => api.security(" ")],
    ["a quantity that JSON would make null of", () => api.placeOrder(7, { ...limit, Quantity: Number.NaN })],
    ["a quantity of 0", () => api.placeOrder(7, { ...limit, Quantity: 0 })],
    ["a price below 0", () => api.placeOrder(7, { ...limit, Price: -1 })],
    ["a limit order without a price", () => api.placeOrder(7, { ...limit, Price: undefined } as never)],
    ["a side that is none", () => api.placeOrder(7, { ...limit, Side: "buy" } as never)],
  ];
  it.each(wrong)("%s", (_title, make) => expect(make).toThrow(InvalidConfiguration));
});

describe("an answer", () => {
  const decode = <A>({ schema }: ApiCall<A>, body: unknown): A => Schema.decodeUnknownSync(schema!)(body);

  it("is read tolerantly: unknown keys dropped, null and year 1 absent", () => {
    const account = {
      Id: 7,
      ClearingAccount: "A7",
      AccessType: "New word",
      MarginType: "Cash",
      Enabled: true,
    };
    const [read] = decode(api.accounts(), [{ ...account, Alias: null, More: 1 }]);
    expect(read).toMatchObject({ Id: 7, AccessType: "New word" });
    expect(read).not.toHaveProperty("Alias");
    expect(read).not.toHaveProperty("More");
  });

  it("gives one shape of page for an envelope and for a bare array", () => {
    const position = { Id: 1, SecurityId: 4, Quantity: -2, Symbol: "A" };
    const envelope = { Result: [position], TotalCount: 9, NextPageLink: "", PreviousPageLink: "" };
    expect(decode(api.positions(7), envelope)).toEqual({ items: [position], totalCount: 9 });
    expect(decode(api.positions(7), [position])).toEqual({ items: [position] });
  });

  it("that is something else is a typed error by the client, and a good one is decoded", async () => {
    const token = json(200, { State: "Succeeded", Token: "t" });
    await using server = await scriptedServer([token, json(200, { Result: 7 }), reply(204)]);
    const { baseUrl } = server;
    await using client = createClient({ baseUrl, appKey: "key", username: "api-user", password: "pw" });
    await expect(client.request(api.orders(7))).rejects.toMatchObject({ _tag: "UnexpectedResponse" });
    expect(await client.request(api.cancelOrder(7, 8))).toBeUndefined();
  });
});
