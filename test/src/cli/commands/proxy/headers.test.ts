import { describe, expect, it } from "vitest";
import {
  answerHeaders,
  isCodedOtherwise,
  requestHeaders,
} from "../../../../../src/cli/commands/proxy/headers.ts";

const asked = (raw: ReadonlyArray<string>) => Object.fromEntries(requestHeaders(raw));

describe("requestHeaders", () => {
  it("passes on what is the program's, repeated ones too", () => {
    expect(asked(["Accept", "text/html", "X-A", "1", "x-a", "2", "User-Agent", "bot/1"])).toEqual({
      "accept": "text/html",
      "accept-encoding": "gzip, br",
      "user-agent": "bot/1",
      "x-a": "1, 2",
    });
  });

  it("drops what Connection names, in all its lines", () => {
    expect(asked(["Connection", "x-a, X-B", "CONNECTION", "x-c", "X-A", "1", "x-b", "2", "X-C", "3"]))
      .toEqual({
        "accept-encoding": "gzip, br",
      });
  });

  it("asks for no coding of a part", () => {
    expect(asked(["Range", "bytes=0-9", "Accept-Encoding", "gzip"])).toEqual({
      "range": "bytes=0-9",
      "accept-encoding": "identity",
    });
  });
});

describe("answerHeaders", () => {
  it("keeps the length of what is as it came", () => {
    expect(answerHeaders(new Headers({ "Content-Length": "3", "Content-Encoding": "identity" }))).toEqual({
      "content-encoding": "identity",
      "content-length": "3",
    });
  });

  it("drops coding and length of what was decoded", () => {
    expect(answerHeaders(new Headers({ "Content-Length": "3", "Content-Encoding": "GZIP", "ETag": "x" })))
      .toEqual({
        "etag": "x",
      });
  });

  it.each([
    ["gzip", false],
    ["BR", false],
    ["identity", false],
    ["zstd", true],
    ["deflate", true],
    ["gzip, br", true],
  ])("%s: coded otherwise than asked for: %s", (coding, otherwise) => {
    expect(isCodedOtherwise(new Headers({ "Content-Encoding": coding }))).toBe(otherwise);
    expect(isCodedOtherwise(new Headers())).toBe(false);
  });
});
