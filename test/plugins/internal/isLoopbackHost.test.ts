import { describe, expect, it } from "vitest";
import { isLoopbackHost } from "../../../plugins/internal/isLoopbackHost.ts";
import { isPrivate } from "../../../plugins/internal/isPrivate.ts";

describe("this machine", () => {
  it.each(["localhost", "127.0.0.1", "127.255.10.9", "::1", "[::1]"])("is %s", (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    "",
    "localhost.example",
    "my-localhost",
    "127.0.0.256",
    "127.0.0.01",
    "127.1",
    "127.0.0.1.example.com",
    "128.0.0.1",
    "1127.0.0.1",
    "::2",
    "[::1",
    "0.0.0.0",
  ])("is not %j", (host) => expect(isLoopbackHost(host)).toBe(false));
});

describe("credentials may go", () => {
  it.each(["https://broker.example", "http://127.1:80", "http://LOCALHOST", "http://[0:0::1]"])(
    "to %s",
    (url) => expect(isPrivate(new URL(url))).toBe(true),
  );

  it.each(["http://broker.example", "ftp://127.0.0.1", "ws://localhost"])("not to %s", (url) => {
    expect(isPrivate(new URL(url))).toBe(false);
  });
});
