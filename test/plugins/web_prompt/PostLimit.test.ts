import { describe, expect, it } from "vitest";
import { mostPosts, PostLimit, windowMillis } from "../../../plugins/web_prompt/PostLimit.ts";

const used = (at: number) => {
  const limit = new PostLimit();
  for (let i = 0; i < mostPosts; i++) expect(limit.count(at)).toBeUndefined();
  return limit;
};

describe("the limit of forms", () => {
  it("tells after how many seconds the next one is looked at", () => {
    const limit = used(1000);
    expect(limit.count(1000)).toBe(60);
    expect(limit.count(1000 + windowMillis - 1)).toBe(1);
  });

  it("begins anew when its time is over", () => {
    expect(used(1000).count(1000 + windowMillis)).toBeUndefined();
  });

  it("does not wait for ever where the clock was set back", () => {
    expect(used(1_000_000).count(0)).toBeUndefined();
  });
});
