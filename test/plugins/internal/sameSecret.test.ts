import { expect, it } from "vitest";
import { sameSecret } from "../../../plugins/internal/sameSecret.ts";

it("two texts are the same secret where every sign is, whatever their lengths", () => {
  expect(sameSecret("a secret é", "a secret é")).toBe(true);
  expect(sameSecret("a secret", "a secreT")).toBe(false);
  expect(sameSecret("a secret", "a secret ")).toBe(false);
  expect(sameSecret("a secret", "")).toBe(false);
});
