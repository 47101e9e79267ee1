import { expect, it } from "vitest";
import { editDistance } from "../../../../src/cli/settings/editDistance.ts";

it.each<[a: string, b: string, distance: number]>([
  ["", "", 0],
  ["", "abc", 3],
  ["abc", "", 3],
  ["same", "same", 0],
  ["FORM", "FROM", 1],
  ["kitten", "sitting", 3],
  ["PASWORD", "PASSWORD", 1],
  ["abcd", "badc", 2],
  ["ca", "abc", 3],
])("“%s” and “%s” are %i changes apart, either way", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
