import { describe, expect, it } from "vitest";
import * as api from "../../../src/api/mod.ts";
import { pageQuery } from "../../../src/api/Page.ts";

const refusal = (setting: string, problem: string) =>
  expect.objectContaining({
    _tag: "InvalidConfiguration",
    setting,
    problem: expect.stringContaining(problem),
  });

describe("the query of a page", () => {
  it("asks for the first fifty where nothing else is wanted", () => {
    expect(pageQuery({}, 100)).toEqual({ pageNumber: 0, pageSize: 50 });
  });

  it("has a field to sort by where the server insists on one", () => {
    expect(pageQuery({}, 100, "Id")).toEqual({ pageNumber: 0, pageSize: 50, sortField: "Id", desc: false });
    expect(pageQuery({ sortField: "Date", desc: true }, 100, "Id")).toMatchObject({
      sortField: "Date",
      desc: true,
    });
  });

  it("takes numbers within bounds, the bounds included", () => {
    for (const pageNumber of [0, 2 ** 31 - 1]) {
      expect(pageQuery({ pageNumber }, 100)).toMatchObject({ pageNumber });
    }
    for (const pageSize of [1, 100]) expect(pageQuery({ pageSize }, 100)).toMatchObject({ pageSize });
  });

  it.each([-1, 0.5, NaN, Infinity, 2 ** 31, "1", null])("refuses %j for a page's number", (pageNumber) => {
    expect(() => pageQuery({ pageNumber: pageNumber as number }, 100)).toThrow(
      refusal("pageNumber", "is not a whole number from 0 to 2147483647"),
    );
  });

  it.each([0, -1, 101, 1.5, NaN, "50"])("refuses %j for a page's size", (pageSize) => {
    expect(() => pageQuery({ pageSize: pageSize as number }, 100)).toThrow(
      refusal("pageSize", "is not a whole number from 1 to 100"),
    );
  });
});

describe("an id", () => {
  const calls: ReadonlyArray<readonly [setting: string, call: (id: number) => { readonly path: string }]> = [
    ["accountId", api.balances],
    ["userId", api.userInfo],
    ["orderId", (id) => api.order(7, id)],
  ];
  it.each(calls)("%s is a whole number from 1 to 2147483647", (setting, call) => {
    for (const id of [1, 2 ** 31 - 1]) expect(call(id).path).toMatch(new RegExp(`/${id}(/|$)`));
    for (const id of [0, -1, 1.5, NaN, Infinity, 2 ** 31, "@me/.." as never, "7" as never]) {
      expect(() => call(id), String(id)).toThrow(
        refusal(setting, "is not a whole number from 1 to 2147483647"),
      );
    }
  });
});

describe("a symbol", () => {
  it.each([["A.B", "A.B"], ["...", "..."], ["a b", "a%20b"], ["ü/?#", "%C3%BC%2F%3F%23"]])(
    "%j is one part of a path",
    (symbol, part) => expect(api.security(symbol).path).toBe(`/v1.0/equities/${part}`),
  );

  it.each(["", " ", ".", "..", "a\n", "\u0000", "\ud800"])("%j is none", (symbol) => {
    expect(() => api.security(symbol)).toThrow(refusal("symbolOrId", "is nothing that a path can carry"));
  });
});
