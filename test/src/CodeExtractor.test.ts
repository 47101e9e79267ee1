import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CodeMessage, explainCode, extractCode } from "../../src/CodeExtractor.ts";
import { maxCandidates } from "../../src/extraction/candidates.ts";
import { normalizeText } from "../../src/extraction/normalizeText.ts";
import { htmlToText } from "../../src/extraction/htmlToText.ts";

interface Example {
  readonly id: string;
  readonly language: string;
  readonly purpose: "login" | "any";
  readonly message: CodeMessage;
  readonly expected: string | null;
}

const folder = new URL("../fixtures/codes/", import.meta.url);
const corpus: ReadonlyArray<Example> = readdirSync(folder).sort().flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")) as ReadonlyArray<Example>
);

const resetMail =
  "Hi Robert, Someone has requested a password reset for your account. Confirmation code: 231408 If this was a " +
  "mistake, just ignore this email and nothing will happen.";
const loginMail = {
  subject: "Disposable password",
  html: "<html><body><img src='logo.png'><p>Type 5653 to access the platform.</p>" +
    "<p>Thanks for using ETNA Trader,<br>The ETNA</p></body></html>",
};

describe("the broker's own messages", () => {
  it("takes the login mail, as HTML and as text", () => {
    expect(extractCode(loginMail)).toBe("5653");
    expect(extractCode(loginMail.html)).toBe("5653");
    expect(extractCode({ subject: loginMail.subject, text: "Type 5653 to access the platform." })).toBe(
      "5653",
    );
  });

  it("takes the login SMS", () => {
    expect(extractCode("Type 4163 to access the platform")).toBe("4163");
  });

  it("refuses the phone confirmation and the password reset, unless any purpose will do", () => {
    expect(extractCode("Type 222008 to confirm your phone number")).toBeUndefined();
    expect(extractCode(resetMail)).toBeUndefined();
    expect(extractCode("Type 222008 to confirm your phone number", { purpose: "any" })).toBe("222008");
    expect(extractCode(resetMail, { purpose: "any" })).toBe("231408");
  });
});

describe("the corpus", () => {
  it("holds at least 300 messages, a third of them without a code to take, each with its own id", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    expect(corpus.filter(({ expected }) => expected === null).length).toBeGreaterThanOrEqual(
      corpus.length / 3,
    );
    expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length);
    expect(new Set(corpus.map(({ language }) => language)).size).toBeGreaterThanOrEqual(30);
  });

  it.each(corpus.map((example) => [example.id, example] as const))(
    "%s",
    (_id, { message, purpose, expected }) => {
      // Compared as a boolean: a failing test names the message by its id and shows no code.
      expect((extractCode(message, { purpose }) ?? null) === expected).toBe(true);
    },
  );
});

describe("what a code is", () => {
  it.each([
    ["a leading zero stays", "Your code is 0417", "0417"],
    ["zeros only", "000000 is your code", "000000"],
    ["at the very start", "482913 is your verification code", "482913"],
    ["before a full stop", "Your verification code is 482913.", "482913"],
    ["groups are joined", "Your code is 482 913", "482913"],
    ["groups with a hyphen are joined", "Your code is 482-913", "482913"],
    ["a prefix is not part of it", "G-482913 is your Google verification code", "482913"],
    ["letters and digits", "Your code is A1B2C3", "A1B2C3"],
    ["the domain-bound last line", "Sign in.\n\n@example.com #482913", "482913"],
    ["Arabic digits", "رمز التحقق: ٤٨٢٩", "4829"],
    ["Persian digits", "کد ورود: ۴۸۲۹", "4829"],
    ["full-width digits", "認証コードは４８２９です", "4829"],
    [
      "HTML cells, one digit each",
      "<p>Your code</p><table><tr><td>4</td><td>8</td><td>2</td><td>9</td></tr></table>",
      "4829",
    ],
    ["three digits are too few", "Your code is 482", undefined],
    ["nine digits are too many", "Your code is 482913771", undefined],
  ])("%s", (_name, message, expected) => {
    expect(extractCode(message, { purpose: "any" })).toBe(expected);
  });
});

describe("several candidates", () => {
  it("takes the same code, written twice, as one", () => {
    expect(
      extractCode({ subject: "482913 is your code", text: "Your code is 482 913", html: "<b>482913</b>" }),
    )
      .toBe("482913");
  });

  it("prefers the new code to the expired one", () => {
    expect(extractCode("ignore, your previous code 1111 has expired, new code 2222")).toBe("2222");
  });

  it("gives none where two are equally good", () => {
    const { code, candidates } = explainCode("Your login code is 4829 or 7712.");
    expect(code).toBeUndefined();
    expect(candidates.map(({ reason }) => reason)).toEqual(["tie", "tie"]);
  });

  it("gives none where text and HTML disagree", () => {
    expect(extractCode({ text: "Your code is 482913", html: "<p>Your code is 482914</p>" })).toBeUndefined();
  });
});

describe("what announces a code", () => {
  it.each([
    ["a colon, the keyword far before it", "The TAN for your transfer of 1,250.00 EUR at 10:22 is: 938451"],
    ["a colon on the line above", "To continue, please enter the following on the sign-in page:\n\n938451"],
    ["an arrow", "Confirmation code → 938451 ← Back to the app!"],
    ["a verb, and the characters' name", "The number to type on the login screen is 938451."],
    ["a verb on the line above", "To unlock your account, type\n\n938451\n\ninto the app."],
    ["a preposition", "You asked to move $12,400.00. Authorise it with 938451."],
    ["what it does", "938451 will verify your account."],
    ["a dash at the very beginning", "938451 - log in with it"],
    ["a point after an abbreviation", "Customer no. 88120344. Your code is 938451."],
    ["a code in a link's name", "GOV.UK: 938451 is your GOV.UK One Login code."],
  ])("%s", (_name, message) => {
    expect(extractCode(message, { purpose: "any" })).toBe("938451");
  });

  it.each([
    ["letters and digits, a blank between", "Paste this confirmation code:\n\nJ4T7 WQ29", "J4T7WQ29"],
    ["groups of two lengths", "Enter the code below:\n\nQ2-8WFD", "Q28WFD"],
    ["letters and digits drawn by lot", "You'll be asked for a code. It's T5MX.", "T5MX"],
    ["small letters in groups", "Here's your login code: xk29-lm48", "xk29lm48"],
    ["consonants", "To activate your TV, enter: BDWP-HQKX", "BDWPHQKX"],
    ["a word with a number, announced", "Your code is abc123", "abc123"],
  ])("%s", (_name, message, code) => {
    expect(extractCode(message, { purpose: "any" })).toBe(code);
  });

  it.each([
    ["a receipt's code", "Payment approved. Authorization code 938451. Thank you for shopping!"],
    ["a booking's code", "Booking number\n44120988\n\nPIN\n7712"],
    ["the number of something else", "Sign in with your employee number 938451 to see the roster."],
    ["a short number to text to", "Win! Text CODE to 55120 to enter."],
    ["masked digits", "We sent a code to the card DE12...4412, **** 6640 and XX-4471."],
    ["a span of years", "Code © 2021-2024"],
    ["a French time", "Votre code sera envoyé à 15h47"],
    ["an address", "PIN code 560001, Bengaluru"],
    ["an abbreviated number", "Ihr Code wurde gesendet. Vorgangsnr. 938451"],
    ["the code of a numbered thing", "Code for locker 12: 5512"],
    ["a number beside a talk of codes", "Weekly digest: 4821 new stars, top post How OTP works"],
    ["a commit beside a talk of codes", "Tests for login code (commit 9f3c2a1b) failed"],
    ["a prefix that is nobody's", "Please enter the verification code\n\n  WD-7396\n\nat heron.example"],
    ["a value under its label", "A new sign-in.\n\nRichiesta\n482137\n\nIgnore this if it was you."],
  ])("refuses %s", (_name, message) => {
    expect(extractCode(message, { purpose: "any" })).toBeUndefined();
  });

  it("leaves a keyword to the number that it announces", () => {
    expect(extractCode("[88120] Your code is 938451", { purpose: "any" })).toBe("938451");
    expect(extractCode("938451 is your code. Info: 1500888", { purpose: "any" })).toBe("938451");
    expect(extractCode("Security code for operation 4412098: 938451", { purpose: "any" })).toBe("938451");
    expect(extractCode("The last code (205913) had expired. Use this one:\n\n938451", { purpose: "any" }))
      .toBe("938451");
  });

  it("takes no sender's name for an occasion", () => {
    expect(extractCode("Booking.com: Ihr Code lautet 938451", { purpose: "any" })).toBe("938451");
  });
});

describe("purpose", () => {
  it("does not take warnings for purposes", () => {
    const warning = "If you did not request a password reset or a transfer, do not share this code.";
    expect(extractCode(`Your login code is 482913. ${warning}`)).toBe("482913");
  });

  it.each([
    "Use 482913 to reset your password.",
    "Use 482913 to confirm your payment of $20.",
    "Your transfer code is 482913.",
    "Enter 482913 to delete your account.",
    "Enter 482913 to change your email address.",
    "Your code to verify your phone number: 482913",
  ])("refuses, for a login: %s", (message) => {
    expect(extractCode(message)).toBeUndefined();
    expect(extractCode(message, { purpose: "any" })).toBe("482913");
    expect(explainCode(message).candidates.map(({ reason }) => reason)).toEqual(["other-purpose"]);
  });

  it("reads the purpose in the subject", () => {
    const text = "Your confirmation code:\n\n482913";
    expect(extractCode({ subject: "Password reset", text })).toBeUndefined();
    expect(extractCode({ subject: "Log in", text })).toBe("482913");
  });
});

describe("a pattern of the caller's own", () => {
  it("replaces the rules, purpose included", () => {
    expect(extractCode("Token: AB-77", { pattern: /Token: (\S+)/ })).toBe("AB-77");
    expect(extractCode(resetMail, { pattern: /\d{6}/ })).toBe("231408");
    expect(extractCode("Your code is 482913", { pattern: /\d{4}$/ })).toBe("2913");
    expect(extractCode("Your code is 482913", { pattern: /[a-z]{9}/ })).toBeUndefined();
  });

  it("takes the first group that took part, else the whole match", () => {
    expect(extractCode("b=2", { pattern: /a=(\d)|b=(\d)/ })).toBe("2");
    expect(extractCode("b=2", { pattern: /b=\d/ })).toBe("b=2");
  });

  it("takes a string as a regular expression", () => {
    expect(extractCode("Key 0417", { pattern: "Key (\\d{4})" })).toBe("0417");
    expect(extractCode("Key-0417", { pattern: "Key\\-(\\d{4})" })).toBe("0417");
  });

  it.each(["g", "y", "gy"])("does not depend on where the flag %s left off", (flags) => {
    const pattern = new RegExp("code (\\d+)", flags);
    pattern.lastIndex = 7;
    for (let run = 0; run < 3; run++) expect(extractCode("your code 0417", { pattern })).toBe("0417");
    expect(pattern.lastIndex).toBe(7);
  });

  it.each(["(", "", "[z-a]"])("throws a TypeError that says so where it is invalid: %j", (pattern) => {
    expect(() => extractCode("Your code is 482913", { pattern })).toThrow(TypeError);
    expect(() => extractCode("Your code is 482913", { pattern })).toThrow(/^pattern /);
  });
});

describe("length", () => {
  const message = "Your login code is 4829 or 771204";

  it("narrows what is found", () => {
    expect(extractCode(message)).toBeUndefined();
    expect(extractCode(message, { length: 4 })).toBe("4829");
    expect(extractCode(message, { length: { min: 5, max: 6 } })).toBe("771204");
    expect(explainCode("Your code is 4829", { length: 6 }).candidates[0]?.reason).toBe("length");
  });

  it("narrows a pattern's result too", () => {
    expect(extractCode("Key 0417", { pattern: /\d+/, length: 6 })).toBeUndefined();
  });

  it.each([0, -1, 1.5, Number.NaN, { min: 6, max: 4 }])(
    "throws a TypeError where it makes no sense: %j",
    (length) => {
      expect(() => extractCode(message, { length })).toThrow(TypeError);
    },
  );
});

describe("explanation", () => {
  it("shows no more of a candidate than its first character", () => {
    expect(explainCode("Your order 771204 has shipped. Your login code is 4829.", { purpose: "any" }))
      .toEqual({
        code: "4829",
        candidates: [
          { masked: "7•••••", where: "text", accepted: false, reason: "reference-number" },
          { masked: "4•••", where: "text", accepted: true, reason: "keyword" },
        ],
      });
  });

  it.each([
    ["amount", "Your code costs $4829 today"],
    ["date", "Your code was made in May 2024"],
    ["duration", "Your code lives 1440 minutes"],
    ["link", "Your code: https://example.com/482913"],
    ["email-address", "Your code: 482913@example.com"],
    ["colour", "Your code: #a1b2c3"],
    ["copyright", "© 2024 Code Ltd."],
    ["unrelated-code", "Your promo code: 482913"],
    ["outdated-code", "Your old code 4829 has expired."],
    ["account-number", "We sent a code to the number ending in 4829"],
    ["no-keyword", "See you at 4829"],
  ])("names the reason %s", (reason, message) => {
    expect(explainCode(message, { purpose: "any" }).candidates.map((candidate) => candidate.reason)).toEqual([
      reason,
    ]);
  });

  it("says where a candidate stands", () => {
    const message = { subject: "482913 is your code", text: "482913", html: "<p>482913</p>" };
    expect(explainCode(message).candidates.map(({ where }) => where)).toEqual(["subject", "text", "html"]);
  });
});

describe("HTML", () => {
  it.each([
    ["tags and entities", "<p>Your&nbsp;code:<br><b>48&#50;&#x39;</b></p>", "\nYour code:\n4829\n"],
    [
      "comments, styles, scripts and heads",
      "<head><title>1111</title></head><style>p{}</style>a<!-- b --><script>c</script>d",
      "ad",
    ],
    ["a greater-than sign in an attribute", '<img alt="a > b">c', "c"],
    ["what is no tag", "1 < 2 & 3", "1 < 2 & 3"],
    ["an unknown entity", "&nosuch; &", "&nosuch; &"],
    ["a tag that never ends", "a<b c", "a"],
    [
      "a head without its end, up to the body, whatever else begins like its end",
      "<head><title>1111</title><style>p{}</style><body>Code 4829<header>b</header>",
      "\nCode 4829\nb\n",
    ],
    ["a head without its end and without a body", "<head><title>1111</title><p>4829", "\n4829"],
    ["a head that has its end, and a body", "<head>1111</head >a<body>b</body>", "a\nb\n"],
    ["an element of somebody's own, named like one that is dropped", "<head-line>a</head-line>b", "ab"],
    ["a style whose end is another's", "<style>a</styles>b</style>c", "c"],
  ])("%s", (_name, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it.each([
    "<head></header>",
    "<head><body",
    "<style></styles>",
    '<a b="',
    "<a b='c",
    "<!-- <",
    "</",
  ])("of a megabyte of %s is read in linear time", (unit) => {
    const html = unit.repeat(2 ** 20 / unit.length);
    const start = performance.now();
    htmlToText(`${html}</head>`);
    htmlToText(html);
    // Some 50 ms; what took the square of the length would take an hour.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("keeps hidden preheaders", () => {
    expect(htmlToText('<div style="display:none">Code 4829</div>')).toContain("Code 4829");
  });
});

describe("codes that look like years", () => {
  it.each(["1900", "1999", "2024", "2099", "20240512"])("takes %s where it is announced", (code) => {
    expect(extractCode(`Type ${code} to access the platform`)).toBe(code);
    expect(extractCode(`Your login code is ${code}.`)).toBe(code);
    expect(extractCode(`Your login code:\n\n${code}\n\nIt expires soon.`)).toBe(code);
  });

  it("takes no year for a code", () => {
    expect(extractCode("We write code since 1998, and in 2024 too.")).toBeUndefined();
  });
});

describe("hostile input", () => {
  const size = 256 * 1024;
  const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

  it("reads no further than 262,144 characters, all parts together", () => {
    const far = `${fill(" \n")}Your code is 482913`;
    expect(extractCode(far)).toBeUndefined();
    expect(extractCode({ text: fill("."), html: "<p>Your code is 482913" })).toBeUndefined();
    expect(extractCode(`${fill(" \n").slice(0, size - 100)}Your code is 482913`)).toBe("482913");
  });

  it.each([
    "482913 ",
    "code 4829, ",
    "a1b2c3 ",
    "VERIFY ",
    "1 2 3 4\n",
    "<td>4829</td>",
    "https://a.bc/1234 ",
  ])(
    "looks at a bounded number of candidates: %j",
    (unit) => {
      const message = { text: fill(unit).slice(0, size / 2), html: fill(unit).slice(0, size / 2) };
      expect(explainCode(message).candidates.length).toBeLessThanOrEqual(2 * maxCandidates);
    },
  );

  it("is not led astray by strings that are no strings", () => {
    for (const message of [null, undefined, 7, { text: 4829 }, { html: {} }, []]) {
      expect(extractCode(message as unknown as CodeMessage)).toBeUndefined();
    }
  });
});

describe("properties", () => {
  const words = fc.constantFrom(
    ..."Your code is 482913 . : 0417 login order № # @ $ 12:30 验证码 رمز <b> </b> &nbsp; https:// 2024 A1B2C3 \n - new old"
      .split(" "),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
  );
  const message: fc.Arbitrary<CodeMessage> = fc.oneof(
    text,
    fc.record({ subject: text, text, html: text }, { requiredKeys: [] }),
  );
  const purpose = fc.constantFrom<"login" | "any">("login", "any");

  it("never throws, and explains what it extracts", () => {
    fc.assert(fc.property(message, purpose, (input, wanted) => {
      const explanation = explainCode(input, { purpose: wanted });
      expect(explanation.code).toBe(extractCode(input, { purpose: wanted }));
      expect(explanation.candidates.some(({ accepted }) => accepted)).toBe(explanation.code !== undefined);
    }));
  });

  it("gives only what stands in the message, digits and separators apart", () => {
    const bare = (input: string): string => normalizeText(input).text.replace(/[\s-]/g, "");
    fc.assert(fc.property(message, (input) => {
      const code = extractCode(input, { purpose: "any" });
      if (code === undefined) return;
      const parts = typeof input === "string" ? [input] : [input.subject, input.text, input.html];
      expect(parts.some((part = "") => bare(part).includes(code) || bare(htmlToText(part)).includes(code)))
        .toBe(true);
    }));
  });

  it("finds any code of 4 to 8 digits that is plainly announced", () => {
    const code = fc.integer({ min: 4, max: 8 }).chain((length) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((digits) =>
        digits.join("")
      )
    );
    fc.assert(fc.property(code, (digits) => {
      expect(extractCode(`Your login code is ${digits}.`)).toBe(digits);
      expect(extractCode(`Type ${digits} to access the platform`)).toBe(digits);
    }));
  });
});
