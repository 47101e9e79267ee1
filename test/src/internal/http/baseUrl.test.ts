import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { parseBaseUrl } from "../../../../src/internal/http/baseUrl.ts";
import { expectNoSecret } from "../../../support/tokenCall.ts";

const parse = (input: unknown) => Effect.runSync(parseBaseUrl(input as string));
const problem = (input: unknown) => Effect.runSync(Effect.flip(parseBaseUrl(input as string)));

describe("parseBaseUrl", () => {
  it.each([
    ["https://broker.example/api", "https://broker.example/api"],
    ["https://broker.example/api/", "https://broker.example/api"],
    ["https://broker.example", "https://broker.example"],
    ["https://broker.example:8443/a/b/api//", "https://broker.example:8443/a/b/api"],
    [new URL("https://broker.example/api"), "https://broker.example/api"],
    ["HTTPS://BROKER.example/Api", "https://broker.example/Api"],
  ])("takes https: %s", (input, url) => {
    expect(parse(input)).toBe(url);
  });

  it.each([
    "http://localhost/api",
    "http://LOCALHOST:8080/api",
    "http://127.0.0.1:3000/api",
    "http://127.255.255.254/api",
    "http://127.1/api",
    "http://0x7f000001/api",
    "http://[::1]:3000/api",
    "http://[0:0:0:0:0:0:0:1]/api",
  ])("takes plain http on loopback: %s", (input) => {
    expect(parse(input)).toMatch(/^http:\/\/.*\/api$/);
  });

  it.each([
    "http://broker.example/api",
    "http://broker.localhost/api",
    "http://localhost.evil.com/api",
    "http://localhost-evil.com/api",
    "http://evillocalhost/api",
    "http://localhost./api",
    "http://127.0.0.1.evil.com/api",
    "http://127.0.0.1.nip.io/api",
    "http://127.evil.com/api",
    "http://a127.0.0.1.com/api",
    "http://128.0.0.1/api",
    "http://0.0.0.0/api",
    "http://10.0.0.1/api",
    "http://169.254.169.254/api",
    "http://192.168.0.1/api",
    "http://[::]/api",
    "http://[::2]/api",
    "http://[fe80::1]/api",
    "http://[::ffff:10.0.0.1]/api",
    "http://ⓛocalhost.evil.com/api",
    "http://evil.com\\@127.0.0.1/api",
    "http://evil.com/127.0.0.1/api",
  ])("refuses plain http elsewhere: %s", (input) => {
    expect(problem(input)).toMatchObject({
      _tag: "InvalidConfiguration",
      setting: "baseUrl",
      problem: expect.stringContaining("must be https"),
    });
  });

  it.each([
    "ftp://broker.example/api",
    "file:///api",
    "ws://localhost/api",
    "data:text/plain,api",
    "javascript:alert(1)",
    "localhost:3000/api",
  ])("refuses what is neither: %s", (input) => {
    expect(problem(input).problem).toBe("is not an https address");
  });

  it.each([
    "",
    "  ",
    "broker.example/api",
    "/api",
    "https://",
    "https://[::1/api",
    "https://a b/",
    undefined,
    null,
    5,
    {},
  ])(
    "refuses what is no address: %j",
    (input) => {
      expect(problem(input).problem).toMatch(/^is not a URL/);
    },
  );

  it.each([
    ["https://bob:s3cret@broker.example/api", "username or password"],
    ["https://s3cret@broker.example/api", "username or password"],
    ["https://:s3cret@broker.example/api", "username or password"],
    ["http://127.0.0.1@s3cret.evil.com/api", "username or password"],
    ["https://broker.example/api?key=s3cret", "query or a fragment"],
    ["https://broker.example/api#s3cret", "query or a fragment"],
    ["https://broker.example/api?", "query or a fragment"],
    ["https://broker.example/api#", "query or a fragment"],
  ])("refuses %s, and does not repeat it", (input, words) => {
    expect(problem(input).problem).toContain(words);
    expectNoSecret(problem(input), ["s3cret"]);
  });
});
