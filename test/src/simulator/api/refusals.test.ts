import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { appKey } from "../client.ts";
import { apiDesk, firstPage, limit, market } from "./desk.ts";

describe("an order that cannot be read is 400, names the field, and is not placed:", () => {
  it.each<[string, string, ReadonlyArray<string>]>([
    ["no body", "", []],
    ["no JSON", "{Symbol", []],
    ["no object", "[1]", []],
    ["an unknown symbol", JSON.stringify({ ...limit, Symbol: "NONE" }), ["Symbol"]],
    ["no quantity", JSON.stringify({ ...limit, Quantity: undefined }), ["Quantity"]],
    ["a quantity that is a text", JSON.stringify({ ...limit, Quantity: "10" }), ["Quantity"]],
    ["a limit order without a price", JSON.stringify({ ...limit, Price: null }), ["Price"]],
    ["a side and a type that are none", JSON.stringify({ ...limit, Side: "buy", Type: "toString" }), [
      "Side",
      "Type",
    ]],
    ["a percentage that is spelt right", JSON.stringify({ ...limit, TrailingStopAmountType: "Percentage" }), [
      "TrailingStopAmountType",
    ]],
  ])("%s", async (_what, body, fields) => {
    await using bob = await apiDesk();
    for (const path of ["/orders", "/preview/orders"]) {
      const reply = await bob.ask("POST", bob.account + path, body);
      expect([reply.status, reply.body.Message]).toEqual([400, "The request is invalid."]);
      expect(Object.keys(reply.body.ModelState ?? {}).toSorted()).toEqual(fields);
    }
    expect(bob.broker.orders).toEqual([]);
  });

  it("bytes that are not UTF-8", async () => {
    await using bob = await apiDesk();
    const text = JSON.stringify({ ...limit, Comment: "~" });
    const body = new TextEncoder().encode(text).map((byte) => byte === 0x7e ? 0xff : byte);
    expect((await bob.ask("POST", `${bob.account}/orders`, body)).status).toBe(400);
  });

  it("a replacement without its id, without a price, or with another id", async () => {
    await using bob = await apiDesk();
    const { body: { Id } } = await bob.place(limit);
    const path = `${bob.account}/orders/${Id}`;
    for (
      const change of [{ Quantity: 1, Price: 1 }, { Id, Quantity: 1 }, { Id: Id + 1, Quantity: 1, Price: 1 }]
    ) {
      expect((await bob.ask("PUT", path, JSON.stringify(change))).status).toBe(400);
    }
    expect(bob.broker.orders).toMatchObject([{ Quantity: 10, Price: 170, Status: "PendingNew" }]);
  });
});

describe("a body", () => {
  const ofSize = (size: number): string => JSON.stringify(limit).padEnd(size);

  it("may have 64 KiB, and is 413 with more", async () => {
    await using bob = await apiDesk();
    const path = `${bob.account}/orders`;
    expect((await bob.ask("POST", path, ofSize(64 * 1024))).status).toBe(200);
    expect((await bob.ask("POST", path, ofSize(64 * 1024 + 1))).status).toBe(413);
    expect((await bob.ask("POST", path, ofSize(2 * 1024 * 1024))).status).toBe(413);
    expect(bob.broker.orders).toHaveLength(1);
  });

  it("of which half comes places nothing", async () => {
    await using bob = await apiDesk();
    const { port, hostname, host } = new URL(bob.broker.url);
    const socket = connect(Number(port), hostname);
    const lines = [
      `POST /api${bob.account}/orders HTTP/1.1`,
      `Host: ${host}`,
      `Et-App-Key: ${appKey}`,
      `Authorization: Bearer ${await bob.tokenOf("bob")}`,
      "Content-Length: 1000",
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n${JSON.stringify(limit)}`);
    const arrived = bob.broker.requestCounts.ApiRequest + 1;
    await expect.poll(() => bob.broker.requestCounts.ApiRequest, { timeout: 15_000 }).toBe(arrived);
    socket.destroy();
    await once(socket, "close");
    expect((await bob.place(market)).status).toBe(200);
    expect(bob.broker.orders).toMatchObject([{ Type: "Market" }]);
  });
});

describe("whose it is not", () => {
  it("another user, and another user's account, are 401", async () => {
    await using bob = await apiDesk();
    const anns = await bob.tokenOf("ann");
    const { body: { UserId } } = await bob.ask("GET", "/v1.0/users/@me/info");
    const { body: { Id } } = await bob.place(limit);
    for (
      const [method, path] of [
        ["GET", `/v1.0/users/${UserId}/info`],
        ["GET", `/v1.0/users/${UserId}/accounts`],
        ["GET", `${bob.account}/info`],
        ["GET", `${bob.account}/positions?${firstPage}`],
        ["GET", `${bob.account}/orders?${firstPage}`],
        ["GET", `${bob.account}/orders/${Id}`],
        ["POST", `${bob.account}/preview/orders`],
        ["POST", `${bob.account}/orders`],
        ["PUT", `${bob.account}/orders/${Id}`],
        ["DELETE", `${bob.account}/orders/${Id}`],
      ] as const
    ) {
      const { status, body } = await bob.ask(method, path, undefined, anns);
      expect({ path, status, body }).toEqual({
        path,
        status: 401,
        body: { Message: "Authorization has been denied for this request." },
      });
    }
    expect(bob.broker.orders).toMatchObject([{ Id, Status: "PendingNew" }]);
  });

  it("ids of nobody are 500, and what is no id is 400, as documented", async () => {
    await using bob = await apiDesk();
    const statuses = async (paths: ReadonlyArray<string>) =>
      await Promise.all(paths.map(async (path) => (await bob.ask("GET", path)).status));
    expect(await statuses(["/v1.0/users/9/info", "/v1.0/accounts/9/info", `${bob.account}/orders/9`]))
      .toEqual(
        [500, 500, 500],
      );
    expect(await statuses(["/v1.0/users/bob/info", "/v1.0/accounts/0/info", `${bob.account}/orders/1.5`]))
      .toEqual([400, 400, 400]);
    expect((await bob.ask("GET", "/v1.0/users/9/info")).body).toMatchObject({
      Model: null,
      IsSucceed: false,
    });
  });
});

describe("every endpoint", () => {
  it.each([
    ["/v1.0/users/@me/info", "GET"],
    ["/v1.0/users/%40me/info", "GET"],
    ["/v1.0/users/@me/accounts", "GET"],
    ["/v1.0/accounts/1/info", "GET"],
    ["/v1.0/accounts/1/positions", "GET"],
    ["/v1.0/accounts/1/orders", "GET, POST"],
    ["/v1.0/accounts/1/orders/1", "GET, PUT, DELETE"],
    ["/v1.0/accounts/1/preview/orders", "POST"],
    ["/v1.0/equities", "GET"],
    ["/v1.0/equities/lookup", "GET"],
    ["/v1.0/equities/AAPL", "GET"],
  ])("%s: other methods 405, without app key 403, with a wrong token 401", async (path, allow) => {
    await using bob = await apiDesk();
    const other = await bob.ask("PATCH", path);
    expect([other.status, other.headers.get("Allow")]).toEqual([405, allow]);
    const [method = ""] = allow.split(", ");
    const bare = await fetch(bob.broker.baseUrl + path, { method });
    await bare.body?.cancel();
    expect(bare.status).toBe(403);
    expect((await bob.ask(method, path, undefined, "unknown")).status).toBe(401);
  });

  it("that wants query parameters is 404 without them, and 400 where they cannot be used", async () => {
    await using bob = await apiDesk();
    const orders = `${bob.account}/orders`;
    const missing = [orders, `${bob.account}/positions?${firstPage}`, "/v1.0/equities/lookup?mask=a"];
    for (const path of missing) expect((await bob.ask("GET", path)).status).toBe(404);
    for (
      const query of [
        "pageNumber=0&pageSize=101",
        "pageNumber=-1&pageSize=1",
        "pageNumber=0&pageSize=x",
        `${firstPage}&sortField=Nothing`,
        `${firstPage}&desc=maybe`,
      ]
    ) {
      expect((await bob.ask("GET", `${orders}?${query}`)).status).toBe(400);
    }
    expect((await bob.ask("GET", "/v1.0/equities/%E0%A4%A")).status).toBe(400);
  });
});
