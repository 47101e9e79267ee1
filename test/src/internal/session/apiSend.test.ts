import { describe, expect, it } from "vitest";
import { apiUrl, isReading } from "../../../../src/internal/session/apiSend.ts";

const base = "https://broker.example/api";

describe("apiUrl", () => {
  it.each([
    ["/v1.0/x", `${base}/v1.0/x`],
    ["v1.0/x", `${base}/v1.0/x`],
    ["/x?to=http://elsewhere.example", `${base}/x?to=http://elsewhere.example`],
    [`${base}/x`, `${base}/x`],
    ["HTTPS://BROKER.example/api/x", `${base}/x`],
    ["/a/../x", `${base}/x`],
    ["/a:b", `${base}/a:b`],
  ])("puts %j below the base URL", (path, url) => expect(apiUrl(base, path)).toBe(url));

  it("takes a URL", () => expect(apiUrl(base, new URL(`${base}/x`))).toBe(`${base}/x`));

  it.each([
    "https://elsewhere.example/api/x",
    "http://broker.example/api/x",
    "https://broker.example/apix",
    "https://broker.example/api",
    "https://bob@broker.example/api/x",
    "https://:pw@broker.example/api/x",
    "/../x",
    "mailto:bob@broker.example",
  ])("refuses %j, where the token must not go", (path) => {
    expect(() => apiUrl(base, path)).toThrow(
      expect.objectContaining({
        _tag: "InvalidConfiguration",
        setting: "path",
        problem: expect.stringContaining("outside"),
      }),
    );
  });

  it("refuses what is no address", () => {
    expect(() => apiUrl(base, "https://")).toThrow(
      expect.objectContaining({
        _tag: "InvalidConfiguration",
        setting: "path",
        problem: "is no usable path",
      }),
    );
  });
});

describe("isReading", () => {
  it.each([undefined, "GET", "get", "HEAD", "Head"])("is true for %s", (method) => {
    expect(isReading(method)).toBe(true);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "GETS", "XGET", ""])("is false for %s", (method) => {
    expect(isReading(method)).toBe(false);
  });
});
