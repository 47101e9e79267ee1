import { describe, expect, it } from "vitest";
import { type BodyStructure, chooseParts } from "../../../../plugins/imap/mail/chooseParts.ts";

const text: BodyStructure = { part: "1", type: "text/plain" };
const html: BodyStructure = { part: "2", type: "text/html" };
const multipart = (kind: string, ...childNodes: ReadonlyArray<BodyStructure>): BodyStructure => ({
  type: `multipart/${kind}`,
  childNodes,
});
const chosen = (structure: BodyStructure | undefined, maxBytes = 262_144) =>
  chooseParts(structure, maxBytes).map(({ part }) => part);

describe("the parts that are downloaded", () => {
  it("of a message without multiparts: number 1, as its structure says how it is written", () => {
    const structure = {
      type: "text/html",
      encoding: "base64",
      parameters: { charset: "koi8-r", format: "flowed", delsp: "Yes" },
    };
    expect(chooseParts(structure, 1000)).toEqual([
      {
        part: "1",
        type: "text/html",
        charset: "koi8-r",
        encoding: "base64",
        flowed: "delsp",
        maxBytes: 1000,
      },
    ]);
  });

  it("are the texts at any depth, in the order of the message", () => {
    const structure = multipart(
      "mixed",
      multipart(
        "related",
        multipart("alternative", { ...text, part: "1.1.1" }, { ...html, part: "1.1.2" }),
        { part: "1.2", type: "image/png", disposition: "inline" },
      ),
      { part: "2", type: "application/pdf", disposition: "attachment" },
    );
    expect(chosen(structure)).toEqual(["1.1.1", "1.1.2"]);
  });

  it("of a signed mail are what was signed", () => {
    expect(chosen(multipart("signed", text, { part: "2", type: "application/pgp-signature" }))).toEqual([
      "1",
    ]);
  });

  it("are not attached texts, whatever the case of the letters", () => {
    expect(chosen(multipart("mixed", text, { ...html, disposition: "ATTACHMENT" }))).toEqual(["1"]);
    expect(chosen({ type: "TEXT/PLAIN" })).toEqual(["1"]);
  });

  it.each<[string, BodyStructure]>([
    ["is shown inline", { ...html, disposition: "inline", dispositionParameters: { filename: "old.html" } }],
    ["has a name in its type", { ...html, parameters: { charset: "utf-8", name: "old.html" } }],
    ["has a name in other letters", { ...html, dispositionParameters: { "FileName*": "utf-8''old.html" } }],
    ["is a multipart", { ...multipart("mixed", html), parameters: { name: "old" } }],
  ])("are not files: one that %s", (_, file) => {
    expect(chosen(multipart("mixed", text, file))).toEqual(["1"]);
  });

  it("may have an empty name, or a parameter that only looks like one", () => {
    const parameters = { name: "", filenames: "a", "x-name": "b" };
    expect(chosen({ ...text, parameters, dispositionParameters: { filename: "" } })).toEqual(["1"]);
  });

  it("are nothing inside an attached message", () => {
    const attached = { part: "2", type: "message/rfc822", childNodes: [{ part: "2", type: "text/plain" }] };
    expect(chosen(multipart("mixed", text, attached))).toEqual(["1"]);
  });

  it("share the bytes that may be downloaded", () => {
    expect(chooseParts(multipart("alternative", text, html), 1001).map(({ maxBytes }) => maxBytes)).toEqual([
      500,
      500,
    ]);
  });
});

describe("a structure that is strange", () => {
  it.each<[string, unknown]>([
    ["is missing", undefined],
    ["is null", null],
    ["has no type", { part: "1" }],
    ["has a type that is no text", { part: "1", type: 5 }],
    ["has no children", { type: "multipart/mixed" }],
    ["has children that are none", {
      type: "multipart/mixed",
      childNodes: [null, undefined, 7, "text/plain"],
    }],
    ["has a part number that is a command", { part: "1] UID STORE", type: "text/plain" }],
  ])("%s: nothing is downloaded", (_, structure) => {
    expect(chosen(structure as BodyStructure)).toEqual([]);
  });

  it("with thousands of texts: four are downloaded", () => {
    const many = Array.from(
      { length: 100_000 },
      (_, index) => ({ part: `${index + 1}`, type: "text/plain" }),
    );
    expect(chosen(multipart("mixed", ...many))).toEqual(["1", "2", "3", "4"]);
  });

  it("with a text behind thousands of pictures: it is not looked for", () => {
    const many = Array.from({ length: 100_000 }, () => ({ part: "1", type: "image/png" }));
    expect(chosen(multipart("mixed", ...many, text))).toEqual([]);
  });

  it("nested a hundred thousand deep: it ends", () => {
    let structure: BodyStructure = text;
    for (let depth = 0; depth < 100_000; depth++) structure = multipart("mixed", structure);
    expect(chosen(structure)).toEqual([]);
    expect(chosen(multipart("mixed", structure, html))).toEqual(["2"]);
  });

  it("whose nodes contain themselves: it ends", () => {
    const childNodes: Array<BodyStructure> = [];
    const structure = { type: "multipart/mixed", childNodes };
    childNodes.push(structure, structure, html);
    expect(chosen(structure).length).toBeLessThanOrEqual(4);
  });
});
