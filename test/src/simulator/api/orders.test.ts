import { describe, expect, it } from "vitest";
import { apiDesk, firstPage, limit, market } from "./desk.ts";

const sell = { ...market, Side: "Sell" };

describe("what becomes of an order once its account is read", () => {
  it.each<[string, object, object]>([
    ["a market order is filled at what sellers ask", market, { Status: "Filled", AveragePrice: 190.02 }],
    ["a short sale, at what buyers bid", { ...market, Side: "SellShort" }, {
      Status: "Filled",
      AveragePrice: 189.98,
    }],
    ["a limit that is met, at the market's price", { ...limit, Price: 200 }, {
      Status: "Filled",
      AveragePrice: 190.02,
    }],
    ["a limit that is not met stays", limit, { Status: "New", ExecutedQuantity: 0, AveragePrice: 0 }],
    ["a limit that must be met at once is cancelled", { ...limit, TimeInforce: "ImmediateOrCancel" }, {
      Status: "Canceled",
      TimeInForce: "ImmediateOrCancel",
    }],
    ["a stop that is reached is filled", { ...market, Type: "Stop", StopPrice: 180 }, { Status: "Filled" }],
    ["a stop that is not reached stays", { ...market, Type: "Stop", StopPrice: 200 }, { Status: "New" }],
    ["a stop that is reached, with a limit that is not met, stays", {
      ...limit,
      Type: "StopLimit",
      StopPrice: 180,
    }, { Status: "New" }],
    ["a short sale's limit that is met, at the market's price", { ...limit, Side: "SellShort" }, {
      Status: "Filled",
      AveragePrice: 189.98,
    }],
    ["a short sale's limit that is not met stays", { ...limit, Side: "SellShort", Price: 200 }, {
      Status: "New",
    }],
    ["a short sale's stop that is reached is filled", {
      ...market,
      Side: "SellShort",
      Type: "Stop",
      StopPrice: 200,
    }, { Status: "Filled" }],
    ["a short sale's stop that is not reached stays", {
      ...market,
      Side: "SellShort",
      Type: "Stop",
      StopPrice: 180,
    }, { Status: "New" }],
    ["a trailing stop stays", {
      ...market,
      Type: "TrailingStop",
      TrailingStopAmountType: "Persentage",
      TrailingStopAmount: 5,
    }, { Status: "New", TrailingStopAmountType: "Persentage" }],
    ["one that costs more than there is, is rejected", { ...market, Quantity: 1000 }, {
      Status: "Rejected",
      Description: "DayTradingBuyingPowerExceeded",
    }],
    ["a sale of what is not held is rejected", sell, { Status: "Rejected" }],
    ["a cover of what is not owed is rejected", { ...market, Side: "BuyToCover" }, { Status: "Rejected" }],
    ["a short sale that is not allowed is rejected", { ...market, Symbol: "BRK/B", Side: "SellShort" }, {
      Status: "Rejected",
    }],
  ])("%s", async (_what, order, expected) => {
    await using bob = await apiDesk();
    const { status, body: { Id, Status } } = await bob.place(order);
    expect([status, Status]).toEqual([200, "PendingNew"]);
    expect((await bob.ask("GET", `${bob.account}/orders/${Id}`)).body).toMatchObject(expected);
  });

  it.each(["info", `positions?${firstPage}&sortField=Id&desc=false`, `orders?${firstPage}`])(
    "to read %s is to read the account",
    async (path) => {
      await using bob = await apiDesk();
      await bob.place(market);
      expect(bob.broker.orders[0]?.Status).toBe("PendingNew");
      await bob.ask("GET", `${bob.account}/${path}`);
      expect(bob.broker.orders[0]?.Status).toBe("Filled");
    },
  );

  it("one that is cancelled while it is pending is never filled", async () => {
    await using bob = await apiDesk();
    const { body: { Id } } = await bob.place(market);
    const { status, body } = await bob.ask("DELETE", `${bob.account}/orders/${Id}`);
    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect((await bob.ask("GET", `${bob.account}/info`)).body).toMatchObject({ cash: 100_000 });
    expect(bob.broker.orders).toMatchObject([{ Status: "Canceled" }]);
  });
});

describe("cash and positions", () => {
  it("follow purchases and sales, profits included", async () => {
    await using bob = await apiDesk();
    await bob.place(market);
    await bob.place({ ...sell, Quantity: 4 });
    expect((await bob.ask("GET", `${bob.account}/info`)).body).toMatchObject({
      cash: 98_859.72,
      stockLongMarketValue: 1140,
      closePL: -0.16,
      openPL: -0.12,
      equityTotal: 99_999.72,
    });
    await bob.place({ ...sell, Quantity: 6 });
    const positions = `${bob.account}/positions?${firstPage}&sortField=Id&desc=false`;
    expect((await bob.ask("GET", positions)).body).toMatchObject({ Result: [], TotalCount: 0 });
    expect((await bob.ask("GET", `${bob.account}/info`)).body).toMatchObject({
      cash: 99_999.6,
      closePL: -0.4,
      marketValue: 0,
    });
  });

  it("follow short sales and covers, and a purchase that turns one into a long position", async () => {
    await using bob = await apiDesk();
    const read = async () => {
      const path = `${bob.account}/positions?${firstPage}&sortField=Id&desc=false`;
      const { body: { Result: [position] } } = await bob.ask("GET", path);
      return [position?.["Quantity"], position?.["AverageOpenPrice"], position?.["RealizedProfitLoss"]];
    };
    await bob.place({ ...market, Side: "SellShort" });
    expect(await read()).toEqual([-10, 189.98, 0]);
    await bob.place({ ...market, Side: "BuyToCover", Quantity: 4 });
    expect(await read()).toEqual([-6, 189.98, -0.16]);
    await bob.place({ ...market, Quantity: 8 });
    expect(await read()).toEqual([2, 190.02, -0.4]);
  });

  it("are each user's own", async () => {
    await using bob = await apiDesk();
    await bob.place(market);
    await bob.ask("GET", `${bob.account}/info`);
    const anns = await bob.tokenOf("ann");
    const { body } = await bob.ask("GET", `${await bob.accountOf(anns)}/info`, undefined, anns);
    expect(body).toMatchObject({ cash: 100_000, marketValue: 0 });
  });
});

describe("an answer on the wire", () => {
  it("has the broker's spelling, no symbol, and times by the simulator's clock", async () => {
    await using bob = await apiDesk();
    const { body } = await bob.place({ ...limit, TimeInforce: "GoodTillCancel", Token: "made-up", More: 1 });
    expect(body).toMatchObject({
      TimeInForce: "GoodTillCancel",
      ExecInst: 0,
      ParentId: -1,
      LeavesQuantity: 10,
      CreateDate: new Date(bob.time.now).toISOString(),
    });
    for (const name of ["Symbol", "TimeInforce", "Token", "More"]) expect(body).not.toHaveProperty(name);
  });

  it("of a list is an envelope with links to the pages beside", async () => {
    await using bob = await apiDesk();
    for (let i = 0; i < 3; i++) await bob.place(limit);
    const { body } = await bob.ask("GET", `${bob.account}/orders?pageNumber=1&pageSize=1`);
    expect(body).toMatchObject({ TotalCount: 3, Result: [{ Quantity: 10 }] });
    const next = await bob.ask("GET", body.NextPageLink);
    expect(next.body).toMatchObject({ TotalCount: 3, NextPageLink: "" });
    const previous = await bob.ask("GET", body.PreviousPageLink);
    expect(previous.body).toMatchObject({ TotalCount: 3, PreviousPageLink: "" });
  });
});
