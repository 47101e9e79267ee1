import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explainCode } from "../../../../mod.ts";
import { readHeader } from "../../../../plugins/imap/mail/MailHeader.ts";
import { readMail, readParts } from "../../../../plugins/imap/mail/readMail.ts";
import type { DownloadedPart } from "../../../../plugins/imap/mail/TextPart.ts";

const folder = new URL("../../../fixtures/mail/", import.meta.url);
const bytesOf = (file: string): Uint8Array => readFileSync(new URL(file, folder));
const expected: ReadonlyArray<
  { readonly file: string; readonly what: string; readonly code: string | null }
> = JSON
  .parse(readFileSync(new URL("expected.json", folder), "utf8"));

const read = (raw: Uint8Array | string) =>
  Effect.runPromise(readMail(typeof raw === "string" ? Buffer.from(raw, "latin1") : raw));
const codeIn = async (raw: Uint8Array | string) => explainCode((await read(raw)).content).code;

describe("the code in a raw message", () => {
  it.each(expected)("$file: $what", async ({ file, code }) => {
    expect(await codeIn(bytesOf(file))).toBe(code ?? undefined);
  });

  it("is the same with line feeds alone", async () => {
    for (const { file, code } of expected) {
      const raw = Buffer.from(bytesOf(file)).toString("latin1").replaceAll("\r\n", "\n");
      expect(await codeIn(raw), file).toBe(code ?? undefined);
    }
  });

  it("is that of the message or none, wherever the message is cut off after its code", async () => {
    const raw = bytesOf("nested.eml");
    const end = Buffer.from(raw).indexOf("4096") + 5;
    for (let length = 0; length <= raw.length; length += 7) {
      const code = await codeIn(raw.subarray(0, length));
      if (length > end) expect(code).toBe("4096");
      else expect([undefined, "4096"]).toContain(code);
    }
  });

  it("is not looked for in the sender's name", async () => {
    expect(await codeIn("From: Your code is 5512 <a@broker.example>\r\nSubject: Hello\r\n\r\nGood day\r\n"))
      .toBe(undefined);
  });
});

describe("what a message says", () => {
  it("has no parts that the message does not have", async () => {
    expect((await read("From: a@broker.example\r\n\r\n\r\n")).content).toEqual({});
    expect((await read("")).content).toEqual({});
  });

  it("has the plain text, and the text of the HTML without links' targets, pictures and styles", async () => {
    const { content } = await read(
      "Subject: S\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nplain\r\n--b\r\n" +
        'Content-Type: text/html\r\n\r\n<style>x{}</style><h1>Hello</h1><a href="https://x.example">1 &lt; 2</a>' +
        '<img src="y.png" alt="picture"><ul><li>one</ul>\r\n--b--\r\n',
    );
    expect(content).toEqual({ subject: "S", text: "plain", html: "Hello<br><br>1 &lt; 2<br>one" });
  });

  it.each([
    "Content-Disposition: inline; filename=old.txt",
    'Content-Disposition: inline;\r\n FileName = "old; x.txt"',
    "Content-Disposition: inline; filename*=utf-8''old.txt",
    "Content-Disposition: inline; filename*0=old; filename*1=.txt",
    'Content-Type: text/plain; charset="a\\"b"; name="old.txt"',
  ])("has no file: %j", async (field) => {
    const { content } = await read(
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${field}\r\n\r\nold\r\n--b\r\n\r\nnew\r\n--b--\r\n`,
    );
    expect(content).toEqual({ text: "new" });
  });

  it.each([
    'Content-Disposition: inline; filename=""',
    "Content-Disposition: inline; x-filename=a",
    'Content-Type: text/plain; charset="; name=a"',
  ])("has a text that is no file: %j", async (field) => {
    expect((await read(`${field}\r\n\r\nnew`)).content).toEqual({ text: "new" });
  });

  it("has a reply without what it quotes", async () => {
    expect((await read("\r\na\r\n> b\r\n>> c\r\nd > e\r\n >f\r\n")).content.text?.trim()).toBe(
      "a\n\n\nd > e\n >f",
    );
    expect((await read("\r\na\r\n----- Original Message -----\r\nb")).content.text?.trim()).toBe("a");
    expect((await read("\r\na\r\nOn Monday, ----- Original Message -----\r\nb")).content.text).toContain("b");
  });

  it.each([
    '<i style="display:none">x</i>',
    "<i style='Display :  NONE ! important'>x</i>",
    "<i style=display:none>x</i>",
    '<i style="color:red; visibility:hidden">x<b>y</b></i>',
    '<i style="font-size:0">x</i>',
    '<i style="font-size: 0px; color:red">x<b>y</b></i>',
    '<i style="font-size:0 !important">x<b style="color:red">y</b></i>',
    '<i style="display:none;font-size:0">x<b style="font-size:9px">y</b></i>',
    '<i style="font-size:0;display:none">x<b style="font-size:9px">y</b></i>',
    '<i style="font-size:0" hidden>x<b style="font-size:9px">y</b></i>',
    "<i hidden>x</i>",
    "<noscript>x</noscript>",
    "<textarea>x</textarea>",
    "<!-- x -->",
    '<blockquote type="cite">x</blockquote>',
  ])("has no HTML that is not seen: %s", async (html) => {
    expect((await read(`Content-Type: text/html\r\n\r\n<p>a</p>${html}`)).content).toEqual({ html: "a" });
  });

  it.each([
    '<i style="font-size:0.9em">x</i>',
    '<i style="font-size:0"><b style="font-size:9px">x</b></i>',
    '<i style="font-size:0"><b class="big">x</b></i>',
    '<i style="font-size:0"><b style="font:bold 9px Arial">x</b></i>',
    '<i style="mso-hide:all">x</i>',
    '<i class="display:none">x</i>',
    "<blockquote>x</blockquote>",
  ])("has HTML that is seen: %s", async (html) => {
    expect((await read(`Content-Type: text/html\r\n\r\n${html}`)).content).toEqual({ html: "x" });
  });

  it("has a row of a table as a line", async () => {
    const { content } = await read(
      "Content-Type: text/html\r\n\r\n<table><tr><th>Code</th><td>5653</td></tr><tr><td>Sum</td><td>9 EUR</td></table>",
    );
    expect(content.html).toMatch(/^Code 5653 ?<br>Sum 9 EUR$/);
  });

  it("has no HTML where that has no text", async () => {
    expect((await read("Content-Type: text/html\r\n\r\n<title>5653</title><img src=x>")).content).toEqual({});
  });

  it("has a subject without line breaks, of at most 998 characters", async () => {
    const { header } = await read(
      `Subject: a\r\n b =?utf-8?B?${Buffer.from("c\nd").toString("base64")}?= ${"x".repeat(2000)}\r\n\r\n`,
    );
    expect(header.subject).toHaveLength(998);
    expect(header.subject?.slice(0, 4)).toBe("a b ");
  });
});

describe("downloaded parts", () => {
  const part = (body: Uint8Array | string, more: Partial<DownloadedPart> = {}): DownloadedPart => ({
    type: "text/plain",
    charset: undefined,
    encoding: undefined,
    flowed: "no",
    ...more,
    body: typeof body === "string" ? Buffer.from(body) : body,
  });
  const parts = async (header: string, ...given: ReadonlyArray<DownloadedPart>) =>
    await Effect.runPromise(
      Effect.flatMap(readHeader(Buffer.from(header)), (fields) => readParts(fields, given)),
    );

  it("are read with the header's subject", async () => {
    expect(
      await parts(
        "Subject: =?utf-8?Q?Disposable_password?=\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n",
        part("VHlwZSA1NjUzIHRv", { encoding: "BASE64", charset: "utf-8" }),
        part("Type <b>56=\r\n53</b> to", { type: "text/html", encoding: "quoted-printable" }),
      ),
    ).toEqual({ subject: "Disposable password", text: "Type 5653 to", html: "Type 5653 to" });
  });

  it("may be cut off inside a character", async () => {
    const whole = Buffer.from("Ваш код 5653 ы");
    const { text } = await parts("", part(whole.subarray(0, whole.length - 1), { charset: "us-ascii" }));
    expect(text).toMatch(/^Ваш код 5653 /);
  });

  it("may have a charset that would break out of the header", async () => {
    const { text } = await parts("", part("Type 5653", { charset: 'x"\r\nContent-Type: image/png\r\n\r\n' }));
    expect(text).toBe("Type 5653");
  });
});

describe("the header", () => {
  const headerOf = (text: string) => Effect.runPromise(readHeader(Buffer.from(text)));

  it("has all fields, unfolded, the topmost first", async () => {
    expect((await headerOf("A: 1\r\nB: 2\r\n 3\r\na: 4\r\n\r\n")).fields).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "2 3" },
      { name: "a", value: "4" },
    ]);
  });

  it("that is too long is cut between two fields", async () => {
    const { fields } = await headerOf(`A: 1\r\nTo: ${"x@y.example,\r\n ".repeat(5000)}z@y.example\r\n\r\n`);
    expect(fields).toEqual([{ name: "a", value: "1" }]);
  });

  it("of one endless line is empty", async () => {
    expect((await headerOf("x".repeat(100_000))).fields).toEqual([]);
  });
});

describe("256 KiB of anything", () => {
  const filled = (start: string, unit: string) =>
    start + unit.repeat(Math.ceil(262_144 / unit.length)).slice(0, 262_144);
  const mixed = "Content-Type: multipart/mixed; boundary=b\n\n";
  const page = "Content-Type: text/html\n\n";
  const quoted = "Content-Transfer-Encoding: quoted-printable\n\n";
  const base64 = "Content-Transfer-Encoding: base64\n\n";
  const nested = Array.from(
    { length: 300 },
    (_, i) => `--b${i - 1}\nContent-Type: multipart/mixed; boundary=b${i}\n\n`,
  );
  it.each<[string, string]>([
    ["empty lines", filled("\n", "\n")],
    ["carriage returns", filled("\n", "\r")],
    ["short header fields", filled("", "A: b\n")],
    ["a folded subject", filled("Subject: x", "\n x")],
    ["senders", filled("From: ", "a@b.example,")],
    ["brackets in From", filled("From: ", "<(")],
    ["encoded words", filled("Subject: ", "=?utf-8?Q?a?= ")],
    ["parameters", filled("Content-Type: text/plain", ' ;boundary="')],
    ["empty parts", filled(mixed, "--b\n\n")],
    ["pictures", filled(mixed, "--b\nContent-Type: image/png\n\nx\n")],
    ["encoded parts", filled(mixed, `--b\n${quoted}x\n`)],
    ["almost delimiters", filled(mixed, "--b x\n")],
    ["deep nesting", filled(nested.join(""), "--b\n")],
    ["equals signs", filled(quoted, "=")],
    ["escapes", filled(quoted, "=4\n")],
    ["padding", filled(base64, "A=")],
    ["base64 in short lines", filled(base64, "A\n")],
    ["flowing lines", filled("Content-Type: text/plain; format=flowed\n\n", " \n")],
    ["open tags", filled(page, "<a ")],
    ["nested tags", filled(page, "<div>")],
    ["tags closed wrongly", filled(page, "<b></i>")],
    ["nested tables", filled(page, "<table><tr><td>1")],
    ["nested lists", filled(page, "<ul><li>")],
    ["empty cells", filled(page, "<td></td>")],
    ["comments", filled(page, "<!--")],
    ["ampersands", filled(page, "&")],
    ["styles", filled(page, '<i style="display:none">x')],
    ["styles of no size", filled(page, '<i style="font-size:0">x')],
    ["open styles", filled(page, "<i style = \"a' ")],
    ["quotes", filled("\n", ">\n")],
    ["dashes", filled("\n", "-")],
    ["parameters with escapes", filled('Content-Disposition: inline; a="', '\\"; a="')],
    ["parameters without values", filled("Content-Disposition: inline", "; a ")],
    ["charsets", filled(page, "\x80<meta charset")],
  ])("%s are read in time", async (_, raw) => {
    await read(raw.slice(0, 1000));
    const start = performance.now();
    await read(raw);
    // It takes some 50 ms on an idle machine; what took the square of the length would take a minute.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
