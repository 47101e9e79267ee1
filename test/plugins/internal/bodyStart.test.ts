import { describe, expect, it } from "vitest";
import { bodyStart } from "../../../plugins/internal/bodyStart.ts";

/** A body in pieces, and whether its reader gave it up. */
function pieces(...texts: ReadonlyArray<Uint8Array | string>) {
  const told = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of texts) {
        controller.enqueue(typeof text === "string" ? new TextEncoder().encode(text) : text);
      }
    },
    cancel() {
      told.cancelled = true;
    },
  });
  return { body, told };
}

describe("the start of a body is", () => {
  it("all of it, where it keeps to the limit", async () => {
    expect(await bodyStart(new Response("é€").body, 5)).toEqual({ text: "é€", isWhole: true });
  });

  it("nothing, where there is none", async () => {
    expect(await bodyStart(null, 5)).toEqual({ text: "", isWhole: true });
    expect(await bodyStart(undefined, 5)).toEqual({ text: "", isWhole: true });
  });

  it("put together where a character is cut in two", async () => {
    const [a, b] = [Uint8Array.of(0xe2, 0x82), Uint8Array.of(0xac)];
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of [a, b]) controller.enqueue(piece);
        controller.close();
      },
    });
    expect(await bodyStart(body, 3)).toEqual({ text: "€", isWhole: true });
  });

  it("up to the limit, where there is more; the rest is given up, though it has no end", async () => {
    const { body, told } = pieces("0123", "4567");
    expect(await bodyStart(body, 6)).toEqual({ text: "012345", isWhole: false });
    expect(told.cancelled).toBe(true);
  });

  it("refused where the connection breaks", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.error(new Error("broken"));
      },
    });
    await expect(bodyStart(body, 5)).rejects.toThrow("broken");
  });
});
