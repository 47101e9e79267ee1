import * as Schema from "effect/Schema";
import { describe, expect, it } from "vitest";
import type { ApiCall } from "../../../mod.ts";
import * as api from "../../../src/api/mod.ts";
import { answer } from "../../../src/api/answer.ts";

const decode = <A>(schema: Schema.Decoder<A>, body: unknown): A => Schema.decodeUnknownSync(schema)(body);
const read = <A>({ schema }: ApiCall<A>, body: unknown): A => decode(schema!, body);

describe("a field", () => {
  const fields = answer(Schema.Struct({ At: Schema.optionalKey(Schema.String) }));

  it.each([
    null,
    "0001-01-01T00:00:00",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00.0000000",
    "0001-01-01T00:00:00.00Z",
  ])("is absent where it is %j", (At) => expect(decode(fields, { At })).toEqual({}));

  it.each([
    "",
    "0001-01-01T00:00:01",
    "x0001-01-01T00:00:00",
    "0001-01-01T00:00:00x",
    "2026-01-01T00:00:00Z",
  ])(
    "is there where it is %j",
    (At) => expect(decode(fields, { At })).toEqual({ At }),
  );

  it("is not looked for in what is no object", () => {
    for (const body of [null, undefined, 7, "text", []]) expect(() => decode(fields, body)).toThrow();
  });
});

describe("an order", () => {
  const order = {
    Id: 8,
    AccountId: 7,
    Symbol: "AAPL",
    SecurityId: 1,
    Quantity: 1,
    Side: "Buy",
    Type: "Limit",
    Status: "New",
    Date: "2026-03-01T09:00:00Z",
  };
  const of = (more: object) =>
    read(api.order(7, 8), { ...order, ...more }) as unknown as Record<string, unknown>;

  it("has the usual spelling of what the wire spells otherwise", () => {
    expect(of({ TimeInforce: "Day", ExecBrocker: "X" })).toMatchObject({
      TimeInForce: "Day",
      ExecBroker: "X",
    });
    expect(of({ TimeInforce: "Day" })).not.toHaveProperty("TimeInforce");
    expect(of({ TimeInforce: "Day", TimeInForce: "FillOrKill" })).toMatchObject({
      TimeInForce: "FillOrKill",
    });
    expect(of({})).not.toHaveProperty("TimeInForce");
  });

  it.each(["TrailingStopAmountType", "TrailingLimitAmountType"])("has Percentage for %s", (name) => {
    expect(of({ [name]: "Persentage" })[name]).toBe("Percentage");
    expect(of({ [name]: "Absolute" })[name]).toBe("Absolute");
    expect(of({})).not.toHaveProperty(name);
  });

  it.each(["ExecInst", "ExtendedHours"])("has no number for %s", (name) => {
    expect(of({ [name]: 7 })).not.toHaveProperty(name);
    expect(of({ [name]: "Word" })[name]).toBe("Word");
  });
});

describe("balances", () => {
  it("are the numbers of the answer", () => {
    expect(read(api.balances(7), { cash: 1.5, none: 0, word: "x", nothing: null, more: { a: 1 } })).toEqual({
      cash: 1.5,
      none: 0,
    });
  });

  it.each([null, 7, "text", [[1]], ["x"]])("are not in %j", (body) => {
    expect(() => read(api.balances(7), body)).toThrow();
  });
});

describe("a page", () => {
  const position = { Id: 1, SecurityId: 4, Quantity: -2, Symbol: "A" };

  it("has count and link where they are", () => {
    const envelope = { Result: [position], TotalCount: 9, NextPageLink: "/next" };
    expect(read(api.positions(7), envelope)).toEqual({
      items: [position],
      totalCount: 9,
      nextPageLink: "/next",
    });
    for (const none of [null, undefined, "9"]) {
      expect(read(api.positions(7), { Result: [position], TotalCount: none, NextPageLink: null })).toEqual({
        items: [position],
      });
    }
    expect(read(api.positions(7), { Result: [], NextPageLink: 7 })).toEqual({ items: [] });
  });

  it.each([null, 7, "Result", {}, { Results: [] }, { Result: null }])("is not in %j", (body) => {
    expect(() => read(api.positions(7), body)).toThrow();
  });
});
