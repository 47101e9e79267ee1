/** A service on loopback that takes notices, as ntfy, Slack and Telegram do. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A notice, as it came. */
export interface ReceivedNotice {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;
  readonly body: unknown;
}

/** An answer; `undefined` for none at all. */
export interface NoticeAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the body never ends. */
  readonly isEndless?: boolean;
}

/** A running service. */
export interface NoticeServer extends AsyncDisposable {
  readonly url: string;
  readonly received: ReadonlyArray<ReceivedNotice>;
}

/**
 * Starts it.
 *
 * @param answer What it answers to each; nothing where it keeps silent.
 */
export async function noticeServer(
  answer: NoticeAnswer | undefined = { status: 200 },
): Promise<NoticeServer> {
  const received: Array<ReceivedNotice> = [];
  const server = createServer(async (request, response) => {
    let text = "";
    request.setEncoding("utf8");
    for await (const part of request) text += part;
    const { method = "", url: path = "", headers } = request;
    received.push({ method, path, headers, body: text === "" ? undefined : JSON.parse(text) });
    if (answer === undefined) return;
    response.writeHead(answer.status, answer.headers);
    if (answer.isEndless === true) response.write(answer.body ?? "");
    else response.end(answer.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
