import { describe, expect, it } from "vitest";
import { passwordFor } from "../../../../plugins/imap/options/passwordFor.ts";

describe("the blanks of a Google app password", () => {
  it.each([
    "abcd efgh ijkl mnop",
    " abcd efgh ijkl mnop\n",
    "abcd\u00a0efgh\u00a0ijkl\u00a0mnop",
    "abcd\u202fefgh  ijkl\tmnop",
  ])("are removed at Google's hosts: %j", (password) => {
    for (const host of ["imap.gmail.com", "IMAP.GoogleMail.com", "imap.gmail.com."]) {
      expect(passwordFor(host, password)).toBe("abcdefghijklmnop");
    }
  });

  it.each([
    ["imap.example.com", "abcd efgh ijkl mnop"],
    ["imap.notgmail.com", "abcd efgh ijkl mnop"],
    ["gmail.com.example", "abcd efgh ijkl mnop"],
    ["imap.gmail.com", "abcd efgh ijkl"],
    ["imap.gmail.com", "abcd efgh ijkl mno1"],
    ["imap.gmail.com", "abcdefgh ijkl mnop"],
    ["imap.gmail.com", " leading and trailing "],
    ["imap.gmail.com", "abcd efgh ijkl mnop qrst"],
  ])("stay in any other password: %s, %j", (host, password) => {
    expect(passwordFor(host, password)).toBe(password);
  });
});
