/**
 * A tiny IMAP server on loopback whose answers a test scripts, plain or with TLS.
 *
 * ```ts
 * await using server = await imapScript({
 *   answers: { LOGIN: "$ NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)" },
 * });
 * // … sign in at 127.0.0.1:server.port …
 * server.commands; // ["CAPABILITY", "LOGIN"]
 * ```
 *
 * Without a script it lets everybody in, and has one empty mailbox.
 */
import { Buffer } from "node:buffer";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import type { Certificate } from "./certificates.ts";

/**
 * What one command gets: lines without their ends, `$` standing for the command's tag. A list answers the command and
 * then each further line of the client in turn (a line of `+` asks for one). `silence` answers nothing, `drop` closes the
 * connection, `reset` resets it.
 */
export type ImapAnswer = string | ReadonlyArray<string>;

/** A client's connection. */
export interface ScriptedConnection {
  /** Its number, from 1, in the order in which clients came. */
  readonly number: number;
  /** Sends bytes unasked, one for each character; nothing where the client has gone. */
  readonly send: (bytes: string) => void;
}

/** An answer that depends on the command's line, with tag and arguments. */
export type ImapAnswering = (line: string, connection: ScriptedConnection) => ImapAnswer;

/** Nothing is sent. */
export const silence = "(silence)";
/** The connection is closed. */
export const drop = "(drop)";
/** The connection is reset. */
export const reset = "(reset)";

/** What {@linkcode imapScript} does. */
export interface ImapScriptOptions {
  /** The first bytes, with their line end; default a proper greeting. Also {@linkcode silence} and {@linkcode drop}. */
  readonly greeting?: string | undefined;
  /** Capabilities; default `IMAP4rev1`. */
  readonly capability?: string | undefined;
  /** Answers by command, in upper case; default: `OK`. */
  readonly answers?: Readonly<Record<string, ImapAnswer | ImapAnswering>> | undefined;
  /** Certificate for TLS; none, and the server speaks plainly. */
  readonly certificate?: Certificate | undefined;
  /** With a certificate: whether TLS begins at `STARTTLS` instead of at once. */
  readonly starttls?: boolean | undefined;
}

/** A running server; disposing of it closes every connection. */
export interface ImapScript extends AsyncDisposable {
  readonly port: number;
  /** The commands so far, without tags and arguments, in upper case. */
  readonly commands: ReadonlyArray<string>;
  /** Every line that came, with tags and arguments. */
  readonly lines: ReadonlyArray<string>;
  /** Connections that are open now. */
  readonly openConnections: number;
  /** Connections that were made so far. */
  readonly accepted: number;
}

const usualAnswers: ImapScriptOptions["answers"] & object = {
  NAMESPACE: `* NAMESPACE (("" "/")) NIL NIL\r\n$ OK done`,
  LIST: `* LIST (\\HasNoChildren) "/" "INBOX"\r\n$ OK done`,
  EXAMINE: "* 0 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 1]\r\n$ OK [READ-ONLY] done",
  LOGOUT: "* BYE bye\r\n$ OK done",
};

/**
 * Starts a server.
 *
 * @param options What it says.
 * @returns The server, listening on 127.0.0.1.
 */
export async function imapScript(options: ImapScriptOptions = {}): Promise<ImapScript> {
  const { greeting = "* OK ready\r\n", capability = "IMAP4rev1", certificate } = options;
  const lines: Array<string> = [];
  const commands: Array<string> = [];
  const sockets = new Set<Socket>();
  let accepted = 0;

  const say = (socket: Socket, text: string, tag: string): void => {
    if (text === silence) return;
    if (text === drop) return void socket.end();
    if (text === reset) return void socket.resetAndDestroy();
    socket.write(`${text.replace(/(^|\n)\$ /g, `$1${tag} `)}\r\n`);
  };

  const answerTo = (command: string, line: string, connection: ScriptedConnection): ImapAnswer => {
    const scripted = options.answers?.[command] ?? usualAnswers[command];
    if (typeof scripted === "function") return scripted(line, connection);
    if (scripted !== undefined) return scripted;
    return command === "CAPABILITY" ? `* CAPABILITY ${capability}\r\n$ OK done` : "$ OK done";
  };

  const serve = (socket: Socket, number: number): void => {
    const send = (bytes: string): void =>
      void (socket.writable && socket.write(Buffer.from(bytes, "latin1")));
    let pending = "";
    let later: { readonly tag: string; readonly texts: Array<string> } | undefined;
    const read = (chunk: Uint8Array): void => {
      pending += Buffer.from(chunk).toString("latin1");
      for (let end = pending.indexOf("\r\n"); end >= 0; end = pending.indexOf("\r\n")) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        lines.push(line);
        const next = later?.texts.shift();
        if (later !== undefined && next !== undefined) {
          say(socket, next, later.tag);
          continue;
        }
        const [tag = "", name = ""] = line.split(" ");
        const command = name.toUpperCase();
        commands.push(command);
        const answer = answerTo(command, line, { number, send });
        const [first = "", ...rest] = typeof answer === "string" ? [answer] : answer;
        later = { tag, texts: rest };
        say(socket, first, tag);
        if (command === "STARTTLS" && certificate !== undefined) {
          socket.off("data", read);
          return upgrade(socket, number);
        }
      }
    };
    socket.on("data", read);
  };

  const upgrade = (plain: Socket, number: number): void => {
    const socket = new TLSSocket(plain, { isServer: true, ...certificate });
    accept(socket);
    serve(socket, number);
  };

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // A client that goes away is no fault of the server.
  };

  const connected = (socket: Socket): void => {
    accept(socket);
    serve(socket, ++accepted);
    if (greeting === drop) socket.end();
    else if (greeting !== silence) socket.write(greeting);
  };

  const implicit = certificate !== undefined && options.starttls !== true;
  const server = implicit
    ? createTlsServer({ key: certificate.key, cert: certificate.cert }, connected)
    : createServer(connected);
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");

  return {
    port: address.port,
    commands,
    lines,
    get openConnections() {
      return sockets.size;
    },
    get accepted() {
      return accepted;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
