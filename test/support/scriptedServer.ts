/**
 * An HTTP server on loopback whose answers a test scripts one after another, down to the bytes.
 *
 * ```ts
 * await using server = await scriptedServer([
 *   json(202, { State: "Expecting", Step: "VerificationCode", Token: "interim==" }),
 *   silence(),
 *   resetMidway(),
 * ]);
 * // … log in at server.baseUrl …
 * server.requests[0].headers["username"]; // each byte of a value is one character (Latin-1)
 * ```
 *
 * A request that comes after the script's end gets 418 `unscripted request`, or the last reply again with `repeatLast`.
 */
import { Buffer } from "node:buffer";
import { createServer, type Server, type Socket } from "node:net";

/** One request, as it came over the wire. */
export interface RecordedRequest {
  readonly method: string;
  /** The request target, for example `/api/token`. */
  readonly path: string;
  /** Header values by lower-case name, one character per byte; repeated headers are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Everything before the empty line, one character per byte. */
  readonly rawHead: string;
  /** When it was complete, in milliseconds since 1970. */
  readonly at: number;
  /** Ends when the connection that carried it is closed, by whichever side. */
  readonly closed: Promise<void>;
}

/** Writes one answer to a connection; see the functions below for the usual ones. */
export type ScriptedReply = (socket: Socket, request: RecordedRequest) => void;

/** A running server; disposing of it closes every connection. */
export interface ScriptedServer extends AsyncDisposable {
  /** `http://127.0.0.1:{port}`. */
  readonly origin: string;
  readonly port: number;
  /** `{origin}/api`. */
  readonly baseUrl: string;
  /** The requests so far, in the order in which they were complete. */
  readonly requests: ReadonlyArray<RecordedRequest>;
  /** Connections that are open now; Node may briefly open an idle one in place of one that it closed, so poll. */
  readonly openConnections: number;
  /** Waits until that many requests (default 1) have come, and gives the last of them. */
  readonly received: (count?: number) => Promise<RecordedRequest>;
}

/** Headers of an answer; an array repeats the header. */
export type ReplyHeaders = Readonly<Record<string, string | ReadonlyArray<string>>>;

function headOf(status: number, headers: ReplyHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((each) => `${name}: ${each}\r\n`)
  );
  return `HTTP/1.1 ${status} Scripted\r\n${lines.join("")}\r\n`;
}

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data;

/** A whole answer with `Content-Length`; the connection stays open for the next request. */
export function reply(
  status: number,
  body: string | Uint8Array = "",
  headers: ReplyHeaders = {},
): ScriptedReply {
  return (socket) => {
    const bytes = bytesOf(body);
    const bodiless = status === 204 || status === 304;
    socket.write(
      headOf(status, bodiless ? headers : { "Content-Length": String(bytes.length), ...headers }),
      "latin1",
    );
    if (!bodiless) socket.write(bytes);
  };
}

/** {@linkcode reply} with a value as JSON. */
export function json(status: number, value: unknown, headers: ReplyHeaders = {}): ScriptedReply {
  return reply(status, JSON.stringify(value), {
    "Content-Type": "application/json; charset=utf-8",
    ...headers,
  });
}

/** {@linkcode reply} with an HTML page. */
export function html(status: number, page: string, headers: ReplyHeaders = {}): ScriptedReply {
  return reply(status, page, { "Content-Type": "text/html; charset=utf-8", ...headers });
}

/** An answer without a body that points elsewhere. */
export function redirect(status: number, location: string): ScriptedReply {
  return reply(status, "", { Location: location });
}

/** These bytes and nothing else, then the end of the connection: garbage, truncated answers. */
export function raw(bytes: string | Uint8Array): ScriptedReply {
  return (socket) => void socket.end(bytesOf(bytes));
}

/** The connection is reset before a byte of an answer. */
export function resetBefore(): ScriptedReply {
  return (socket) => reset(socket);
}

/** The answer starts, and the connection is reset half-way through the body. */
export function resetMidway(status = 200, start = `{"State":"Succ`): ScriptedReply {
  return (socket) => {
    socket.write(headOf(status, { "Content-Type": "application/json", "Content-Length": "1000" }) + start);
    setTimeout(() => reset(socket), 50);
  };
}

/** The request is read, and never answered. */
export function silence(): ScriptedReply {
  return () => {};
}

/** The answer's head and the start of its body come, and then nothing more. */
export function stall(status = 200, start = `{"State":"Succ`): ScriptedReply {
  return (socket) => {
    socket.write(headOf(status, { "Content-Type": "application/json", "Content-Length": "1000" }) + start);
  };
}

/** A body that never ends, as fast as the client takes it. */
export function endless(status = 200): ScriptedReply {
  return (socket) => {
    const piece = "x".repeat(8 * 1024);
    const more = () => {
      while (!socket.destroyed && socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`));
    };
    socket.on("drain", more);
    socket.write(headOf(status, { "Transfer-Encoding": "chunked" }));
    more();
  };
}

/** Another reply, later. */
export function delayed(millis: number, later: ScriptedReply): ScriptedReply {
  return (socket, request) => {
    const timer = setTimeout(() => later(socket, request), millis);
    socket.once("close", () => clearTimeout(timer));
  };
}

function reset(socket: Socket): void {
  if (typeof socket.resetAndDestroy === "function") socket.resetAndDestroy();
  else socket.destroy();
}

/** How long the body is that follows a head, as it stands on the wire; none as long as not all of it has come. */
function bodyLength(head: string, rest: string): number | undefined {
  if (/^transfer-encoding: *chunked/im.test(head)) {
    const end = /(?:^|\r\n)0\r\n\r\n/.exec(rest);
    return end === null ? undefined : end.index + end[0].length;
  }
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  return rest.length < length ? undefined : length;
}

function requestOf(rawHead: string, closed: Promise<void>): RecordedRequest {
  const [first = "", ...lines] = rawHead.split("\r\n");
  const [method = "", path = ""] = first.split(" ");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    // Only the one blank after the colon goes, so that a test sees every other one.
    const value = line.slice(colon + 1).replace(/^ /, "");
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return { method, path, headers, rawHead, at: Date.now(), closed };
}

/**
 * Starts a server.
 *
 * @param replies The answers, in the order of the requests, whichever connection they come on.
 * @param options With `repeatLast`, the last reply answers every further request too.
 * @returns The server, listening on 127.0.0.1. A connection that begins with a TLS handshake counts as a request with
 * the method `TLS`, and gets the next reply in plain bytes.
 */
export async function scriptedServer(
  replies: ReadonlyArray<ScriptedReply>,
  options: { readonly repeatLast?: boolean } = {},
): Promise<ScriptedServer> {
  const requests: Array<RecordedRequest> = [];
  const sockets = new Set<Socket>();
  const waiting: Array<{ readonly count: number; readonly done: (request: RecordedRequest) => void }> = [];

  const answer = (socket: Socket, request: RecordedRequest): void => {
    const index = requests.push(request) - 1;
    for (const each of waiting.splice(0)) {
      if (requests.length >= each.count) each.done(request);
      else waiting.push(each);
    }
    const scripted = replies[index] ?? (options.repeatLast ? replies.at(-1) : undefined);
    (scripted ?? reply(418, "unscripted request"))(socket, request);
  };

  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    closed.then(() => sockets.delete(socket));
    socket.on("error", () => {}); // A client that goes away is no fault of the server.
    let pending = "";
    socket.on("data", (chunk: Uint8Array) => {
      pending += Buffer.from(chunk).toString("latin1");
      if (pending.startsWith("\x16")) {
        pending = "";
        answer(socket, { method: "TLS", path: "", headers: {}, rawHead: "", at: Date.now(), closed });
      }
      for (let end = pending.indexOf("\r\n\r\n"); end >= 0; end = pending.indexOf("\r\n\r\n")) {
        const head = pending.slice(0, end);
        const body = bodyLength(head, pending.slice(end + 4));
        if (body === undefined) break; // Its end is still to come.
        pending = pending.slice(end + 4 + body);
        answer(socket, requestOf(head, closed));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const origin = `http://127.0.0.1:${address.port}`;

  return {
    origin,
    port: address.port,
    baseUrl: `${origin}/api`,
    requests,
    get openConnections() {
      return sockets.size;
    },
    received: (count = 1) => {
      const last = requests[count - 1];
      return last !== undefined
        ? Promise.resolve(last)
        : new Promise((done) => void waiting.push({ count, done }));
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
