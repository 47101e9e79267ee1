import { describe, expect, it } from "vitest";
import { requestBody } from "../../../../../src/cli/commands/proxy/requestBody.ts";
import { Silence } from "../../../../../src/cli/commands/proxy/inTime.ts";

const kibibytes = 1024;

/** Parts of 64 KiB, and how many were taken. */
function parts(count: number, then: () => Promise<unknown> = () => Promise.resolve()) {
  const taken = { count: 0 };
  return {
    taken,
    async *[Symbol.asyncIterator]() {
      while (taken.count < count) yield new Uint8Array(64 * kibibytes).fill(taken.count++);
      await then();
    },
  };
}

describe("requestBody", () => {
  it("gives nothing for nothing", async () => {
    expect(await requestBody(parts(0))).toBeUndefined();
  });

  it("reads up to 256 KiB, so that they can be sent again", async () => {
    const body = await requestBody(parts(4)) as Uint8Array;
    expect(body.length).toBe(256 * kibibytes);
    expect([body[0], body.at(-1)]).toEqual([0, 3]);
  });

  it("streams a longer one, part by part as it is taken", async () => {
    const source = parts(10);
    const body = await requestBody(source) as ReadableStream<Uint8Array>;
    expect(source.taken.count).toBe(5);
    const reader = body.getReader();
    for (let i = 0; i < 6; i++) expect((await reader.read()).value?.[0]).toBe(i);
    expect(source.taken.count).toBe(6);
    for (let i = 6; i < 10; i++) expect((await reader.read()).value?.[0]).toBe(i);
    expect((await reader.read()).done).toBe(true);
  });

  it("does not wait for ever for the rest, of a short or a long one", async () => {
    const never = () => new Promise(() => {});
    await expect(requestBody(parts(1, never), 20)).rejects.toBeInstanceOf(Silence);
    const body = await requestBody(parts(5, never), 20) as ReadableStream<Uint8Array>;
    await expect(new Response(body).arrayBuffer()).rejects.toThrow();
  });

  it("does not wait for ever for a short one that drips", async () => {
    async function* drip() {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield new Uint8Array(1);
      }
    }
    await expect(requestBody(drip(), 30_000, 100)).rejects.toBeInstanceOf(Silence);
  });

  it("breaks where the program does", async () => {
    const broken = () => Promise.reject(new Error("aborted"));
    await expect(requestBody(parts(1, broken))).rejects.toThrow("aborted");
    const body = await requestBody(parts(5, broken)) as ReadableStream<Uint8Array>;
    await expect(new Response(body).arrayBuffer()).rejects.toThrow();
  });
});
