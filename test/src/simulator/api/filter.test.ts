import { describe, expect, it } from "vitest";
import type { FieldKinds } from "../../../../src/simulator/api/fieldValue.ts";
import { parseFilter } from "../../../../src/simulator/api/filter.ts";

const kinds: FieldKinds = {
  Id: "number",
  Name: "text",
  Status: "status",
  Date: "time",
  Enabled: "flag",
};
const item = { Id: 7, Name: "Bob's", Status: "Filled", Date: "2019-03-13T18:31:42.5Z", Enabled: true };

describe("a filter", () => {
  it.each<[string, boolean]>([
    ["Id = 7", true],
    ["Id < 7", false],
    ["Id <= 7", true],
    ["Id > 6.5", true],
    ["Id >= 8", false],
    ["Id in (1, 7)", true],
    ["Id in (-7)", false],
    ["Id between 7 and 9 and Name = 'Bob''s'", true],
    ["Id between 8 and 9", false],
    ["Status = 2", true],
    ["Status in (0,1,10)", false],
    ["Name contains 'ob'", true],
    ["Name startsWith 'ob'", false],
    ["Name endsWith '''s'", true],
    ["Enabled = true", true],
    ["Enabled = false", false],
    ["Date > #2019-03-13T18:31:42#", true],
    ["Date > #2019-03-14#", false],
    ["Id=7 AND Enabled=TRUE", true],
  ])("%s: %s", (filter, passes) => {
    expect(parseFilter(filter, kinds)?.(item)).toBe(passes);
  });

  it("is not passed by what lacks the field", () => {
    expect(parseFilter("Name < 'z'", kinds)?.({ Id: 1 })).toBe(false);
  });

  it.each([
    "",
    "Id",
    "Id =",
    "Id == 7",
    "Unknown = 7",
    "toString = 7",
    "Id = '7'",
    "Name = 7",
    "Status = 'Filled'",
    "Id contains 7",
    "Id in ()",
    "Id in (1,",
    "Id between 1 or 2",
    "Id = 7 and",
    "Id = 7 Id = 8",
    "Name = 'open",
    "Date = #never#",
    "(Id = 7)",
  ])("is none: %s", (filter) => {
    expect(parseFilter(filter, kinds)).toBeUndefined();
  });
});
