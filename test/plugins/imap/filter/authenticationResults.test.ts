import { describe, expect, it } from "vitest";
import { readAuthenticationResults } from "../../../../plugins/imap/filter/authenticationResults.ts";

const read = (value: string) => {
  const { server, results } = readAuthenticationResults(value) ?? expect.fail("it cannot be read");
  return {
    server,
    results: results.map((
      { method, result, properties },
    ) => [method, result, Object.fromEntries(properties)]),
  };
};

describe("Authentication-Results", () => {
  it("of Gmail", () => {
    expect(read(
      'mx.google.com; dkim=pass header.i=@broker.example header.s=s1 header.b="AbC/d="; ' +
        "spf=pass (google.com: domain of a@b.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@b.example; " +
        "dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=broker.example",
    )).toEqual({
      server: "mx.google.com",
      results: [
        ["dkim", "pass", { "header.i": "@broker.example", "header.s": "s1", "header.b": "AbC/d=" }],
        ["spf", "pass", { "smtp.mailfrom": "a@b.example" }],
        ["dmarc", "pass", { "header.from": "broker.example" }],
      ],
    });
  });

  it.each<[string, string, unknown]>([
    ["a version", "mx.example 1; dkim=pass", ["mx.example", [["dkim", "pass", {}]]]],
    ["an unknown version: nothing", "mx.example 2; dkim=pass", ["mx.example", []]],
    ["a method's version", "mx.example; DKIM/1=PASS; dmarc/2=pass", ["mx.example", [["dkim", "pass", {}]]]],
    ["no results", "MX.example; none", ["mx.example", []]],
    ["a server alone", "mx.example", ["mx.example", []]],
    ["blanks around signs", "mx.example ;dkim = pass header.d = a.example", [
      "mx.example",
      [["dkim", "pass", { "header.d": "a.example" }]],
    ]],
    [
      "comments anywhere",
      "mx.example (a (nested \\) one)) (x) ; (y) dkim (z) = (;) pass (dmarc=pass) header.d=a.example",
      [
        "mx.example",
        [["dkim", "pass", { "header.d": "a.example" }]],
      ],
    ],
    [
      "signs within quotes",
      'mx.example; dkim=fail reason="no; dkim=pass header.d=a.example \\" x"; spf=none',
      [
        "mx.example",
        [["dkim", "fail", { reason: 'no; dkim=pass header.d=a.example " x' }], ["spf", "none", {}]],
      ],
    ],
    ["a quoted local part", 'mx.example; spf=pass smtp.mailfrom="a; dmarc=pass"@b.example', [
      "mx.example",
      [["spf", "pass", { "smtp.mailfrom": "a; dmarc=pass@b.example" }]],
    ]],
    ["an equals sign within a value", "mx.example; dkim=pass header.b=ab=cd= header.d=a.example", [
      "mx.example",
      [["dkim", "pass", { "header.b": "ab=cd=", "header.d": "a.example" }]],
    ]],
    ["a name twice: the first counts", "mx.example; dkim=pass header.d=a.example header.d=b.example", [
      "mx.example",
      [["dkim", "pass", { "header.d": "a.example" }]],
    ]],
    ["words before a method: no result", "mx.example; by dkim=pass; spf", ["mx.example", []]],
    ["no server", "dkim=pass header.d=a.example; dmarc=pass", ["", []]],
    ["words after the server", "mx.example 1 dkim=pass; dmarc=pass", ["", []]],
    ["nothing", "", ["", []]],
  ])("with %s", (_, value, expected) => {
    const { server, results } = read(value);
    expect([server, results]).toEqual(expected);
  });

  it.each<[string, string]>([
    [
      "a quote in a comment",
      'mx.example; spf=pass (domain of "x); dkim=pass header.d=a.example ("@b.example designates 192.0.2.1)',
    ],
    ["an escaped quote in a comment", 'mx.example; spf=pass (a \\" b)'],
    ["quotes in pairs in a comment", 'mx.example; spf=pass (domain of "a b"@b.example)'],
    ["a comment that is not closed", "mx.example; spf=pass (x; dkim=pass"],
    ["a nested comment that is not closed", "mx.example; spf=pass (x (y); dkim=pass"],
    ["a comment that ends before it begins", "mx.example; spf=pass x); dkim=pass (y)"],
    ["a comment closed by an escaped bracket", "mx.example; spf=pass (x \\); dkim=pass"],
    ["a quote that is not closed", 'mx.example; spf=pass x="; dkim=pass'],
    ["a quote before the server's end", 'mx.example (a"b); dkim=pass'],
    ["thousands of words", `mx.example; dkim=pass${" x".repeat(3000)}; dmarc=fail`],
  ])("with %s cannot be read", (_, value) => {
    expect(readAuthenticationResults(value)).toBe(undefined);
  });

  it.each(["(", '"', "a=b;", "a=b ", "\\", "((a)", "=", ";"])(
    "of 64 KiB of %s is read in linear time",
    (unit) => {
      const start = performance.now();
      readAuthenticationResults(`mx.example; ${unit.repeat(65_536 / unit.length)}`);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
