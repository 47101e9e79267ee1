import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tcpProxy } from "./tcpProxy.ts";

const greeting = "* OK ready\r\n";
const sockets = new Set<Socket>();
/** Greets, and sends back every byte. */
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on("error", () => {});
  socket.write(greeting);
  socket.pipe(socket);
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

interface Client {
  readonly socket: Socket;
  /** Waits for that text, at the end of all that came. */
  readonly got: (text: string) => Promise<void>;
  readonly all: () => string;
  /** `end`, or an error's code. */
  readonly over: Promise<string>;
}

function client(to: number): Client {
  const socket = connect({ host: "127.0.0.1", port: to });
  let all = "";
  const checks = new Set<() => void>();
  socket.setEncoding("latin1").on("data", (text: string) => {
    all += text;
    for (const check of checks) check();
  });
  const over = new Promise<string>((resolve) => {
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
    socket.once("end", () => resolve("end"));
    socket.once("close", () => resolve("close"));
  });
  const got = (text: string) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!all.endsWith(text)) return;
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
    });
  return { socket, got, all: () => all, over };
}

describe("a proxy", () => {
  it("hands on what both sides say, and counts connections", async () => {
    await using proxy = await tcpProxy(port);
    const one = client(proxy.port);
    const two = client(proxy.port);
    await Promise.all([one.got(greeting), two.got(greeting)]);
    one.socket.write("a NOOP\r\nb NO");
    one.socket.write("OP\r\n");
    await one.got("b NOOP\r\n");
    expect(proxy.clientLines).toEqual(["a NOOP", "b NOOP"]);
    expect([proxy.accepted, proxy.connections.length]).toEqual([2, 2]);
    one.socket.end();
    expect(await one.over).toBe("end");
    await expect.poll(() => proxy.connections.map(({ number }) => number)).toEqual([2]);
  });

  it("cuts all connections", async () => {
    await using proxy = await tcpProxy(port);
    const one = client(proxy.port);
    await one.got(greeting);
    proxy.cut();
    expect(await one.over).toMatch(/^(ECONNRESET|end)$/);
    await expect.poll(() => proxy.connections).toEqual([]);
  });

  it("refuses new connections until it accepts again, and leaves the old ones", async () => {
    await using proxy = await tcpProxy(port);
    const one = client(proxy.port);
    await one.got(greeting);
    await proxy.refuse();
    expect(await client(proxy.port).over).toBe("ECONNREFUSED");
    one.socket.write("still here\r\n");
    await one.got("still here\r\n");
    await proxy.accept();
    await client(proxy.port).got(greeting);
    expect(proxy.accepted).toBe(2);
  });

  it("falls silent, and lets go in order", async () => {
    await using proxy = await tcpProxy(port);
    const one = client(proxy.port);
    await one.got(greeting);
    proxy.hold();
    one.socket.write("a\r\n");
    await proxy.clientLine(/^a$/);
    one.socket.write("b\r\n");
    // The server's answer is there before this one's.
    const direct = client(port);
    await direct.got(greeting);
    direct.socket.end("c\r\n");
    await direct.got("c\r\n");
    proxy.inject("* still silent\r\n");
    await one.got("* still silent\r\n");
    expect(one.all()).toBe(`${greeting}* still silent\r\n`);
    proxy.release();
    await one.got("a\r\nb\r\n");
  });

  it("delays", async () => {
    await using proxy = await tcpProxy(port);
    const one = client(proxy.port);
    await one.got(greeting);
    proxy.delay = 60;
    const from = performance.now();
    one.socket.write("slow\r\n");
    await proxy.clientLine(/^slow$/);
    await one.got("slow\r\n");
    expect(performance.now() - from).toBeGreaterThan(55);
  });

  it("garbles", async () => {
    await using proxy = await tcpProxy(port);
    proxy.garble = (bytes) => bytes.map((byte) => byte ^ 1);
    const one = client(proxy.port);
    await one.got("\x0c\x0b");
    expect(one.all()).toBe("+!NJ!sd`ex\x0c\x0b");
  });

  it("cuts after so many bytes: half a greeting", async () => {
    await using proxy = await tcpProxy(port);
    proxy.cutAfter(5);
    const one = client(proxy.port);
    await one.over;
    expect(one.all()).toBe("* OK ");
  });

  it("acts on a client's line", async () => {
    await using proxy = await tcpProxy(port);
    proxy.onClientLine(/ IDLE$/i, (connection) => connection.end("* BYE\r\n"), 1);
    const one = client(proxy.port);
    await one.got(greeting);
    one.socket.write("a1 IDLE\r\n");
    expect(await one.over).toBe("end");
    expect(one.all()).toBe(`${greeting}* BYE\r\n`);
    const two = client(proxy.port);
    await two.got(greeting);
    two.socket.write("a1 IDLE\r\n");
    await two.got("a1 IDLE\r\n");
  });

  it("resets a client whose server cannot be reached", async () => {
    const closed = createServer();
    closed.listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port: nobody } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await using proxy = await tcpProxy(nobody);
    expect(await client(proxy.port).over).toMatch(/^(ECONNRESET|end)$/);
  });
});
