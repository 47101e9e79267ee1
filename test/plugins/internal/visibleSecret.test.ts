import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { revealed } from "../../../plugins/internal/revealed.ts";
import { visibleSecret } from "../../../plugins/internal/visibleSecret.ts";

describe("a secret", () => {
  it("may come wrapped", () => {
    expect(revealed(Redacted.make("abc"))).toBe("abc");
    expect(revealed("abc")).toBe("abc");
    expect(revealed(undefined)).toBeUndefined();
  });

  it("of visible signs is read without what is around it", () => {
    expect(visibleSecret(Redacted.make(" !a~\n"))).toBe("!a~");
    expect(visibleSecret("tk_x")).toBe("tk_x");
  });

  it.each([[""], [" \n"], ["a b"], ["a\nb"], ["é"], ["a\u007f"], [7], [null], [undefined], [{}]])(
    "is none where it is %j",
    (given) => expect(visibleSecret(given)).toBeUndefined(),
  );
});
