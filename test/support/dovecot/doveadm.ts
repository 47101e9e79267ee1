/**
 * Dovecot's tool for its administrator.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { DovecotUser } from "./dovecotUser.ts";
import { dovecotEnvironment } from "./whyDovecotIsMissing.ts";

/**
 * Runs `doveadm`.
 *
 * @param args Its words.
 * @param input Its standard input; default: nothing.
 * @returns Its standard output. Rejects, with its standard error, where its status is not 0.
 */
export type Doveadm = (args: ReadonlyArray<string>, input?: string) => Promise<string>;

/**
 * Makes the tool ready for one Dovecot.
 *
 * @param folder Has `dovecot.conf`.
 * @param owner Who runs that Dovecot.
 * @returns The tool.
 */
export function doveadmIn(folder: string, { uid, gid }: DovecotUser): Doveadm {
  return (args, input = "") =>
    new Promise((resolve, reject) => {
      const words = ["-c", join(folder, "dovecot.conf"), ...args];
      const child = spawn("doveadm", words, { cwd: folder, env: dovecotEnvironment, uid, gid });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
      child.once("error", reject);
      child.once("close", (status) =>
        status === 0
          ? resolve(stdout)
          : reject(new Error(`doveadm ${args.join(" ")}: status ${status}\n${stderr}`)));
      child.stdin.on("error", () => {});
      child.stdin.end(input);
    });
}
