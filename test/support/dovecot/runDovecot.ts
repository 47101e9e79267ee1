/**
 * Dovecot's processes: started, and certain to be gone afterwards.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { DovecotUser } from "./dovecotUser.ts";
import { dovecotEnvironment } from "./whyDovecotIsMissing.ts";

/** A Dovecot that takes connections. */
export interface RunningDovecot {
  /** What it has logged so far; of a long log the end. */
  readonly log: () => string;
  /** Ends every process of it and removes its folder. */
  readonly stop: () => Promise<void>;
}

// Dovecot runs in a process group of its own. The guard outlives this process by a moment, however it ends: its standard
// input ends then. The mail is not worth a gentle end, which takes Dovecot up to six seconds.
const guardScript = `
cat >/dev/null
kill -s KILL -- "-$1"
rm -rf -- "$2" || { sleep 0.1; rm -rf -- "$2"; }
`;
const keptLog = 64 * 1024;

/**
 * Starts the processes.
 *
 * @param folder Has `dovecot.conf`; everything that Dovecot writes goes into it.
 * @param owner Runs them.
 * @returns The running Dovecot. Rejects with its log where it does not start.
 */
export async function runDovecot(folder: string, owner: DovecotUser): Promise<RunningDovecot> {
  const { uid, gid } = owner;
  const child: ChildProcessByStdio<null, null, Readable> = spawn("dovecot", [
    "-F",
    "-c",
    `${folder}/dovecot.conf`,
  ], {
    cwd: folder,
    env: dovecotEnvironment,
    detached: true,
    uid,
    gid,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let log = "";
  const started = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-keptLog);
      if (log.includes(" starting up for ")) resolve();
    });
    void ended.then(() => reject(new Error(`Dovecot did not start:\n${log}`)));
  });
  const { pid } = child;
  if (pid === undefined) {
    await started;
    throw new Error("Dovecot has no process");
  }
  const guard = spawn("sh", ["-c", guardScript, "guard", String(pid), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const guarded = new Promise<void>((resolve) => guard.once("exit", () => resolve()));
  guard.stdin.on("error", () => {});
  const stop = async (): Promise<void> => {
    guard.stdin.end();
    await Promise.all([guarded, ended]);
  };
  try {
    await started;
  } catch (error) {
    await stop();
    throw error;
  }
  return { log: () => log, stop };
}
