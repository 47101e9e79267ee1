import { describe, expect, it } from "vitest";
import { changeBody, orderBody } from "../../../src/api/orderBody.ts";

const limit = { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 1 };
const trailing = {
  ...limit,
  Price: undefined,
  Type: "TrailingStopLimit",
  TrailingStopAmountType: "Percentage",
  TrailingStopAmount: 2,
  TrailingLimitAmountType: "Absolute",
  TrailingLimitAmount: 0.5,
};
const write = (order: object) => orderBody(order as never);
const refusal = (setting: string, problem: string) =>
  expect.objectContaining({
    _tag: "InvalidConfiguration",
    setting,
    problem: expect.stringContaining(problem),
  });

describe("orderBody", () => {
  it("is a copy of the order, without what is undefined", () => {
    const order = { ...limit, Comment: undefined };
    expect(write(order)).toEqual(limit);
    expect(Object.keys(write(order))).not.toContain("Comment");
    expect(write(order)).not.toBe(order);
  });

  it("has the wire's spelling of TimeInForce and Percentage, which is that of the amounts' types alone", () => {
    expect(write({ ...limit, TimeInForce: "Day" })).toEqual({ ...limit, TimeInforce: "Day" });
    expect(write(trailing)).toMatchObject({
      TrailingStopAmountType: "Persentage",
      TrailingLimitAmountType: "Absolute",
    });
    expect(write({ ...limit, Comment: "Percentage" })).toMatchObject({ Comment: "Percentage" });
  });

  it("has a copy of ExecutionInstructions", () => {
    const ExecutionInstructions = { a: "b" };
    const body = write({ ...limit, ExecutionInstructions });
    expect(body["ExecutionInstructions"]).toEqual({ a: "b" });
    expect(body["ExecutionInstructions"]).not.toBe(ExecutionInstructions);
  });

  it.each([
    ["Market", {}],
    ["Limit", { Price: 1 }],
    ["Stop", { StopPrice: 1 }],
    ["StopLimit", { Price: 1, StopPrice: 1 }],
    ["TrailingStop", { TrailingStopAmountType: "Absolute", TrailingStopAmount: 1 }],
  ])("of type %s has its prices, all of them and no other", (Type, prices) => {
    const order = { ...limit, Price: undefined, Type };
    expect(write({ ...order, ...prices })).toMatchObject({ Type, ...prices });
    for (const name of Object.keys(prices)) {
      expect(() => write({ ...order, ...prices, [name]: undefined })).toThrow(refusal(name, "is missing"));
    }
    expect(() => write({ ...order, ...prices, TrailingLimitAmount: 1 })).toThrow(
      refusal("TrailingLimitAmount", "is no field of such an order"),
    );
  });

  it.each(["Symbol", "Side", "Quantity"])("needs %s", (name) => {
    expect(() => write({ ...limit, [name]: undefined })).toThrow(refusal(name, "is missing in the order"));
  });

  it.each([
    { ExpireDate: "2030-01-31T21:00:00Z" },
    { ExpireDate: "2030-01-31T21:00:00.1234567Z" },
    { ExecInst: "AllOrNone" },
    { ExtendedHours: "REG" },
    { Comment: "" },
    { ExecutionInstructions: {} },
    { Exchange: "Auto" },
    { ClientId: "mine" },
    { ValidationsToBypass: 0 },
    { ValidationsToBypass: 7 },
    { Side: "SellShort" },
    { Quantity: 0.5 },
  ])("takes %j", (field) => expect(write({ ...limit, ...field })).toEqual({ ...limit, ...field }));

  const badTimes = [
    "",
    "2030-01-31",
    "2030-01-31T21:00:00",
    "2030-01-31T21:00:00Z ",
    " 2030-01-31T21:00:00Z",
    "2030-01-31T21:00:00.Z",
    "2030-01-31T21:00:00.12345678Z",
    "2030-13-31T21:00:00Z",
    "2030-01-31T21:00:00+01:00",
    7,
    null,
    ["2030-01-31T21:00:00Z"],
  ];
  const wrong: ReadonlyArray<readonly [setting: string, values: ReadonlyArray<unknown>, problem: string]> = [
    ["ExpireDate", badTimes, "is no time such as"],
    ["Quantity", [0, -1, NaN, Infinity, "1", null, [1]], "is not a number above 0"],
    ["Price", [0, -1, "170"], "is not a number above 0"],
    ["Symbol", ["", " ", 7, null], "is not a text with something in it"],
    ["ExtendedHours", ["", "\t", 7], "is not a text with something in it"],
    ["Comment", [7, null, {}], "is not a text"],
    ["ValidationsToBypass", [-1, 0.5, NaN, "0", null, 2 ** 53], "is not a whole number from 0"],
    [
      "ExecutionInstructions",
      [null, [], ["a"], "a", 7, { a: 7 }, { a: "b", c: null }],
      "is no object of texts",
    ],
    ["TimeInForce", ["day", "", 7], "is none of Day, GoodTillCancel, "],
    ["Side", ["buy", null], "is none of Buy, Sell, SellShort, BuyToCover"],
    ["Nonsense", [1], "is no field of such an order"],
    ["toString", ["x"], "is no field of such an order"],
  ];
  it.each(wrong)("refuses a %s that is wrong, and says how", (setting, values, problem) => {
    for (const value of values) {
      expect(() => write({ ...limit, [setting]: value }), String(value)).toThrow(refusal(setting, problem));
    }
  });

  it.each([undefined, null, {}, { Type: "limit" }, { Type: "constructor" }])(
    "refuses %j for its Type",
    (order) => {
      expect(() => write(order as never)).toThrow(refusal("Type", "is none of Market, Limit, Stop"));
    },
  );

  it.each(["GoodTillDate", "GoodTillTime"])("needs a time for %s, and for nothing else", (TimeInForce) => {
    expect(() => write({ ...limit, TimeInForce })).toThrow(refusal("ExpireDate", "is missing"));
    const ExpireDate = "2030-01-31T21:00:00Z";
    expect(write({ ...limit, TimeInForce, ExpireDate })).toMatchObject({
      TimeInforce: TimeInForce,
      ExpireDate,
    });
    expect(write({ ...limit, TimeInForce: "GoodTillCancel" })).not.toHaveProperty("ExpireDate");
  });
});

describe("changeBody", () => {
  const change = (fields: object) => changeBody(8, fields as never);

  it("has the order's id, and the empty ExecutionInstructions that the server wants", () => {
    expect(change({ Quantity: 2, Price: 171 })).toEqual({
      Id: 8,
      ExecutionInstructions: {},
      Quantity: 2,
      Price: 171,
    });
    expect(change({ Quantity: 2, ExecutionInstructions: { a: "b" } })).toMatchObject({
      ExecutionInstructions: { a: "b" },
    });
  });

  it("needs a quantity, and takes no other symbol", () => {
    expect(() => change({ Price: 171 })).toThrow(refusal("Quantity", "is missing"));
    expect(() => change({ Quantity: 1, Symbol: "AAPL" })).toThrow(refusal("Symbol", "is no field"));
    expect(() => changeBody(8, undefined as never)).toThrow(refusal("Quantity", "is missing"));
  });
});
