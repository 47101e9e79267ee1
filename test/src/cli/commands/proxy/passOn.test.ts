import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, it } from "vitest";
import { passOn } from "../../../../../src/cli/commands/proxy/passOn.ts";

const brief = { brokerMillis: 100, programMillis: 100 };
const patient = { brokerMillis: 30_000, programMillis: 30_000 };

/** Passes bodies on to those who connect; disposing of it ends it. */
async function passing(body: () => ReadableStream<Uint8Array>, limits: typeof brief) {
  const ends: Array<Promise<boolean>> = [];
  const server = createServer((_request, response: ServerResponse) => {
    response.writeHead(200);
    ends.push(passOn(body(), response, limits).then(() => response.writableEnded));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    isWhole: () => ends[0],
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A body of one part and nothing more; it does not end. */
function standstill() {
  const seen = { isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("half of")),
    cancel: () => void (seen.isCancelled = true),
  });
  return { body, seen };
}

describe("passOn", () => {
  it("gives all of a body", async () => {
    await using server = await passing(() => new Blob(["all of it"]).stream(), patient);
    expect(await (await fetch(server.url)).text()).toBe("all of it");
    expect(await server.isWhole()).toBe(true);
  });

  it("breaks the connection where the broker stands still", async () => {
    const { body, seen } = standstill();
    await using server = await passing(() => body, { ...patient, brokerMillis: 100 });
    const response = await fetch(server.url);
    await expect(response.text()).rejects.toThrow();
    expect(await server.isWhole()).toBe(false);
    expect(seen.isCancelled).toBe(true);
  });

  it("resets the connection of an HTTP/1.0 program, which would take its end for that of the answer", async () => {
    const { body } = standstill();
    await using server = await passing(() => body, { ...patient, brokerMillis: 300 });
    const socket = connect(server.port, "127.0.0.1");
    socket.write("GET / HTTP/1.0\r\n\r\n");
    let text = "";
    const end = await new Promise((resolve) => {
      socket.on("data", (data) => text += data).on("end", () => resolve("end"));
      socket.on("error", (error) => resolve("code" in error ? error.code : error));
    });
    expect(text).toContain("half of");
    expect(end).toBe("ECONNRESET");
  });

  it("gives up a program that takes nothing", async () => {
    let isCancelled = false;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
        cancel: () => void (isCancelled = true),
      });
    await using server = await passing(endless, { ...patient, programMillis: 300 });
    const socket = connect(server.port, "127.0.0.1").pause();
    socket.on("error", () => {});
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await expect.poll(() => isCancelled, { timeout: 15_000 }).toBe(true);
    expect(await server.isWhole()).toBe(false);
    socket.destroy();
  });
});
