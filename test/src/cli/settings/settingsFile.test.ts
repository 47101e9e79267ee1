import { describe, expect, it } from "vitest";
import { parseSettingsFile } from "../../../../src/cli/settings/settingsFile.ts";

const read = (text: string) => {
  const file = parseSettingsFile(text);
  return "badLine" in file ? file : {
    common: { ...file.common },
    profiles: Object.fromEntries(Array.from(file.profiles, ([name, values]) => [name, { ...values }])),
  };
};

describe("a line that sets nothing is told, not passed over", () => {
  it.each<[text: string, line: number]>([
    ["A 1", 1],
    ["A=1\nB 2\nC=3", 2],
    ["# c\n\nA=1\r\nAUTOSHARES_PIN: 0417\r\n", 4],
    ['A="two\nlines"\nB', 3],
    ["=nameless", 1],
    ["A='open\nB 2", 2],
    ["export", 1],
    ["[two words]", 1],
    ["[]", 1],
    ["[open\nA=1", 1],
    ["[bob] A=1", 1],
    ["A=1\n[bob # prio=1\nB=2", 2],
    ["[bob] 'more=\n'", 1],
    ["A B=1", 1],
    ["A-B=1", 1],
    ["1A=1", 1],
    ["'A'=1", 1],
    ["export\tA=1", 1],
    ["export export A=1", 1],
    ["- A=1", 1],
  ])("%j: line %i", (text, badLine) => expect(read(text)).toEqual({ badLine }));

  it("is found in time in a large file", () => {
    const text = `${"A='".repeat(10_000)}\n${"B=1\n".repeat(5000)}x`;
    expect(read(text)).toHaveProperty("badLine");
  }, 2000);
});

describe("a secret that would be cut off is told by its variable and line, and counts nowhere", () => {
  it.each<[text: string, badLine: number, problem: string]>([
    ["AUTOSHARES_PASSWORD=demo#password", 1, "number sign"],
    ["AUTOSHARES_PASSWORD=#demo", 1, "number sign"],
    ["AUTOSHARES_PASSWORD = my pass#word # told\r\n", 1, "number sign"],
    ["A=1\n[al]\nexport AUTOSHARES_PASSWORD=x#y", 3, "number sign"],
    ['AUTOSHARES_PASSWORD="open\nB=1', 1, "open quote"],
    ["AUTOSHARES_PASSWORD='", 1, "open quote"],
    ["AUTOSHARES_PASSWORD='it's'", 1, "rest"],
    ['AUTOSHARES_PASSWORD="open\nB="closed"\n', 1, "rest"],
  ])("%j", (text, badLine, problem) => {
    expect(read(text)).toEqual({ badLine, secret: "AUTOSHARES_PASSWORD", problem });
  });

  it.each(["AUTOSHARES_APP_KEY", "AUTOSHARES_PIN", "AUTOSHARES_IMAP_PASSWORD", "TWILIO_AUTH_TOKEN"])(
    "%s is one",
    (secret) => expect(read(`${secret}=x#y`)).toEqual({ badLine: 1, secret, problem: "number sign" }),
  );

  it.each<[text: string, value: string]>([
    ["AUTOSHARES_PASSWORD='demo#password' # told", "demo#password"],
    ['AUTOSHARES_PASSWORD="it\'s #1"#told', "it's #1"],
    ["AUTOSHARES_PASSWORD=demo # and#more", "demo"],
    ["AUTOSHARES_PASSWORD= # none", ""],
    ["AUTOSHARES_PASSWORD=de\"mo'", "de\"mo'"],
    ["AUTOSHARES_PASSWORD='two\nlines#'", "two\nlines#"],
  ])("%j is whole", (text, value) => {
    expect(read(text)).toEqual({ common: { AUTOSHARES_PASSWORD: value }, profiles: {} });
  });

  it("and what is no secret may have a comment anywhere", () => {
    expect(read("AUTOSHARES_PROVIDER=imap#told")).toEqual({
      common: { AUTOSHARES_PROVIDER: "imap" },
      profiles: {},
    });
  });
});

it.each(["A=\uFFFDbc", "A\0=1\0"])("what is not UTF-8 is told as such: %j", (text) => {
  expect(read(text)).toEqual({ badLine: 1, problem: "encoding" });
});

describe("settings without sections hold for everybody", () => {
  it.each<[text: string, values: Record<string, string>]>([
    ["", {}],
    ["\n \n\t\n", {}],
    ["# A comment, then\n  # another\nA=1", { A: "1" }],
    ["A=1\r\nexport B=2\r\n\r\nC=\r\n", { A: "1", B: "2", C: "" }],
    [" A = x # told", { A: "x" }],
    ['A="two\nlines, no equals\n"\nB=1', { A: "two\nlines, no equals\n", B: "1" }],
    ["A='x\ny' # z\nB=`q\nr`", { A: "x\ny", B: "q\nr" }],
    ['A="open\nB=1', { A: '"open', B: "1" }],
    ["A=b=c", { A: "b=c" }],
    ["export  A=1\n\texport B = 2\nexport=3\n_C.d=4", { A: "1", B: "2", export: "3", "_C.d": "4" }],
  ])("%j", (text, common) => expect(read(text)).toEqual({ common, profiles: {} }));
});

describe("a section holds for its profile", () => {
  it("begins with a name in brackets, and ends with the next one", () => {
    const text = "A=1\n\n[alice]\r\nA=2\n[bob@example.com] \n# none\n";
    expect(read(text)).toEqual({
      common: { A: "1" },
      profiles: { "alice": { A: "2" }, "bob@example.com": {} },
    });
  });

  it("may end with a comment, whatever that holds", () => {
    expect(read("A=1\n[bob] # prio=1\nA=2\n\t[alice]# \"it's\nA=3\n[carol]#\n")).toEqual({
      common: { A: "1" },
      profiles: { bob: { A: "2" }, alice: { A: "3" }, carol: {} },
    });
  });

  it("may be written in parts", () => {
    expect(read("[a]\nX=1\n[b]\nX=2\n[a]\nY=3")).toEqual({
      common: {},
      profiles: { a: { X: "1", Y: "3" }, b: { X: "2" } },
    });
  });

  it("does not begin within a value of several lines", () => {
    expect(read('A="\n[alice]\n"\nB=1')).toEqual({ common: { A: "\n[alice]\n", B: "1" }, profiles: {} });
  });

  it("may have the name of what every object has", () => {
    expect(read("[constructor]\nA=1")).toEqual({ common: {}, profiles: { constructor: { A: "1" } } });
  });
});
