/**
 * A broker whose answers a test writes itself, and a proxy in a process of its own before it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "vitest";
import { type Cli, type CliResult, startCli } from "../../../../support/cli.ts";

/** What a test hides; nothing of it may come out of the proxy. */
export const secrets = {
  AUTOSHARES_APP_KEY: "canary-app-key",
  AUTOSHARES_PASSWORD: "canary-password",
};

/** A call of the API, as the broker got it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  /** Whether its connection broke before it was answered. */
  wasBroken: boolean;
}

/** Answers a call whose token is good. */
export type Answering = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A broker on loopback. */
export interface Broker extends AsyncDisposable {
  readonly baseUrl: string;
  /** All calls of the API, those with a revoked token too. */
  readonly received: ReadonlyArray<Received>;
  /** Logins so far; the last one's token is `canary-token-` and this number. */
  readonly logins: () => number;
  /** The tokens so far get 401 from now on. */
  readonly revoke: () => void;
  /** What further logins get instead of a token. */
  readonly refuseLogins: (answer: Answering | undefined) => void;
  /** How calls of a path below the base URL are answered; others get 200 and `{}`. */
  readonly on: (path: string, answer: Answering) => void;
}

/** Starts a broker. */
export async function startBroker(): Promise<Broker> {
  const received: Array<Received> = [];
  const routes = new Map<string, Answering>();
  let logins = 0;
  let good = 1;
  let refusing: Answering | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((request, response): unknown => {
    const url = (request.url ?? "").replace(/^\/api/, "");
    for (const stream of [request, response]) stream.on("error", () => {});
    if (url === "/token") {
      if (refusing !== undefined) return refusing(request, response);
      logins++;
      return response.end(JSON.stringify({ State: "Succeeded", Token: `canary-token-${logins}` }));
    }
    const { method = "", headers } = request;
    const call: Received = { method, url, headers, wasBroken: false };
    received.push(call);
    response.on("close", () => call.wasBroken = !response.writableFinished);
    if (Number(/^Bearer canary-token-(\d+)$/.exec(headers.authorization ?? "")?.[1] ?? 0) < good) {
      request.resume();
      response.writeHead(401, { "Content-Type": "application/json" });
      return response.end(`{"Message":"Authorization has been denied for this request."}`);
    }
    return (routes.get(url.replace(/\?.*/, "")) ?? (() => response.end("{}")))(request, response);
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    received,
    logins: () => logins,
    revoke: () => void (good = logins + 1),
    refuseLogins: (answer) => void (refusing = answer),
    on: (path, answer) => void routes.set(path, answer),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A proxy that runs; disposing of it ends it, and looks for secrets in all that it said. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly cli: Cli;
  /** Calls it; what it answers is looked through for secrets. */
  readonly call: (path: string, init?: RequestInit) => Promise<Called>;
  /** Ends it. */
  readonly stop: () => Promise<CliResult>;
}

/** An answer of the proxy. */
export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Waits until a proxy serves, and gives its URL. */
export async function servedUrl(cli: Cli): Promise<string> {
  await cli.shown("Ctrl-C ends it");
  // Which pipe is read first is chance.
  await until(() => cli.stdoutSoFar().endsWith("\n"));
  return cli.stdoutSoFar().trimEnd();
}

/** Starts the proxy, and waits until it serves. */
export async function startProxy(
  baseUrl: string,
  env: Readonly<Record<string, string>> = {},
  args: ReadonlyArray<string> = ["--listen", "127.0.0.1:0"],
): Promise<Proxy> {
  const cli = startCli(["proxy", ...args], {
    env: { AUTOSHARES_BASE_URL: baseUrl, AUTOSHARES_USERNAME: "bob", ...secrets, ...env },
  });
  const url = await servedUrl(cli).catch((error) => {
    if (cli.child.exitCode === null) cli.kill("SIGKILL");
    throw error;
  });
  let stopped: Promise<CliResult> | undefined;
  const stop = () => {
    if (stopped === undefined && cli.child.exitCode === null) cli.kill("SIGTERM");
    return stopped ??= cli.result;
  };
  return {
    url,
    port: Number(new URL(url).port),
    cli,
    stop,
    call: async (path, init) => {
      const response = await fetch(`${url}${path}`, init);
      const { status, headers } = response;
      const text = await response.text();
      expect(JSON.stringify([...headers]) + text).not.toContain("canary");
      return { status, headers, text };
    },
    [Symbol.asyncDispose]: async () => {
      const { stdout, stderr } = await stop();
      expect(stdout).toBe(`${url}\n`);
      expect(stderr).not.toContain("canary");
    },
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !holds();) {
    if (Date.now() > end) throw new Error(`It does not come to hold: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a count stands still for half a second, and gives it. */
export async function settledCount(count: () => number): Promise<number> {
  let [last, since] = [-1, Date.now()];
  await until(() => {
    if (count() !== last) [last, since] = [count(), Date.now()];
    return last > 0 && Date.now() - since > 500;
  });
  return last;
}
