/**
 * HTTP by hand: requests that no client would send.
 *
 * ```ts
 * await using connection = await rawHttp(server.url);
 * connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
 * expect(await connection.status()).toBe(408);
 * ```
 */
import { connect } from "node:net";

/** A connection; disposing of it cuts it. */
export interface RawHttp extends AsyncDisposable {
  /** Sends a text in UTF-8, or bytes. */
  readonly send: (data: string | Uint8Array) => void;
  /** The answer's status, as soon as it is there; 0 where the connection ends without one. */
  readonly status: () => Promise<number>;
  /** Waits until the other side has closed, and gives all that it sent, one character a byte. */
  readonly closed: () => Promise<string>;
  /** Sends without end, in pieces of 16 KiB, as fast as they are taken; gives how many bytes were, when it is closed. */
  readonly flood: () => Promise<number>;
}

/** Connects to a server on loopback. */
export async function rawHttp(url: string): Promise<RawHttp> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let received = "";
  let isClosed = false;
  const news = new Set<() => void>();
  const tell = () => news.forEach((each) => each());
  socket.on("data", (bytes) => {
    received += bytes.toString("latin1");
    tell();
  });
  socket.on("error", () => {});
  const end = () => {
    isClosed = true;
    tell();
  };
  socket.on("close", end).on("end", end);
  const until = <A>(get: () => A | undefined): Promise<A> =>
    new Promise((resolve) => {
      const look = () => {
        const got = get();
        if (got === undefined) return;
        news.delete(look);
        resolve(got);
      };
      news.add(look);
      look();
    });
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return {
    send: (data) => void socket.write(data),
    status: () =>
      until(() => {
        const status = /^HTTP\/1\.1 (\d{3}) /.exec(received)?.[1];
        return status !== undefined ? Number(status) : isClosed ? 0 : undefined;
      }),
    closed: () => until(() => isClosed ? received : undefined),
    flood: async () => {
      const piece = new Uint8Array(16 * 1024).fill(97);
      let taken = 0;
      const more = () => {
        if (isClosed || socket.destroyed) return;
        socket.write(piece, (error) => {
          if (error) return;
          taken += piece.length;
          more();
        });
      };
      more();
      await until(() => isClosed ? true : undefined);
      return taken;
    },
    [Symbol.asyncDispose]: async () => {
      socket.destroy();
      await until(() => isClosed ? true : undefined);
    },
  };
}
