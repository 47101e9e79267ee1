import { describe, expect, it } from "vitest";
import type { ProviderFailed } from "../../../../mod.ts";
import { imap, type ImapFailureTag, type ImapOptions } from "../../../../plugins/imap.ts";
import { armMailbox } from "../../../support/armedMailbox.ts";
import { type ImapMailbox, imapMailbox, type ImapMailboxOptions } from "../../../support/imapMailbox.ts";
import { drop, type ImapAnswer, reset, silence } from "../../../support/imapScript.ts";
import { certificateAuthority } from "../../../support/certificates.ts";

const authority = certificateAuthority();
const ca = authority.ca;
const certificate = authority.issue();
const limits = { connectTimeout: 400, commandTimeout: 300 };

const optionsFor = (server: ImapMailbox, options: Partial<ImapOptions> = {}): ImapOptions => ({
  host: "127.0.0.1",
  port: server.port,
  tls: "none",
  user: "bob@example.test",
  ...(options.accessToken === undefined ? { password: "correct-horse" } : {}),
  ...limits,
  ...options,
});

interface Refused {
  readonly tag: string;
  readonly problem: string;
  readonly retryable: boolean;
  readonly logins: number;
  readonly connections: number;
}

/** Arms at a server that does not allow it. */
async function refusal(script: ImapMailboxOptions, options: Partial<ImapOptions> = {}): Promise<Refused> {
  await using server = await imapMailbox(script);
  const from = performance.now();
  const error = await armMailbox(imap(optionsFor(server, options))).then(
    () => Promise.reject(new Error("It is armed")),
    (thrown: ProviderFailed) => thrown,
  );
  expect(error._tag).toBe("ProviderFailed");
  expect(performance.now() - from).toBeLessThan(4000);
  await expect.poll(() => server.openConnections).toBe(0);
  const logins = server.sent.filter(({ name }) => name === "LOGIN" || name === "AUTHENTICATE").length;
  const { problem, retryable, reason } = error;
  return { tag: reason?._tag ?? "none", problem, retryable, logins, connections: server.accepted };
}

const answering = (name: string, answer: ImapAnswer): ImapMailboxOptions => ({
  answer: (command) => command.name === name ? answer : undefined,
});

describe("arming fails in time, with nothing left open, at a server that", () => {
  it.each<[string, ImapFailureTag, ImapMailboxOptions]>([
    ["drops every connection at once", "ConnectionLost", { greeting: drop }],
    ["drops every connection after the greeting", "ConnectionLost", answering("CAPABILITY", drop)],
    ["drops every connection at the sign-in", "ConnectionLost", answering("LOGIN", drop)],
    ["resets every connection at the sign-in", "ConnectionLost", answering("LOGIN", reset)],
    ["drops every connection at EXAMINE", "ConnectionLost", answering("EXAMINE", drop)],
    ["resets every connection at EXAMINE", "ConnectionLost", answering("EXAMINE", reset)],
    ["drops every connection at FETCH", "ConnectionLost", answering("FETCH", drop)],
    ["drops every connection at SEARCH", "ConnectionLost", answering("UID SEARCH", drop)],
    ["sends half a greeting", "GreetingUnreadable", { greeting: "* OK rea" }],
    ["sends garbled bytes as a greeting", "GreetingUnreadable", { greeting: "\x00\xff\x16\x03((((\r\n" }],
    ["says goodbye in place of a greeting", "GreetingUnreadable", { greeting: "* BYE not now\r\n" }],
    ["accepts and says nothing", "NoAnswer", { greeting: silence }],
    ["says nothing after the sign-in", "NoAnswer", answering("LOGIN", silence)],
    ["says nothing at EXAMINE", "NoAnswer", answering("EXAMINE", silence)],
    ["greets by PREAUTH and says nothing after that", "NoAnswer", {
      greeting: "* PREAUTH welcome\r\n",
      ...answering("EXAMINE", silence),
    }],
    ["says nothing at FETCH", "NoAnswer", answering("FETCH", silence)],
    ["says nothing at SEARCH", "NoAnswer", answering("UID SEARCH", silence)],
    ["announces a literal of 2 GB", "ConnectionLost", answering("FETCH", `* 3 FETCH (BODY[1] {2147483648}`)],
    ["sends a line without an end", "ConnectionLost", {
      answer: ({ name, connection }) => {
        if (name !== "EXAMINE") return undefined;
        connection.send(`* OK ${"x".repeat(1_500_000)}`);
        return silence;
      },
    }],
    ["says BYE in answer to EXAMINE", "ConnectionLost", answering("EXAMINE", "* BYE Autologout")],
    ["says why it says BYE", "ServerUnavailable", answering("EXAMINE", "* BYE Shutting down")],
    [
      "has too many connections",
      "TooManyConnections",
      answering("LOGIN", "$ NO [LIMIT] Maximum number of connections"),
    ],
  ])("%s: %s", async (_, tag, script) => {
    expect(await refusal(script)).toMatchObject({ tag, retryable: true, connections: 1 });
  });

  it("never upgrades after STARTTLS: NoAnswer, and no password was sent", async () => {
    const capability = "IMAP4rev1 STARTTLS";
    expect(await refusal({ capability }, { tls: "starttls" })).toMatchObject({ tag: "NoAnswer", logins: 0 });
  });

  it.each<[string, ImapFailureTag, ImapMailboxOptions]>([
    ["does not offer STARTTLS, or whose offer was stripped", "StarttlsUnavailable", {
      certificate,
      starttls: true,
    }],
    ["greets by PREAUTH before TLS", "StarttlsUnavailable", {
      greeting: "* PREAUTH welcome\r\n",
      capability: "IMAP4rev1 STARTTLS",
      certificate,
      starttls: true,
    }],
    ["puts bytes between STARTTLS and TLS", "TlsFailed", {
      capability: "IMAP4rev1 STARTTLS",
      certificate,
      starttls: true,
      ...answering("STARTTLS", "$ OK go\r\n* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] injected"),
    }],
  ])("%s: %s, and no password was sent", async (_, tag, script) => {
    expect(await refusal(script, { tls: "starttls", ca })).toMatchObject({
      tag,
      retryable: false,
      logins: 0,
    });
  });
});

describe("what a server says just before it closes the connection counts:", () => {
  const lastWord = (name: string, answer: string): ImapMailboxOptions => ({
    answer: (command) => {
      if (command.name !== name) return undefined;
      command.connection.send(`${answer.replace("$", command.line.split(" ")[0] ?? "")}\r\n`);
      return drop;
    },
  });

  it.each<[string, ImapFailureTag, ImapMailboxOptions]>([
    [
      "a refused password",
      "SignInRefused",
      lastWord("LOGIN", "$ NO [AUTHENTICATIONFAILED] Authentication failed."),
    ],
    [
      "too many connections",
      "TooManyConnections",
      lastWord("LOGIN", "$ NO [UNAVAILABLE] Maximum number of connections"),
    ],
    ["a goodbye", "TooManyConnections", lastWord("LOGIN", "* BYE Too many connections")],
    ["a missing mailbox", "MailboxNotFound", lastWord("EXAMINE", "$ NO [NONEXISTENT] no such mailbox")],
  ])("%s: %s", async (_, tag, script) => {
    // A refused password is remembered, and a port may come back: nobody else is this user.
    const user = "last@example.test";
    expect(await refusal(script, { user })).toMatchObject({ tag });
    expect(await refusal({ ...script, certificate }, { user, tls: "implicit", ca })).toMatchObject({ tag });
  });
});

describe("a PREAUTH greeting", () => {
  it.each<[string, ImapMailboxOptions, Partial<ImapOptions>]>([
    ["by TLS, whose certificate is good", { certificate }, { tls: "implicit", ca }],
    ["on loopback without TLS", {}, { tls: "none" }],
  ])("is accepted %s, and the password is not sent", async (_, script, options) => {
    await using server = await imapMailbox({ ...script, greeting: "* PREAUTH welcome\r\n" });
    await using armed = await armMailbox(imap(optionsFor(server, options)));
    server.deliver("5653");
    expect(await armed.next()).toBe("5653");
    expect(server.sent.filter(({ name }) => name === "LOGIN")).toEqual([]);
  });
});

describe("an access token that cannot be had ends the arming with AccessTokenUnavailable:", () => {
  const capability = "IMAP4rev1 AUTH=XOAUTH2";
  it.each<[string, () => PromiseLike<string>]>([
    ["the function throws", () => {
      throw new TypeError("token s3cret-token");
    }],
    ["it rejects", () => Promise.reject(new Error("token s3cret-token"))],
    ["it rejects with a text", () => Promise.reject("s3cret-token")],
    ["it hangs", () => new Promise(() => {})],
    ["it gives a line break", () => Promise.resolve("s3cret-token\r\nA1 LOGOUT")],
    ["it gives an empty text", () => Promise.resolve("")],
    ["it gives no text", () => Promise.resolve(undefined as never)],
  ])("%s", async (_, accessToken) => {
    const refused = await refusal({ capability }, { accessToken });
    expect(refused).toMatchObject({ tag: "AccessTokenUnavailable", logins: 0, connections: 0 });
    expect(refused.problem).not.toContain("s3cret");
  });
});

describe("the function `to`", () => {
  it.each<[string, ImapOptions["to"]]>([
    ["throws", () => {
      throw new Error("bob@example.test");
    }],
    ["gives nothing", () => undefined as never],
    ["gives a number", () => 7 as never],
    ["gives a list of numbers", () => [7] as never],
    ["gives a promise", () => Promise.resolve("bob@example.test") as never],
    ["gives an empty list", () => []],
    ["gives what is no address", () => "nobody"],
  ])("that %s ends the arming before anything is opened", async (_, to) => {
    const refused = await refusal({}, { to });
    expect(refused).toMatchObject({ tag: "SettingUnusable", retryable: false, connections: 0 });
    expect(refused.problem).toMatch(/^to\b/);
    expect(refused.problem).not.toContain("bob@");
  });
});

describe("a server that only talks oddly is no fault:", () => {
  const codeFrom = async (
    script: ImapMailboxOptions,
    options: Partial<ImapOptions> = {},
  ): Promise<string> => {
    await using server = await imapMailbox(script);
    await using armed = await armMailbox(imap(optionsFor(server, { ...options, lookout: { poll: 150 } })));
    server.deliver("5653");
    return await armed.next();
  };

  it.each<[string, ImapMailboxOptions]>([
    ["ALERT lines everywhere", {
      greeting: "* OK [ALERT] Maintenance tonight\r\n",
      answer: ({ connection }) =>
        void connection.send("* OK [ALERT] Over quota\r\n* NO [ALERT] Really\r\n") as undefined,
    }],
    ["no UIDNEXT", { examine: ["* OK [UIDVALIDITY 1]"] }],
    ["no UIDNEXT, and the mailbox is empty", { examine: ["* OK [UIDVALIDITY 1]"], old: 0 }],
    ["no UIDVALIDITY", { examine: ["* OK [UIDNEXT $]"] }],
    ["neither", { examine: [] }],
    ["a UIDNEXT that is no number", { examine: ["* OK [UIDVALIDITY 1]", "* OK [UIDNEXT nan]"] }],
    ["no IDLE", { capability: "IMAP4rev1" }],
    ["lines that mean nothing", {
      answer: ({ connection }) => void connection.send("* XYZZY (1 2\r\n?\r\n") as undefined,
    }],
  ])("%s", async (_, script) => {
    expect(await codeFrom(script)).toBe("5653");
  });

  it.each(["no UIDVALIDITY", "neither UIDVALIDITY nor UIDNEXT"])(
    "%s: old mail is not read, not even its headers",
    async (without) => {
      const examine = without === "no UIDVALIDITY" ? ["* OK [UIDNEXT $]"] : [];
      await using server = await imapMailbox({ examine, old: 20 });
      await using armed = await armMailbox(imap(optionsFor(server)));
      server.deliver("5653");
      expect(await armed.next()).toBe("5653");
      expect(await armed.sightings()).toEqual({ seen: 1, refused: {} });
      const search = server.sent.find(({ name }) => name === "UID SEARCH");
      expect(search?.line).toMatch(/ UID 21:\*$/);
    },
  );

  it.each<[string, string]>([
    ["quotes and backslashes", `a"b\\c"\\`],
    ["letters beyond ASCII", "pässwörd-密码"],
    ["1,000 characters", "x".repeat(1000)],
    ["blanks at its ends", "  spaced  "],
    ["what looks like a literal and a tag", "{3+} A1 NOOP"],
  ])("a password with %s is sent as it is", async (_, password) => {
    const quoted = (line: string): string => line.slice(line.indexOf(" LOGIN ") + 7);
    await using server = await imapMailbox({
      answer: ({ name, line }) =>
        name === "LOGIN" && /\{\d+\}$/.test(line) ? ["+ go on", "$ OK done"] : undefined,
    });
    await using armed = await armMailbox(imap(optionsFor(server, { password })));
    server.deliver("5653");
    expect(await armed.next()).toBe("5653");
    const at = server.lines.findIndex((line) => / LOGIN /.test(line));
    const login = quoted(server.lines[at] ?? "");
    const sent = login.endsWith("}") ? server.lines[at + 1] : login.replace(/^\S+ "?/, "").replace(/"$/, "");
    const plain = login.endsWith("}") ? sent : sent?.replace(/\\(["\\])/g, "$1");
    expect(new TextDecoder().decode(Uint8Array.from(plain ?? "", (char) => char.charCodeAt(0)))).toBe(
      password,
    );
  });

  it.each([`a"b\\c"\\`, "pässwörd-密码", "x".repeat(1000)])(
    "also by AUTHENTICATE PLAIN: %.12s",
    async (password) => {
      await using server = await imapMailbox({
        capability: "IMAP4rev1 AUTH=PLAIN",
        answer: ({ name }) => name === "AUTHENTICATE" ? ["+ ", "$ OK done"] : undefined,
      });
      await using _armed = await armMailbox(imap(optionsFor(server, { password })));
      const at = server.lines.findIndex((line) => line.includes("AUTHENTICATE PLAIN"));
      const sent = Uint8Array.from(atob(server.lines[at + 1] ?? ""), (char) => char.charCodeAt(0));
      expect(new TextDecoder().decode(sent)).toBe(`\0bob@example.test\0${password}`);
    },
  );
});
