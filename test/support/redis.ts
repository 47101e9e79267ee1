/**
 * A private Redis for tests: on a free loopback port, its files in a folder of its own, nothing written to disk unless
 * asked for. It is gone when the tests' process is, however that ended.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts } from "./freePort.ts";
import { sendSignal } from "./program.ts";

/** How a Redis is to be. */
export interface RedisOptions {
  /** The password that it asks for; default: none. */
  readonly password?: string;
  /** Its port; default: a free one. */
  readonly port?: number;
  /** Whether it writes every change to disk, and has it after a restart; default false. */
  readonly keepData?: boolean;
  /** Further words of its command line. */
  readonly args?: ReadonlyArray<string>;
}

/** A running Redis; disposing of it stops it. */
export interface Redis extends AsyncDisposable {
  readonly host: "127.0.0.1";
  readonly port: number;
  /** Its address, with the password. */
  readonly url: string;
  /** The process that it is now. */
  readonly pid: () => number;
  /** Kills it. */
  readonly kill: () => Promise<void>;
  /** Starts it anew after that, on the same port, with what it has kept. */
  readonly start: () => Promise<void>;
  /** Stops its process, which then answers nothing. */
  readonly freeze: () => void;
  /** Lets it go on. */
  readonly thaw: () => void;
  /** Ends it and removes its folder; once is enough. */
  readonly stop: () => Promise<void>;
}

// The guard outlives this process by a moment, however it ends: its standard input ends then.
const guardScript = `
read folder
while read pid; do last=$pid; done
kill -s KILL "$last" 2>/dev/null
rm -rf -- "$folder" || { sleep 0.1; rm -rf -- "$folder"; }
`;

/**
 * Starts a Redis.
 *
 * @param options How it is to be.
 * @returns It, ready for connections. Rejects with its log where it does not start.
 */
export async function startRedis(options: RedisOptions = {}): Promise<Redis> {
  const { password, keepData = false, args = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const guard = spawn("sh", ["-c", guardScript], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  const guarded = new Promise<void>((resolve) => guard.once("exit", () => resolve()));
  guard.stdin.on("error", () => {});
  guard.stdin.write(`${folder}\n`);

  let port = options.port ?? 0;
  let running: { readonly child: ChildProcess; readonly ended: Promise<void> } | undefined;
  const signal = (name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void =>
    running === undefined ? undefined : sendSignal(running.child, name);
  const start = async (): Promise<void> => {
    if (port === 0) [port = 0] = await freePorts(1);
    const child = spawn("redis-server", [
      ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--daemonize", "no"],
      ...["--appendonly", keepData ? "yes" : "no", "--appendfsync", "always"],
      ...(password === undefined ? [] : ["--requirepass", password]),
      ...args,
    ], { stdio: ["ignore", "pipe", "ignore"] });
    guard.stdin.write(`${child.pid}\n`);
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    running = { child, ended };
    let log = "";
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        log = (log + text).slice(-64 * 1024);
        if (log.includes("Ready to accept connections")) resolve();
      });
      void ended.then(() => reject(new Error(`Redis did not start:\n${log}`)));
    });
  };
  const kill = async (): Promise<void> => {
    signal("SIGKILL");
    await running?.ended;
  };
  const stopAll = async (): Promise<void> => {
    await kill();
    guard.stdin.end();
    await guarded;
  };
  let stopped: Promise<void> | undefined;
  const stop = () => stopped ??= stopAll();
  try {
    await start();
  } catch (error) {
    // Somebody may take a port between its finding and its use.
    if (options.port !== undefined || !String(error).includes("Address already in use")) {
      await stop();
      throw error;
    }
    port = 0;
    await start();
  }
  return {
    host: "127.0.0.1",
    port,
    url: `redis://${password === undefined ? "" : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    pid: () => running?.child.pid ?? 0,
    kill,
    start,
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
