/**
 * Runs `init` on a terminal, with the runtime that runs the test.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { CliHome } from "./cliHome.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** The environment of somebody who has set nothing. */
export const homeOnly = ({ folder }: CliHome): Readonly<Record<string, string>> => ({
  XDG_CONFIG_HOME: join(folder, "config"),
  XDG_STATE_HOME: join(folder, "state"),
  AUTOSHARES_STORE: "file",
});

/** What is typed once a text is shown: the keys, or something that types. */
export type Reply = readonly [prompt: string, reply: string | ((type: (text: string) => void) => void)];

/**
 * `script` gives a terminal to a shell's line, and types on it what it reads: each reply once its prompt is shown.
 *
 * @param home Whose.
 * @param replies What is typed, one after the other.
 * @param more Variables besides.
 * @returns The exit code, and all that was shown.
 */
export function initOnTerminal(
  home: CliHome,
  replies: ReadonlyArray<Reply>,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const runtime = "Deno" in globalThis ? "run -A" : "--";
  const line = `${process.execPath} ${runtime} ${main} init`;
  const words = process.platform === "darwin"
    ? ["-q", "/dev/null", "sh", "-c", line]
    : ["-qec", line, "/dev/null"];
  const { PATH, HOME, DENO_DIR } = process.env;
  const env = { PATH, HOME, DENO_DIR, TERM: "xterm", SHELL: "/bin/sh", ...homeOnly(home), ...more };
  const child = execFile("script", words, { env });
  let shown = "";
  let read = 0;
  let next = 0;
  const type = (text: string) => void child.stdin?.write(text);
  child.stdout?.on("data", (text: string) => {
    shown += text;
    // One piece may hold several prompts.
    for (; next < replies.length; next++) {
      const [prompt, reply] = replies[next]!;
      const at = shown.indexOf(prompt, read);
      if (at < 0) return;
      read = at + prompt.length;
      if (typeof reply === "string") type(reply);
      else reply(type);
    }
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, shown }));
  });
}
