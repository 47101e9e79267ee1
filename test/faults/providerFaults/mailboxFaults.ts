/** Mailboxes that cannot be opened, and mailboxes that fail while a login waits. */
import type { ImapOptions } from "../../../plugins/imap.ts";
import { certificateAuthority, selfSigned } from "../../support/certificates.ts";
import { freePort } from "../../support/freePort.ts";
import type { ImapMailbox, ImapMailboxOptions, SentCommand } from "../../support/imapMailbox.ts";
import { drop, type ImapAnswer, reset, silence } from "../../support/imapScript.ts";
import { imapRig } from "../rigs/imapRig.ts";
import type { RigMaker } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

const isDeno = "Deno" in globalThis;
const limits = { connectTimeout: 1500, commandTimeout: 1200 };
const impatient = (
  script: (secrets: RowSecrets) => ImapMailboxOptions,
  options: Partial<ImapOptions> = {},
): RigMaker => imapRig({ script, options: () => ({ ...limits, lookout: { poll: 150 }, ...options }) });

/** Answers every command of a name so; what it says holds the secrets. */
const answering = (name: string, answer: ImapAnswer) => ({ provider }: RowSecrets): ImapMailboxOptions => ({
  answer: (command) =>
    command.name !== name
      ? undefined
      : typeof answer === "string" && answer.startsWith("$")
      ? `${answer} ${provider}`
      : answer,
});
const greeting = (text: string) => ({ provider }: RowSecrets): ImapMailboxOptions => ({
  greeting: text.replace("?", provider),
});

const atArm: ReadonlyArray<
  readonly [fault: string, reason: string, retryable: boolean, (secrets: RowSecrets) => ImapMailboxOptions]
> = [
  ["drops every connection at once", "ConnectionLost", true, greeting(drop)],
  ["greets with half a line", "GreetingUnreadable", true, greeting("* OK rea")],
  ["greets with garbage", "GreetingUnreadable", true, greeting("\x00\xff ?((((\r\n")],
  ["greets with BYE", "GreetingUnreadable", true, greeting("* BYE not now ?\r\n")],
  ["does not greet", "NoAnswer", true, greeting(silence)],
  ["drops the connection after the greeting", "ConnectionLost", true, answering("CAPABILITY", drop)],
  ["drops the connection at the sign-in", "ConnectionLost", true, answering("LOGIN", drop)],
  ["resets the connection at the sign-in", "ConnectionLost", true, answering("LOGIN", reset)],
  ["stalls at the sign-in", "NoAnswer", true, answering("LOGIN", silence)],
  ["refuses the password", "SignInRefused", false, answering("LOGIN", "$ NO [AUTHENTICATIONFAILED] no")],
  [
    "wants an app password",
    "AppPasswordRequired",
    false,
    answering("LOGIN", "$ NO [AUTHENTICATIONFAILED] Please use an app password"),
  ],
  [
    "takes no passwords any more",
    "BasicAuthenticationDisabled",
    false,
    answering("LOGIN", "$ NO Basic Authentication is disabled."),
  ],
  [
    "has too many connections",
    "TooManyConnections",
    true,
    answering("LOGIN", "$ NO [LIMIT] too many connections"),
  ],
  ["says that it cannot now", "ServerUnavailable", true, answering("LOGIN", "$ NO [UNAVAILABLE] try later")],
  ["says BYE at the sign-in", "ConnectionLost", true, answering("LOGIN", "* BYE Autologout")],
  [
    "has no such mailbox",
    "MailboxNotFound",
    false,
    answering("EXAMINE", "$ NO [NONEXISTENT] no such mailbox"),
  ],
  ["stalls at EXAMINE", "NoAnswer", true, answering("EXAMINE", silence)],
  ["drops the connection at EXAMINE", "ConnectionLost", true, answering("EXAMINE", drop)],
  ["resets the connection at EXAMINE", "ConnectionLost", true, answering("EXAMINE", reset)],
  ["shuts down at EXAMINE", "ServerUnavailable", true, answering("EXAMINE", "* BYE Shutting down")],
  ["stalls at SEARCH", "NoAnswer", true, answering("UID SEARCH", silence)],
  ["drops the connection at SEARCH", "ConnectionLost", true, answering("UID SEARCH", drop)],
  ["stalls at FETCH", "NoAnswer", true, answering("FETCH", silence)],
  [
    "announces a literal of 2 GB",
    "ConnectionLost",
    true,
    answering("FETCH", "* 3 FETCH (BODY[1] {2147483648}"),
  ],
];

const authority = certificateAuthority();
const good = authority.issue();
const ofTls: ReadonlyArray<
  readonly [fault: string, reason: string, retryable: boolean, ImapMailboxOptions, Partial<ImapOptions>]
> = [
  ["a certificate that nobody vouches for", "CertificateUntrusted", false, { certificate: good }, {
    tls: "implicit",
  }],
  ["a self-signed certificate", "CertificateUntrusted", false, { certificate: selfSigned() }, {
    tls: "implicit",
    ca: authority.ca,
  }],
  [
    "a certificate that has expired",
    // Deno does not tell the two apart, and the failure's text says so.
    isDeno ? "CertificateUntrusted" : "CertificateExpired",
    false,
    { certificate: authority.issue({ notAfter: new Date("2020-01-01") }) },
    { tls: "implicit", ca: authority.ca },
  ],
  [
    "a certificate of another host",
    "CertificateNameMismatch",
    false,
    { certificate: authority.issue({ names: ["other.example.test"] }) },
    { tls: "implicit", ca: authority.ca },
  ],
  ["no TLS where it is wanted", "TlsFailed", false, {}, { tls: "implicit" }],
  ["no STARTTLS where it is wanted", "StarttlsUnavailable", false, {}, { tls: "starttls" }],
];

const first = (name: string, answer: ImapAnswer, times = 1) => (): ImapMailboxOptions => ({
  answer: (command) => command.name === name && command.before < times ? answer : undefined,
});
/** The arming sends one SEARCH. */
const afterArming = (answer: ImapAnswer, times = 1) => (): ImapMailboxOptions => ({
  answer: ({ name, before }) => name === "UID SEARCH" && before > 0 && before <= times ? answer : undefined,
});
const onFetch =
  (answer: (server: ImapMailbox, command: SentCommand) => ImapAnswer) => (): ImapMailboxOptions => ({
    answer: (command, server) =>
      command.name === "UID FETCH" && command.before === 0 ? answer(server, command) : undefined,
  });
const idle: Partial<ImapOptions> = { lookout: { duration: 0, poll: 150 } };

const survived: ReadonlyArray<
  readonly [fault: string, (secrets: RowSecrets) => ImapMailboxOptions, options?: Partial<ImapOptions>]
> = [
  ["never announces anything", () => ({ announces: false }), { lookout: { duration: 300, poll: 150 } }],
  ["drops the connection at every look", first("NOOP", drop, Infinity)],
  ["stalls at every look", first("NOOP", silence, Infinity)],
  ["drops every connection in IDLE", first("IDLE", drop, Infinity), idle],
  ["has no IDLE", () => ({ capability: "IMAP4rev1" }), idle],
  ["refuses IDLE", first("IDLE", "$ NO not today", Infinity), idle],
  ["never answers IDLE", first("IDLE", silence, 2), idle],
  ["says BYE in IDLE", first("IDLE", "+ idling\r\n* BYE Autologout"), idle],
  ["drops the connection in IDLE", first("IDLE", drop), idle],
  ["refuses SEARCH for a while", afterArming("$ NO not now", 2)],
  ["stalls at SEARCH", afterArming(silence)],
  ["resets the connection at SEARCH", afterArming(reset)],
  ["drops the connection at FETCH", first("UID FETCH", drop)],
  ["stalls at FETCH", first("UID FETCH", silence)],
  ["garbles the answer to FETCH", first("UID FETCH", "* 4 FETCH (UID 4 BODYSTRUCTURE (((\r\n$ OK done")],
  ["breaks off in the midst of a literal", onFetch((server, command) => server.breakOff(command))],
  [
    "stalls in the midst of a literal",
    onFetch((server, command) => {
      server.breakOff(command);
      return silence;
    }),
  ],
  ["announces a literal of 2 GB in the wait", first("UID FETCH", "* 4 FETCH (UID 4 BODY[1] {2147483648}")],
  ["tells no UIDNEXT and no UIDVALIDITY", () => ({ examine: [] })],
  ["is full of alerts", ({ provider }) => ({
    answer: ({ connection }) => void connection.send(`* NO [ALERT] Over quota ${provider}\r\n`) as undefined,
  })],
];

/** Faults in the wait that never end, and leave no way to the message. */
const lasting: ReadonlyArray<
  readonly [fault: string, () => ImapMailboxOptions, options?: Partial<ImapOptions>]
> = [
  ["drops the connection at every FETCH", first("UID FETCH", drop, Infinity)],
  ["refuses every FETCH", first("UID FETCH", "$ NO [SERVERBUG] internal error", Infinity)],
];

/** All of them. */
export const mailboxFaults: ReadonlyArray<ProviderFault> = [
  ...atArm.map(([fault, reason, retryable, script]): ProviderFault => ({
    step: "Arm",
    fault: `the mailbox ${fault}`,
    rig: impatient(script),
    waits: 3000,
    expected: providerFailed(reason, retryable),
    signIns: 1,
  })),
  ...ofTls.map(([fault, reason, retryable, script, options]): ProviderFault => ({
    step: "Arm",
    fault: `the mailbox has ${fault}`,
    rig: impatient(() => script, options),
    waits: 3000,
    expected: providerFailed(reason, retryable),
    signIns: 0,
  })),
  {
    step: "Arm",
    fault: "nobody listens at the mailbox's port",
    rig: async (secrets) => imapRig({ options: portOf(await freePort()) })(secrets),
    expected: providerFailed("ConnectionRefused", true),
    signIns: 0,
  },
  {
    step: "Arm",
    fault: "the mailbox's host has no such name",
    rig: imapRig({ options: () => ({ ...limits, host: "nosuch.invalid", tls: "implicit" }) }),
    waits: 3000,
    expected: { tag: "ProviderFailed" },
    signIns: 0,
  },
  {
    step: "Arm",
    fault: "`to` is a function that throws",
    rig: imapRig({
      options: ({ password }) => ({
        to: () => {
          throw new Error(password);
        },
      }),
    }),
    expected: providerFailed("SettingUnusable", false),
    signIns: 0,
  },
  ...survived.map(([fault, script, options]): ProviderFault => ({
    step: "AwaitCode",
    fault: `the mailbox ${fault}`,
    rig: impatient(script, options),
    waits: 6000,
    expected: "token",
    signIns: 4,
  })),
  ...lasting.map(([fault, script, options]): ProviderFault => ({
    step: "AwaitCode",
    fault: `the mailbox ${fault}`,
    rig: impatient(script, options),
    codeTimeout: 1500,
    expected: codeTimedOut,
    signIns: 8,
  })),
  {
    step: "AwaitCode",
    fault: "the code's mail goes elsewhere",
    rig: imapRig({ isDeaf: true }),
    codeTimeout: 700,
    expected: codeTimedOut,
    signIns: 1,
  },
  {
    step: "AwaitCode",
    fault: "the code's mail is from somebody else",
    rig: imapRig({ options: () => ({ from: "other.example" }) }),
    codeTimeout: 700,
    expected: { ...codeTimedOut, fields: { seen: 1 } },
    signIns: 1,
  },
  {
    step: "AwaitCode",
    fault: "the code has another form than the pattern",
    rig: imapRig({ options: () => ({ code: { length: 12 } }) }),
    codeTimeout: 700,
    expected: { ...codeTimedOut, fields: { seen: 1 } },
    signIns: 1,
  },
];

function portOf(port: number) {
  return () => ({ port });
}
