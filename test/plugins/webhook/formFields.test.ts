import { describe, expect, it } from "vitest";
import { formFields, mostFields } from "../../../plugins/webhook/formFields.ts";

const fields = (count: number) => Array.from({ length: count }, (_, i) => `${i}=x`).join("&");

describe("a form", () => {
  it("is read by its fields, of which one may come several times", () => {
    expect({ ...formFields("a=1&b=%D0%9A+x&a=2&c") }).toEqual({ a: ["1", "2"], b: "К x", c: "" });
    expect({ ...formFields("") }).toEqual({});
  });

  it("of 150 fields is read to the last, and of more is not read", () => {
    expect(formFields(fields(mostFields))?.["149"]).toBe("x");
    expect(formFields(fields(mostFields + 1))).toBe(undefined);
    expect(formFields("&".repeat(16_000))).toBe(undefined);
  });
});
