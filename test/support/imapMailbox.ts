/**
 * A scripted IMAP server (`imapScript.ts`) with one mailbox in it, which a test fills while a client is connected and
 * whose answers it spoils.
 *
 * ```ts
 * await using server = await imapMailbox({ answer: (command) => command.name === "NOOP" ? silence : undefined });
 * // … sign in at 127.0.0.1:server.port …
 * server.deliver("5653");
 * server.sent; // [{ name: "CAPABILITY", … }, { name: "LOGIN", … }, …]
 * ```
 */
import {
  drop,
  type ImapAnswer,
  type ImapScript,
  imapScript,
  type ImapScriptOptions,
  type ScriptedConnection,
} from "./imapScript.ts";

/** A command that came. */
export interface SentCommand {
  /** In upper case, with its `UID`: `UID FETCH`. */
  readonly name: string;
  /** The whole line. */
  readonly line: string;
  /** How many of this name came before it, over all connections. */
  readonly before: number;
  /** When it came: `performance.now()`. */
  readonly at: number;
  readonly connection: ScriptedConnection;
}

/** How the server is to be. */
export interface ImapMailboxOptions extends Omit<ImapScriptOptions, "answers"> {
  /** Old messages in the mailbox; default 3. */
  readonly old?: number;
  /** Whether it tells of new messages by itself, in IDLE and at NOOP; default true. */
  readonly announces?: boolean;
  /** Lines that EXAMINE answers beside `EXISTS`; default `UIDVALIDITY` and `UIDNEXT`, which stands for itself. */
  readonly examine?: ReadonlyArray<string>;
  /** Answers a command in place of the mailbox; `undefined` leaves it to the mailbox. */
  readonly answer?: (command: SentCommand, server: ImapMailbox) => ImapAnswer | undefined;
}

/** A running server; disposing of it closes every connection. */
export interface ImapMailbox extends ImapScript {
  /** The commands, in the order in which they came. */
  readonly sent: ReadonlyArray<SentCommand>;
  /** Puts a message into the mailbox whose text has this code. */
  readonly deliver: (code: string) => void;
  /** Tells every client in IDLE how many messages there are. */
  readonly announce: () => void;
  /** Breaks off a `UID FETCH`'s answer in the midst of its literal, and closes the connection. */
  readonly breakOff: (command: SentCommand) => ImapAnswer;
}

interface Message {
  readonly uid: number;
  readonly code: string;
}

const textOf = ({ code }: Message): string => `Type ${code} to access the platform.\r\n`;
const headerOf = ({ uid }: Message): string =>
  `From: ETNA Trader <no-reply@example.test>\r\nTo: bob@example.test\r\nSubject: Disposable password ${uid}\r\n\r\n`;
const literal = (text: string): string => `{${text.length}}\r\n${text}`;

/** What a FETCH asks for of one message, in the wire's form. */
function fetched(line: string, sequence: number, message: Message): string {
  const section = /BODY\.PEEK(\[HEADER\.FIELDS \([^)]*\)\])/.exec(line)?.[1];
  const text = textOf(message);
  const items = [
    `UID ${message.uid}`,
    line.includes("INTERNALDATE") ? `INTERNALDATE "24-Nov-2026 10:00:00 +0000"` : "",
    line.includes("RFC822.SIZE") ? "RFC822.SIZE 300" : "",
    line.includes("BODYSTRUCTURE")
      ? `BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" ${text.length} 1 NIL NIL NIL)`
      : "",
    section === undefined ? "" : `BODY${section} ${literal(headerOf(message))}`,
    line.includes("BODY.PEEK[1]") ? `BODY[1]<0> ${literal(text)}` : "",
  ];
  return `* ${sequence} FETCH (${items.filter((item) => item !== "").join(" ")})\r\n`;
}

/** Whether a set such as `3,7:9,12:*` names a number. */
function isIn(set: string, number: number, last: number): boolean {
  const value = (text: string): number => text === "*" ? last : Number(text);
  return set.split(",").some((range) => {
    const [from = "", to = from] = range.split(":");
    const [low, high] = [value(from), value(to)].sort((a, b) => a - b);
    return number >= low! && number <= high!;
  });
}

/**
 * Starts a server.
 *
 * @param options How it is to be.
 * @returns The server, listening on 127.0.0.1.
 */
export async function imapMailbox(options: ImapMailboxOptions = {}): Promise<ImapMailbox> {
  const { old = 3, announces = true, capability = "IMAP4rev1 IDLE" } = options;
  const { examine = ["* OK [UIDVALIDITY 1]", "* OK [UIDNEXT $]"] } = options;
  const messages: Array<Message> = Array.from({ length: old }, (_, i) => ({ uid: i + 1, code: "1111" }));
  const sent: Array<SentCommand> = [];
  const idling = new Map<ScriptedConnection["number"], ScriptedConnection>();
  const last = () => messages.at(-1)?.uid ?? 0;
  const exists = () => `* ${messages.length} EXISTS\r\n`;

  const usual = ({ name, line, connection }: SentCommand): ImapAnswer => {
    const [, , ...words] = line.split(" ");
    switch (name) {
      case "EXAMINE":
      case "SELECT":
        return `${exists()}${
          examine.map((each) => `${each.replace("$", `${last() + 1}`)}\r\n`).join("")
        }$ OK done`;
      case "NOOP":
        return `${announces ? exists() : ""}$ OK done`;
      case "IDLE":
        idling.set(connection.number, connection);
        if (announces) setTimeout(() => connection.send(exists()), 5);
        return ["+ idling", "$ OK done"];
      case "UID SEARCH": {
        const set = words.at(-1) ?? "";
        const found = messages.filter(({ uid }) => isIn(set, uid, last()));
        return `* SEARCH ${found.map(({ uid }) => uid).join(" ")}\r\n$ OK done`;
      }
      case "FETCH":
      case "UID FETCH": {
        const set = words[name === "FETCH" ? 0 : 1] ?? "";
        const rows = messages.map((message, i) => {
          const wanted = name === "FETCH"
            ? isIn(set, i + 1, messages.length)
            : isIn(set, message.uid, last());
          return wanted ? fetched(line, i + 1, message) : "";
        });
        return `${rows.join("")}$ OK done`;
      }
      case "CAPABILITY":
        return `* CAPABILITY ${capability}\r\n$ OK done`;
      case "LOGOUT":
        return "* BYE bye\r\n$ OK done";
      default:
        return "$ OK done";
    }
  };

  const answering = (line: string, connection: ScriptedConnection): ImapAnswer => {
    const [, first = "", second = ""] = line.toUpperCase().split(" ");
    const name = first === "UID" ? `UID ${second}` : first;
    const before = sent.filter((command) => command.name === name).length;
    const command: SentCommand = { name, line, before, at: performance.now(), connection };
    sent.push(command);
    idling.delete(connection.number);
    return options.answer?.(command, server) ?? usual(command);
  };

  const commands = [
    "CAPABILITY",
    "STARTTLS",
    "EXAMINE",
    "SELECT",
    "NOOP",
    "IDLE",
    "UID",
    "FETCH",
    "LOGIN",
    "AUTHENTICATE",
    "LOGOUT",
  ];
  const script = await imapScript({
    ...options,
    capability,
    answers: Object.fromEntries(commands.map((command) => [command, answering])),
  });
  const announce = (): void => {
    for (const connection of idling.values()) connection.send(exists());
  };
  const server: ImapMailbox = Object.create(
    script,
    Object.getOwnPropertyDescriptors({
      sent,
      deliver: (code: string) => {
        messages.push({ uid: last() + 1, code });
        if (announces) announce();
      },
      announce,
      breakOff: ({ line, connection }: SentCommand) => {
        const rows = messages.map((message, i) => fetched(line, i + 1, message)).join("");
        connection.send(rows.slice(0, rows.indexOf("}\r\n") + 10));
        return drop;
      },
    }),
  ) as ImapMailbox;
  return server;
}
