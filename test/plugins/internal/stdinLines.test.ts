import process from "node:process";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let input: PassThrough;
let read: (signal?: AbortSignal) => Promise<string | undefined>;

beforeEach(async () => {
  input = new PassThrough();
  vi.spyOn(process, "stdin", "get").mockReturnValue(input as unknown as typeof process.stdin);
  // What is unread belongs to the process: each test has a module of its own.
  vi.resetModules();
  const { readStdinLine } = await import("../../../plugins/internal/stdinLines.ts");
  read = (signal = new AbortController().signal) => readStdinLine(signal);
});
afterEach(() => void vi.restoreAllMocks());

describe("lines from a pipe", () => {
  it("come one after the other, however they are cut, the last one without an end, and then nothing", async () => {
    input.write("1111\n22");
    expect(await read()).toBe("1111");
    const second = read();
    input.write("22\n\n33");
    expect(await second).toBe("2222");
    expect(await read()).toBe("");
    input.end();
    expect(await read()).toBe("33");
    expect(await read()).toBeUndefined();
    expect(await read()).toBeUndefined();
  });

  it("are not lost where a wait is aborted", async () => {
    const abort = new AbortController();
    const wait = read(abort.signal);
    input.write("11");
    abort.abort(new Error("enough"));
    await expect(wait).rejects.toThrow("enough");
    input.write("11\n");
    expect(await read()).toBe("1111");
  });

  it("have 1,024 bytes at most", async () => {
    input.write(`${"é".repeat(512)}\n${"x".repeat(1025)}\n${"x".repeat(5000)}\n1111\n`);
    expect(await read()).toBe("é".repeat(512));
    await expect(read()).rejects.toThrow(RangeError);
    await expect(read()).rejects.toThrow(RangeError);
    expect(await read()).toBe("1111");
  });

  it("are dropped up to their end where they are too long, whenever that comes", async () => {
    const wait = read();
    input.write("x".repeat(1025));
    await expect(wait).rejects.toThrow(RangeError);
    const next = read();
    input.write("x".repeat(3000));
    input.write("x\n1111\n2222");
    expect(await next).toBe("1111");
    input.end("x".repeat(2000));
    await expect(read()).rejects.toThrow(RangeError);
    expect(await read()).toBeUndefined();
  });

  it("are all there after the stream was destroyed between two reads", async () => {
    input.write("1111\n2222\n3333\n44");
    expect(await read()).toBe("1111");
    input.destroy();
    const rest = [await read(), await read(), await read(), await read()];
    expect(rest).toEqual(["2222", "3333", "44", undefined]);
  });

  it("end with the stream's own error", async () => {
    const wait = read();
    input.destroy(new Error("broken"));
    await expect(wait).rejects.toThrow("broken");
  });
});
