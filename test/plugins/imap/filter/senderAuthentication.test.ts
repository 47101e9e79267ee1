import * as Effect from "effect/Effect";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { Buffer } from "node:buffer";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readMail } from "../../../../plugins/imap/mail/readMail.ts";
import {
  type SenderAuthentication,
  senderCheck,
} from "../../../../plugins/imap/filter/senderAuthentication.ts";

const reasonForm = /^[a-z][a-z -]{0,39}$/;

async function judged(setting: SenderAuthentication, raw: string): Promise<string | undefined> {
  const bytes = Buffer.from(raw);
  const reason = await Effect.runPromise(Effect.gen(function* () {
    const check = yield* senderCheck(setting);
    const { header } = yield* readMail(bytes);
    return yield* check.refusal(header, bytes);
  }));
  if (reason !== undefined) expect(reason).toMatch(reasonForm);
  return reason;
}

describe("the results of the receiving server", () => {
  const by = { results: "mx.google.com" };
  const from = "From: ETNA Trader <noreply@broker.example>";
  const results = (...fields: ReadonlyArray<string>) =>
    judged(by, `${fields.join("\r\n")}\r\n\r\nType 5653\r\n`);
  const says = (text: string) => `Authentication-Results: mx.google.com; ${text}`;

  it.each([
    "dkim=pass header.d=broker.example",
    "dkim=pass header.i=@broker.example header.s=s1",
    "dkim=pass header.d=broker.example header.i=news@mail.broker.example",
    "dkim=fail header.d=broker.example; dkim=pass header.d=BROKER.example",
    "spf=fail; dmarc=pass (p=NONE) header.from=broker.example",
    "dmarc=pass\r\n\theader.from=broker.example;\r\n dkim=pass header.d=sender.example",
  ])("%j prove the sender", async (text) => {
    expect(await results("Received: by mx.google.com", says(text), from)).toBe(undefined);
  });

  it("prove a sender whatever the form of its domain", async () => {
    expect(await results(says("dkim=pass header.d=xn--bcher-kva.example"), "From: a@bücher.example")).toBe(
      undefined,
    );
  });

  it.each([
    ["evil.github.io", "github.io"],
    ["co.uk", "broker.co.uk"],
    ["mg.broker.example", "broker.example"],
    ["broker.example", "mail.broker.example"],
  ])("of a signature by %s prove a sender at %s by dmarc only", async (signer, domain) => {
    const signed = `dkim=pass header.d=${signer}`;
    const sender = `From: a@${domain}`;
    expect(await results(says(signed), sender)).toBe("forged sender");
    expect(await results(says(`dkim=pass header.i=@${signer}`), sender)).toBe("forged sender");
    expect(await results(says(`${signed}; dmarc=pass header.from=${domain}`), sender)).toBe(undefined);
  });

  it.each([
    "none",
    "dkim=fail header.d=broker.example",
    "dkim=none; spf=pass smtp.mailfrom=noreply@broker.example",
    "dkim=pass header.d=evil.example",
    "dkim=pass header.d=evilbroker.example",
    "dkim=pass header.d=broker.example.evil.example",
    "dkim=pass header.d=example",
    "dkim=pass",
    "dkim=pass header.d=evil.example header.i=@broker.example",
    "dkim=pass header.d=evil.example header.d=broker.example",
    "dkim=pass header.s=broker.example",
    "dkim=pass header.d=broker.example; dmarc=fail header.from=broker.example",
    "dmarc=pass header.from=evil.example",
    "dmarc=pass header.from=mail.broker.example",
    "dmarc=pass",
    "dmarc=bestguesspass header.from=broker.example",
    "dkim=pass header.d=broker.example header.i=@evil.example",
    "dkim=pass header.d= header.i=@broker.example",
    "spf=pass (dkim=pass header.d=broker.example; dmarc=pass header.from=broker.example)",
    'spf=pass smtp.mailfrom="x; dkim=pass header.d=broker.example "@evil.example',
  ])("%j do not", async (text) => {
    expect(await results(says(text), from)).toBe("forged sender");
  });

  it("are the topmost of that server's: one that the message came with stands below", async () => {
    const forged = says("dkim=pass header.d=broker.example; dmarc=pass header.from=broker.example");
    expect(await results(says("dkim=none"), forged, from)).toBe("forged sender");
    expect(await results("Authentication-Results: mx.google.com 2; dkim=pass", forged, from)).toBe(
      "forged sender",
    );
    expect(await results(forged, says("dkim=none"), from)).toBe(undefined);
  });

  it("prove nothing where a comment could have been written by the sender, nor does what stands below", async () => {
    const proof = says("dkim=pass header.d=broker.example");
    for (
      const text of [
        'spf=pass (google.com: domain of "x); dkim=pass header.d=broker.example ("@evil.example designates 192.0.2.1)',
        "spf=pass (x; dkim=pass header.d=broker.example",
        "spf=pass x) dkim=pass; dkim=pass header.d=broker.example",
      ]
    ) {
      expect(await results(says(text), from), text).toBe("sender not checked");
      expect(await results(says(text), proof, from), text).toBe("sender not checked");
      expect(await results(proof, says(text), from), text).toBe(undefined);
    }
  });

  it("are not those of another server, whatever it is called", async () => {
    for (
      const name of [
        "evil.example",
        "mx.google.com.evil.example",
        "xmx.google.com",
        '"mx.google.com evil"',
        "(mx.google.com) evil",
      ]
    ) {
      const other = `Authentication-Results: ${name}; dkim=pass header.d=broker.example`;
      expect(await results(other, from), name).toBe("sender not checked");
      expect(await results(other, says("dkim=pass header.d=broker.example"), from), name).toBe(undefined);
    }
    const arc = "ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.d=broker.example";
    expect(await results(arc, from)).toBe("sender not checked");
    expect(await results("Authentication-Results: dkim=pass header.d=broker.example", from)).toBe(
      "sender not checked",
    );
  });

  it("are those of the server in any spelling of its name", async () => {
    expect(await results("authentication-results: MX.Google.COM 1; dkim=pass header.d=broker.example", from))
      .toBe(undefined);
  });

  it("prove nothing about several senders, or none", async () => {
    const passed = says("dmarc=pass header.from=broker.example");
    expect(await results(passed, from, "From: a@broker.example")).toBe("several senders");
    expect(await results(passed, "From: a@broker.example, b@evil.example")).toBe("several senders");
    expect(await results(passed, "From: a@broker.example, b@broker.example")).toBe(undefined);
    expect(await results(passed, "From: nobody")).toBe("no sender");
    expect(await results(passed)).toBe("no sender");
  });
});

const broker = generateKeyPairSync("rsa", { modulusLength: 2048 });
const evil = generateKeyPairSync("ed25519");
const pem = (key: typeof broker) => key.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const record = (kind: string, key: typeof broker) => {
  const der = key.publicKey.export({ format: "der", type: "spki" });
  return `v=DKIM1; k=${kind}; p=${(kind === "ed25519" ? der.subarray(-32) : der).toString("base64")}`;
};
const brokerRecord = record("rsa", broker);

describe("DKIM", () => {
  const message =
    "From: ETNA Trader <noreply@broker.example>\r\nTo: bot@bot.example\r\nSubject: Disposable password\r\n" +
    "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nType 5653 to access the platform.\r\n";
  const records: Record<string, string> = {
    "s1._domainkey.broker.example": brokerRecord,
    "s1._domainkey.mg.broker.example": brokerRecord,
    "test._domainkey.broker.example": `${brokerRecord}; t=y`,
    "s1._domainkey.evil.example": record("ed25519", evil),
    "s1._domainkey.bot.co.uk": brokerRecord,
    "revoked._domainkey.broker.example": "v=DKIM1; p=",
  };
  const notFound = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  const resolve = (name: string, type: string): Promise<Array<Array<string>>> => {
    const text = type === "TXT" ? records[name] : undefined;
    return text === undefined
      ? notFound("ENOTFOUND")
      : Promise.resolve([[text.slice(0, 200), text.slice(200)]]);
  };
  const signed = async (raw: string, more: Partial<Parameters<typeof dkimSign>[1]> = {}) => {
    const options = { signingDomain: "broker.example", selector: "s1", privateKey: pem(broker), ...more };
    const { signatures, errors } = await dkimSign(Buffer.from(raw), {
      ...options,
      signatureData: [options],
    });
    expect(errors).toEqual([]);
    return `${signatures}${raw}`;
  };
  const verified = (raw: string) => judged({ dkim: true, resolve }, raw);

  it("proves the sender of a mail that its domain signed", async () => {
    expect(await verified(await signed(message))).toBe(undefined);
    expect(await verified(await signed(message, { canonicalization: "simple/simple" }))).toBe(undefined);
  });

  it("and of one that another domain of the same organisation signed", async () => {
    expect(await verified(await signed(message, { signingDomain: "mg.broker.example" }))).toBe(undefined);
    const sibling = message.replace("noreply@broker.example", "noreply@mail.broker.example");
    expect(await verified(await signed(sibling, { signingDomain: "mg.broker.example" }))).toBe(undefined);
  });

  it("also where a second signature is no good", async () => {
    const twice = await signed(await signed(message), {
      signingDomain: "evil.example",
      privateKey: pem(evil),
    });
    expect(await verified(twice)).toBe(undefined);
    expect(await verified(await signed(await signed(message), { selector: "lost" }))).toBe(undefined);
  });

  it("and with line feeds alone, as mailauth reads them", async () => {
    expect(await verified((await signed(message)).replaceAll("\r\n", "\n"))).toBe(undefined);
  });

  it("proves nothing about a mail without a signature", async () => {
    expect(await verified(message)).toBe("not signed");
    expect(await verified(`DKIM-Signature: nonsense\r\n${message}`)).toBe("not signed");
  });

  it.each<[string, (raw: string) => string]>([
    ["body", (raw) => raw.replace("5653", "9999")],
    ["subject", (raw) => raw.replace("Disposable", "Other")],
    ["sender", (raw) => raw.replace("noreply@", "support@")],
    ["signature", (raw) => raw.replace(/ b=(....)/, " b=AAAA")],
    ["end", (raw) => `${raw}More\r\n`],
    ["length: it was cut off", (raw) => raw.slice(0, -10)],
  ])("nor about one with another %s", async (_, change) => {
    const raw = await signed(message);
    expect(change(raw)).not.toBe(raw);
    expect(await verified(change(raw))).toBe("forged sender");
  });

  it("nor about one that somebody else signed", async () => {
    expect(await verified(await signed(message, { signingDomain: "evil.example", privateKey: pem(evil) })))
      .toBe(
        "signed by another",
      );
    const forged = await signed(message, {
      signingDomain: "broker.example",
      privateKey: pem(evil),
      algorithm: "ed25519-sha256",
    });
    expect(await verified(forged)).toBe("forged sender");
  });

  it("nor about one that a neighbour under a public suffix signed", async () => {
    const neighbour = message.replace("broker.example", "broker.co.uk");
    expect(await verified(await signed(neighbour, { signingDomain: "bot.co.uk" }))).toBe("signed by another");
  });

  it("nor about one whose signer only looks like its domain to a reader of URLs", async () => {
    for (const signingDomain of ["broker.example/x.evil.example", "broker.example?x.evil.example"]) {
      const names: Array<string> = [];
      const lookUp = (name: string) => {
        names.push(name);
        return Promise.resolve([[record("ed25519", evil)]]);
      };
      const raw = await signed(message, {
        signingDomain,
        privateKey: pem(evil),
        algorithm: "ed25519-sha256",
      });
      expect(await judged({ dkim: true, resolve: lookUp }, raw), signingDomain).toBe("signed by another");
      expect(names).toEqual([]);
    }
  });

  it("nor where the signature leaves out the subject, or the end of the body", async () => {
    expect(await verified(await signed(message, { headerList: "From:To" }))).toBe("signed in part");
    expect(await verified(await signed(message, { maxBodyLength: 10 }))).toBe("signed in part");
    expect(await verified(await signed(message, { maxBodyLength: 10 }) + "Type 9999\r\n")).toBe(
      "signed in part",
    );
  });

  it.each(["From: a@evil.example", "Subject: Type 9999", "To: x@evil.example", "Content-Type: text/html"])(
    "nor where %s stands above what was signed",
    async (field) => {
      expect(await verified(`${field}\r\n${await signed(message)}`)).toMatch(
        /^(doubled header|several senders)$/,
      );
    },
  );

  it("nor where two readers of the header would see two things", async () => {
    const raw = await signed(message);
    const signature = raw.slice(0, raw.indexOf("From:"));
    const forged = `${signature}From: a@broker.example\r\nTo: bot@bot.example\r\nSubject: Type 9999\r\n`;
    const padding = `X-Padding: ${"x".repeat(900)}\r\n`.repeat(80);
    expect(await verified(forged + padding + message)).toBe("unclear header");
    expect(await verified(`${forged}X: y\r\n\r\r\n${message}`)).toBe("unclear header");
    expect(await verified(`${forged}X: y\r\n\0\r\n${message}`)).toBe("several senders");
  });

  it("nor where the message was judged by another header", async () => {
    const bytes = Buffer.from(await signed(message));
    const check = await Effect.runPromise(senderCheck({ dkim: true, resolve }));
    const { header } = await Effect.runPromise(readMail(bytes));
    const fields = header.fields.map((field) =>
      field.name === "subject" ? { ...field, value: "Type 9999" } : field
    );
    expect(await Effect.runPromise(check.refusal(header, bytes))).toBe(undefined);
    expect(await Effect.runPromise(check.refusal({ ...header, fields }, bytes))).toBe("unclear header");
  });

  it("nor about several senders", async () => {
    const two = message.replace("<noreply@broker.example>", "<noreply@broker.example>, a@evil.example");
    expect(await verified(await signed(two))).toBe("several senders");
  });

  it("nor by a key that is revoked, only tried out, or cannot be found", async () => {
    expect(await verified(await signed(message, { selector: "revoked" }))).toBe("forged sender");
    expect(await verified(await signed(message, { selector: "test" }))).toBe("not signed");
    const raw = await signed(message);
    expect(await judged({ dkim: true, resolve: () => notFound("ETIMEOUT") }, raw)).toBe(
      "signing key not found",
    );
  });

  it("nor by a signature that is out of date, or by SHA-1", async () => {
    const times = { signTime: new Date("2020-01-01"), expires: new Date("2020-01-02") };
    expect(await verified(await signed(message, times))).toBe("forged sender");
    expect(await verified(await signed(message, { algorithm: "rsa-sha1" }))).toBe("forged sender");
  });

  it("asks no name server but the sender's organisation's: a forger's may never answer", async () => {
    const names: Array<string> = [];
    const lookUp = (name: string, type: string) => {
      names.push(name);
      return name.endsWith("broker.example") ? resolve(name, type) : new Promise<never>(() => {});
    };
    const forged = { privateKey: pem(evil), algorithm: "ed25519-sha256" } as const;
    for (const signingDomain of ["evil.example", "evilbroker.example", "example"]) {
      const raw = await signed(message, { signingDomain, ...forged });
      expect(await judged({ dkim: true, resolve: lookUp }, raw)).toBe("signed by another");
    }
    expect(names).toEqual([]);
    const twice = await signed(await signed(message), { signingDomain: "evil.example", ...forged });
    expect(await judged({ dkim: true, resolve: lookUp }, twice)).toBe(undefined);
    expect(names).toEqual(["s1._domainkey.broker.example"]);
  });

  it("looks a key up once for many mails, also one that is not there", async () => {
    const names: Array<string> = [];
    const lookUp = (name: string, type: string) => {
      names.push(name);
      return resolve(name, type);
    };
    for (const subject of ["First", "Second", "Third"]) {
      const other = message.replace("Disposable", subject);
      expect(await judged({ dkim: true, resolve: lookUp }, await signed(other))).toBe(undefined);
      expect(await judged({ dkim: true, resolve: lookUp }, await signed(other, { selector: "lost" }))).toBe(
        "forged sender",
      );
    }
    expect(names).toEqual(["s1._domainkey.broker.example", "lost._domainkey.broker.example"]);
  });

  it("is not looked up for a hundred signatures, nor for thousands of header lines", async () => {
    let lookups = 0;
    const counting = {
      dkim: true,
      resolve: (name: string, type: string) => (lookups++, resolve(name, type)),
    } as const;
    const raw = await signed(message);
    const signature = raw.slice(0, raw.indexOf("From:"));
    expect(await judged(counting, signature.repeat(100) + message)).toBe("too many signatures");
    expect(await judged(counting, `X: a${"\r\n b".repeat(3000)}\r\n${raw}`)).toBe("header too long");
    expect(lookups).toBe(0);
  });
});

describe("a check that cannot be made", () => {
  const problem = (setting: unknown, load?: () => Promise<never>) =>
    Effect.runPromise(Effect.flip(senderCheck(setting as SenderAuthentication, load)));

  it("for want of mailauth, says so", async () => {
    expect(await problem({ dkim: true }, () => Promise.reject(new Error("not found")))).toBe(
      "dkim needs the package mailauth, which cannot be loaded: install it (npm install mailauth)",
    );
  });

  it("for want of a setting, says what it must be", async () => {
    const results = "results must be the name under which the mailbox's server writes Authentication-Results";
    for (const name of ["", " ", "a b", undefined, 5]) expect(await problem({ results: name })).toBe(results);
    for (const setting of [{}, { dkim: false }]) {
      expect(await problem(setting)).toBe('must be { results: "…" } or { dkim: true }');
    }
  });

  it("does not need mailauth for a server's results", async () => {
    const check = await Effect.runPromise(
      senderCheck({ results: "mx.google.com" }, () => Promise.reject(new Error("not found"))),
    );
    expect(check.needsWholeMessage).toBe(false);
    const dkim = await Effect.runPromise(senderCheck({ dkim: true }));
    expect(dkim.needsWholeMessage).toBe(true);
  });
});
