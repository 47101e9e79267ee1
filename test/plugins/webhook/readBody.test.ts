import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { mostBodyBytes, readBody } from "../../../plugins/webhook/readBody.ts";

const bytes = (...list: ReadonlyArray<number>) => Uint8Array.from(list);

/** A request whose body comes in pieces, without a declared length; `undefined` waits for ever. */
function streamed(...pieces: ReadonlyArray<Uint8Array | Error | undefined>) {
  let given = 0;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (given === pieces.length) return controller.close();
      const piece = pieces[given++];
      if (piece === undefined) return new Promise<void>(() => {});
      if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(piece);
    },
    cancel: () => void (isCancelled = true),
  }, { highWaterMark: 0 });
  // TypeScript's DOM types do not know this option.
  const init = { method: "POST", body: stream, duplex: "half" };
  return {
    request: new Request("http://127.0.0.1/", init as RequestInit),
    given: () => given,
    isCancelled: () => isCancelled,
  };
}

describe("a body", () => {
  it("is its text, to the last byte, a byte order mark too", async () => {
    const { request } = streamed(bytes(0xef, 0xbb, 0xbf), bytes(0xd0), bytes(0x9a, 0x0a));
    expect(await readBody(request)).toEqual({ text: "\ufeffК\n" });
  });

  it("may be missing or empty", async () => {
    expect(await readBody(new Request("http://127.0.0.1/", { method: "POST" }))).toEqual({ text: "" });
    expect(await readBody(streamed().request)).toEqual({ text: "" });
  });

  it("of 16 KiB is read, and of one byte more is too large", async () => {
    const text = "a".repeat(mostBodyBytes);
    expect(await readBody(new Request("http://127.0.0.1/", { method: "POST", body: text }))).toEqual({
      text,
    });
    const more = new Request("http://127.0.0.1/", { method: "POST", body: `${text}a` });
    expect(await readBody(more)).toEqual({ problem: "too large" });
  });

  it("that declares to be too large is not touched", async () => {
    const request = new Request("http://127.0.0.1/", {
      method: "POST",
      headers: { "content-length": String(mostBodyBytes + 1) },
      body: "a",
    });
    expect(await readBody(request)).toEqual({ problem: "too large" });
    expect(request.bodyUsed).toBe(false);
  });

  it("that turns out to be too large is read no further", async () => {
    const { request, given } = streamed(...Array.from({ length: 100 }, () => new Uint8Array(4096)));
    expect(await readBody(request)).toEqual({ problem: "too large" });
    expect(given()).toBeLessThan(8);
  });

  it("that does not end is too slow, and read no further", async () => {
    const { request, isCancelled } = streamed(bytes(65), undefined);
    expect(await readBody(request, 20)).toEqual({ problem: "too slow" });
    expect(isCancelled()).toBe(true);
  });

  it("of node:http that does not end is too slow, and listened to no further", async () => {
    const incoming = new Readable({ read: () => {} });
    const request = Object.assign(new Request("http://127.0.0.1/", { method: "POST" }), {
      runtime: { node: { req: incoming } },
    });
    incoming.push("a");
    expect(await readBody(request, 20)).toEqual({ problem: "too slow" });
    expect([incoming.listenerCount("data"), incoming.isPaused()]).toEqual([0, true]);
  });

  it("that breaks off is told", async () => {
    const { request } = streamed(bytes(65), new Error("reset"));
    expect(await readBody(request)).toEqual({ problem: "broken off" });
  });

  it("that somebody else has read, or is reading, is told", async () => {
    const form = () => new Request("http://127.0.0.1/", { method: "POST", body: "a=1" });
    const [read, held] = [form(), form()];
    await read.text();
    held.body?.getReader();
    for (const request of [read, held]) expect(await readBody(request)).toEqual({ problem: "broken off" });
  });

  it.each([
    ["a byte that is none", [0xff]],
    ["a cut-off character", [0x41, 0xe2, 0x82]],
    ["a cut-off character as long as the sign for it", [0xf0, 0x9f, 0x98, 0x41]],
    ["an overlong character", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
  ])("that has %s is not UTF-8", async (_, list) => {
    const body = bytes(...list);
    expect(await readBody(streamed(body).request)).toEqual({ problem: "not UTF-8" });
    const declared = new Request("http://127.0.0.1/", {
      method: "POST",
      headers: { "content-length": String(body.length) },
      body,
    });
    expect(await readBody(declared)).toEqual({ problem: "not UTF-8" });
  });
});
