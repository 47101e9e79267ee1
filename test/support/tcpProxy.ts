/**
 * A TCP proxy on loopback that spoils a connection as a test tells it to.
 *
 * ```ts
 * await using proxy = await tcpProxy(server.imapPort);
 * // … the client connects to proxy.host and proxy.port …
 * proxy.hold();                                    // the server falls silent
 * proxy.cut();                                     // every connection is reset
 * await proxy.refuse();                            // and no new one can be made
 * proxy.onClientLine(/ IDLE$/, (connection) => connection.end("* BYE Shutting down\r\n"));
 * ```
 *
 * Lines are read as they come over the wire: they mean something on plain connections only, and hold what a client sent,
 * passwords too.
 */
import { Buffer } from "node:buffer";
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./freePort.ts";

/** One client's connection through the proxy. */
export interface ProxiedConnection {
  /** Its number, from 1, in the order in which clients came. */
  readonly number: number;
  /** Resets it, on both sides. */
  readonly cut: () => void;
  /** Sends the client these last bytes, and ends it in good order. */
  readonly end: (lastBytes?: string) => void;
  /** Sends the client bytes of the proxy's own. */
  readonly inject: (bytes: string) => void;
}

/** Changes what a server sends; what it gives is sent instead. */
export type Garbler = (bytes: Buffer, connection: ProxiedConnection) => Uint8Array;

/** A running proxy; disposing of it cuts every connection. */
export interface TcpProxy extends AsyncDisposable {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** Connections that clients have open now, oldest first. */
  readonly connections: ReadonlyArray<ProxiedConnection>;
  /** How many connections clients have made so far. */
  readonly accepted: number;
  /** Lines that clients sent, without their line ends, in the order in which they came. */
  readonly clientLines: ReadonlyArray<string>;
  /** Waits until that many connections (default 1) have been made so far. */
  readonly connected: (count?: number) => Promise<void>;
  /** Waits for the next line from a client that matches, and gives it. */
  readonly clientLine: (pattern: RegExp) => Promise<string>;
  /** Resets every connection. */
  readonly cut: () => void;
  /** Stops listening: connections that are open stay, new ones are refused. */
  readonly refuse: () => Promise<void>;
  /** Listens again, on the same port. */
  readonly accept: () => Promise<void>;
  /** Keeps back all bytes from the servers; the connections stay open. */
  readonly hold: () => void;
  /** Lets go what was kept back, in order. */
  readonly release: () => void;
  /** Sends every client bytes of the proxy's own. */
  readonly inject: (bytes: string) => void;
  /** Bytes from the servers come this much later, in milliseconds; 0 from the start. */
  delay: number;
  /** Changes what the servers send; nothing from the start. */
  garble: Garbler | undefined;
  /** Each connection is reset after so many more bytes from its server, counted from now or from its start. */
  readonly cutAfter: (bytes: number) => void;
  /**
   * Does something when a client has sent a line that matches, before the line goes on to the server.
   *
   * @param pattern Is compared with each line, without its line end.
   * @param action Gets the connection, and the line.
   * @param times How often; default: always.
   */
  readonly onClientLine: (
    pattern: RegExp,
    action: (connection: ProxiedConnection, line: string) => void,
    times?: number,
  ) => void;
}

interface Connection extends ProxiedConnection {
  /** Bytes from the server until it is cut. */
  budget: number;
}

interface Rule {
  readonly pattern: RegExp;
  readonly action: (connection: ProxiedConnection, line: string) => void;
  times: number;
}

function reset(socket: Socket): void {
  if (typeof socket.resetAndDestroy === "function" && socket.readyState === "open") socket.resetAndDestroy();
  else socket.destroy();
}

/**
 * Starts a proxy.
 *
 * @param targetPort Where it connects to, on 127.0.0.1, once for each client.
 * @returns The proxy, listening on a free port. A client whose server cannot be reached is reset.
 */
export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
  const connections = new Set<Connection>();
  const clientLines: Array<string> = [];
  const rules: Array<Rule> = [];
  const arrivals: Array<{ readonly count: number; readonly done: () => void }> = [];
  const drains = new Map<Connection, () => void>();
  let accepted = 0;
  let holding = false;
  let newBudget = Infinity;

  const take = (client: Socket): void => {
    const upstream = connect({ host: "127.0.0.1", port: targetPort, allowHalfOpen: true });
    const connection: Connection = {
      number: ++accepted,
      budget: newBudget,
      inject: (bytes) => void (client.writable && client.write(Buffer.from(bytes, "latin1"))),
      end: (lastBytes = "") => {
        upstream.destroy();
        client.end(Buffer.from(lastBytes, "latin1"));
      },
      cut: () => {
        reset(client);
        reset(upstream);
      },
    };
    connections.add(connection);
    client.setNoDelay(true);
    upstream.setNoDelay(true);

    // What comes from the server goes through one queue, so that nothing overtakes anything.
    const queue: Array<{ readonly due: number; readonly step: () => void }> = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drain = (): void => {
      clearTimeout(timer);
      while (!holding && queue[0] !== undefined && queue[0].due <= performance.now()) queue.shift()?.step();
      const next = queue[0];
      if (!holding && next !== undefined) timer = setTimeout(drain, Math.ceil(next.due - performance.now()));
    };
    drains.set(connection, drain);
    const fromServer = (step: () => void): void => {
      queue.push({ due: performance.now() + proxy.delay, step });
      drain();
    };
    upstream.on("data", (chunk: Buffer) =>
      fromServer(() => {
        const bytes = proxy.garble?.(chunk, connection) ?? chunk;
        const isLast = bytes.length >= connection.budget;
        if (client.writable) {
          client.write(bytes.subarray(0, connection.budget), () => isLast && connection.cut());
        }
        connection.budget -= bytes.length;
      }));
    upstream.on("end", () => fromServer(() => void client.end()));
    upstream.on("error", () => reset(client));

    let line = "";
    client.on("data", (chunk: Buffer) => {
      const lines = (line + chunk.toString("latin1")).split(/\r?\n/);
      line = lines.pop() ?? "";
      for (const each of lines) {
        clientLines.push(each);
        for (const rule of rules) {
          if (rule.times <= 0 || !rule.pattern.test(each)) continue;
          rule.times--;
          rule.action(connection, each);
        }
      }
      if (upstream.writable) upstream.write(chunk);
    });
    client.on("end", () => void upstream.end());
    client.on("error", () => reset(upstream));
    client.on("close", () => {
      connections.delete(connection);
      drains.delete(connection);
      queue.length = 0;
      clearTimeout(timer);
      upstream.destroy();
    });
    for (const each of arrivals.splice(0)) {
      if (accepted >= each.count) each.done();
      else arrivals.push(each);
    }
  };

  const server: Server = createServer({ allowHalfOpen: true }, take);
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", reject);
        resolve();
      });
    });
  // While it refuses, nobody else may come to listen there.
  const port = await freePort();
  await listen(port);
  // It is closed to new connections at once, and calls back when the last one has gone.
  const refuse = () => {
    if (server.listening) server.close();
    return Promise.resolve();
  };

  const proxy: TcpProxy = {
    host: "127.0.0.1",
    port,
    get connections() {
      return [...connections];
    },
    get accepted() {
      return accepted;
    },
    clientLines,
    connected: (count = 1) =>
      accepted >= count ? Promise.resolve() : new Promise((done) => void arrivals.push({ count, done })),
    clientLine: (pattern) =>
      new Promise((resolve) => void rules.push({ pattern, action: (_, line) => resolve(line), times: 1 })),
    cut: () => {
      for (const connection of connections) connection.cut();
    },
    refuse,
    accept: () => server.listening ? Promise.resolve() : listen(port),
    hold: () => void (holding = true),
    release: () => {
      holding = false;
      for (const drain of drains.values()) drain();
    },
    inject: (bytes) => {
      for (const connection of connections) connection.inject(bytes);
    },
    delay: 0,
    garble: undefined,
    cutAfter: (bytes) => {
      newBudget = bytes;
      for (const connection of connections) connection.budget = bytes;
    },
    onClientLine: (pattern, action, times = Infinity) => void rules.push({ pattern, action, times }),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        for (const connection of connections) connection.cut();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
  return proxy;
}
