import { describe, expect, it } from "vitest";
import { type Client, createClient } from "../../../mod.ts";
import * as api from "../../../src/api/mod.ts";
import { simulate, type Simulator } from "../../../src/simulator/mod.ts";

const user = { username: "bob", password: "pw" };
const limit = { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 10 } as const;
const market = { Symbol: "AAPL", Side: "Buy", Type: "Market", Quantity: 10 } as const;

interface Desk extends AsyncDisposable {
  readonly broker: Simulator;
  readonly client: Client;
  readonly accountId: number;
}

/** A simulator, a client of bob's, and the id of bob's account. */
async function desk(): Promise<Desk> {
  const broker = await simulate({ appKey: "key", users: [user, { username: "ann", password: "pw" }] });
  const client = createClient({ baseUrl: broker.baseUrl, appKey: "key", ...user });
  const [account] = await client.request(api.accounts());
  return {
    broker,
    client,
    accountId: account!.Id,
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await broker.close();
    },
  };
}

describe("every call, against the simulator:", () => {
  it("who the user is, by @me and by id", async () => {
    await using bob = await desk();
    const me = await bob.client.request(api.userInfo());
    expect(me.Login).toBe("bob");
    expect(await bob.client.request(api.userInfo(me.UserId))).toEqual(me);
  });

  it("the user's account, whose id is not the user's", async () => {
    await using bob = await desk();
    const { UserId } = await bob.client.request(api.userInfo());
    const all = await bob.client.request(api.accounts(UserId));
    expect(all).toMatchObject([{ Id: bob.accountId, Enabled: true, AccessType: "Full" }]);
    expect(bob.accountId).not.toBe(UserId);
  });

  it("balances, of an account that has traded nothing yet", async () => {
    await using bob = await desk();
    expect(await bob.client.request(api.balances(bob.accountId))).toMatchObject({
      cash: 100_000,
      equityTotal: 100_000,
      marketValue: 0,
      pendingOrdersCount: 0,
    });
  });

  it("securities: one by symbol and by id, a page of them, and those that a text finds", async () => {
    await using bob = await desk();
    const apple = await bob.client.request(api.security("AAPL"));
    expect(apple).toMatchObject({ Symbol: "AAPL", Currency: "USD", Precision: 2, AllowTrade: true });
    expect(await bob.client.request(api.security(apple.Id))).toEqual(apple);
    expect((await bob.client.request(api.security("BRK/B"))).Symbol).toBe("BRK/B");
    expect(await bob.client.request(api.lookUpSecurities("apple"))).toEqual([apple]);
    expect(await bob.client.request(api.lookUpSecurities("nothing of the kind"))).toEqual([]);
    const page = await bob.client.request(api.securities({ pageSize: 2 }));
    expect([page.items.map(({ Symbol }) => Symbol), page.totalCount]).toEqual([["AAPL", "BRK/B"], 5]);
    await expect(bob.client.request(api.security("NONE"))).rejects.toMatchObject({
      _tag: "ApiRefused",
      status: 404,
    });
  });

  it("a preview tells the cost and places nothing", async () => {
    await using bob = await desk();
    const preview = await bob.client.request(api.previewOrder(bob.accountId, limit));
    expect(preview).toMatchObject({ IsSuccessful: true, Cost: 1700, Quotes: [{ Ask: 190.02 }] });
    const large = await bob.client.request(api.previewOrder(bob.accountId, { ...market, Quantity: 1000 }));
    expect(large).toMatchObject({
      IsSuccessful: false,
      ErrorDescription: "DayTradingBuyingPowerExceeded",
    });
    expect(bob.broker.orders).toEqual([]);
  });

  it("a market order is PendingNew, then Filled: cash became a position", async () => {
    await using bob = await desk();
    const placed = await bob.client.request(api.placeOrder(bob.accountId, { ...market, ClientId: "mine" }));
    expect(placed).toMatchObject({ Status: "PendingNew", ExecutedQuantity: 0, ClientId: "mine" });
    expect(bob.broker.orders).toMatchObject([{ Id: placed.Id, Symbol: "AAPL", Status: "PendingNew" }]);
    const filled = await bob.client.request(api.order(bob.accountId, placed.Id));
    expect(filled).toMatchObject({
      Id: placed.Id,
      Status: "Filled",
      ExecutedQuantity: 10,
      AveragePrice: 190.02,
    });
    const { items } = await bob.client.request(api.positions(bob.accountId));
    expect(items).toMatchObject([{ Symbol: "AAPL", Quantity: 10, AverageOpenPrice: 190.02 }]);
    expect(await bob.client.request(api.balances(bob.accountId))).toMatchObject({
      cash: 98_099.8,
      marketValue: 1900,
      openPL: -0.2,
      equityTotal: 99_999.8,
    });
  });

  it("a limit that is not met stays New until it is replaced by one that is", async () => {
    await using bob = await desk();
    const { Id } = await bob.client.request(api.placeOrder(bob.accountId, limit));
    const read = () => bob.client.request(api.order(bob.accountId, Id));
    expect([(await read()).Status, (await read()).Status]).toEqual(["New", "New"]);
    const change = { Quantity: 3, Price: 200, TimeInForce: "GoodTillCancel" } as const;
    const replaced = await bob.client.request(api.replaceOrder(bob.accountId, Id, change));
    expect(replaced).toMatchObject({ Id, Status: "PendingReplace", ...change });
    expect(await read()).toMatchObject({ Status: "Filled", ExecutedQuantity: 3, AveragePrice: 190.02 });
    expect(bob.broker.orders).toHaveLength(1);
  });

  it("an order that stands can be cancelled; one that is filled, neither cancelled nor replaced", async () => {
    await using bob = await desk();
    const standing = await bob.client.request(api.placeOrder(bob.accountId, limit));
    const taken = await bob.client.request(api.placeOrder(bob.accountId, market));
    await bob.client.request(api.orders(bob.accountId));
    expect(await bob.client.request(api.cancelOrder(bob.accountId, standing.Id))).toBeUndefined();
    const tooLate = { _tag: "ApiRefused", status: 409 };
    for (
      const call of [
        api.cancelOrder(bob.accountId, taken.Id),
        api.cancelOrder(bob.accountId, standing.Id),
        api.replaceOrder(bob.accountId, taken.Id, { Quantity: 1 }),
      ]
    ) {
      await expect(bob.client.request<unknown>(call)).rejects.toMatchObject(tooLate);
    }
    expect(bob.broker.orders.map(({ Status }) => Status)).toEqual(["Canceled", "Filled"]);
  });

  it("orders by page and by filter", async () => {
    await using bob = await desk();
    for (const ClientId of ["a", "b", "c"]) {
      await bob.client.request(api.placeOrder(bob.accountId, { ...limit, ClientId }));
    }
    await bob.client.request(api.placeOrder(bob.accountId, market));
    const ask = async (options: api.PageOptions) => {
      const { items, totalCount, nextPageLink } = await bob.client.request(
        api.orders(bob.accountId, options),
      );
      return [items.map(({ ClientId = "" }) => ClientId).join(), totalCount, nextPageLink !== undefined];
    };
    expect(await ask({ pageSize: 3 })).toEqual(["a,b,c", 4, true]);
    expect(await ask({ pageSize: 3, pageNumber: 1 })).toEqual(["", 4, false]);
    expect(await ask({ filter: "Status in (0,1,10)" })).toEqual(["a,b,c", 3, false]);
    expect(await ask({ filter: "ClientId = 'b'" })).toEqual(["b", 1, false]);
    expect(await ask({ filter: "Type = 'Limit'", sortField: "Id", desc: true })).toEqual(["c,b,a", 3, false]);
    await expect(ask({ filter: "Nonsense" })).rejects.toMatchObject({ _tag: "ApiRefused", status: 400 });
  });
});

describe("an order in trouble", () => {
  it("arrives once where the answer is lost, and its ClientId finds it", async () => {
    await using bob = await desk();
    const ClientId = crypto.randomUUID();
    bob.broker.setFault("ApiRequest", { type: "reset", when: "after", times: 1 });
    const placing = bob.client.request(api.placeOrder(bob.accountId, { ...limit, ClientId }));
    await expect(placing).rejects.toMatchObject({ _tag: "NetworkFailed", mayHaveArrived: true });
    expect(bob.broker.orders).toMatchObject([{ ClientId }]);
    const filter = `ClientId = '${ClientId}'`;
    const { items } = await bob.client.request(api.orders(bob.accountId, { filter }));
    expect(items).toMatchObject([{ ClientId, Status: "New" }]);
  });

  it("is cancelled though the answer is lost", async () => {
    await using bob = await desk();
    const { Id } = await bob.client.request(api.placeOrder(bob.accountId, limit));
    bob.broker.setFault("ApiRequest", { type: "reset", when: "after", times: 1 });
    const cancelling = bob.client.request(api.cancelOrder(bob.accountId, Id));
    await expect(cancelling).rejects.toMatchObject({ _tag: "NetworkFailed", mayHaveArrived: true });
    expect(bob.broker.orders).toMatchObject([{ Id, Status: "Canceled" }]);
  });

  it("does not arrive where the connection ends before the server's work", async () => {
    await using bob = await desk();
    bob.broker.setFault("ApiRequest", { type: "reset", times: 1 });
    await expect(bob.client.request(api.placeOrder(bob.accountId, limit))).rejects.toMatchObject({
      _tag: "NetworkFailed",
    });
    expect(bob.broker.orders).toEqual([]);
  });

  it("is placed once where the token was revoked: 401, one login, the order again", async () => {
    await using bob = await desk();
    const before = { ...bob.broker.requestCounts };
    bob.broker.revokeTokens("bob");
    const placed = await bob.client.request(api.placeOrder(bob.accountId, limit));
    expect(bob.broker.orders.map(({ Id }) => Id)).toEqual([placed.Id]);
    expect(bob.broker.requestCounts).toEqual({
      ...before,
      RequestToken: before.RequestToken + 1,
      ApiRequest: before.ApiRequest + 2,
    });
    await bob.client.request(api.balances(bob.accountId));
    expect(bob.broker.requestCounts.RequestToken).toBe(before.RequestToken + 1);
  });

  it("for another user's account is refused, and for none is the server's fault, as documented", async () => {
    await using bob = await desk();
    const { baseUrl } = bob.broker;
    await using ann = createClient({ baseUrl, appKey: "key", username: "ann", password: "pw" });
    await expect(ann.request(api.placeOrder(bob.accountId, limit))).rejects.toMatchObject({
      _tag: "TokenRefused",
    });
    const { UserId } = await ann.request(api.userInfo());
    await expect(ann.request(api.placeOrder(UserId, limit))).rejects.toMatchObject({
      _tag: "ServerFault",
      status: 500,
    });
    expect(bob.broker.orders).toEqual([]);
  });
});
