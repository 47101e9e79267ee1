/**
 * A reader of the documentation, who runs its blocks: with a broker, settings in the environment, an empty home, and the
 * command line on `PATH`.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { extractCode } from "../../mod.ts";
import { simulate, type Simulator } from "../../src/simulator/mod.ts";
import { type Outcome, root, run } from "../package/run.ts";
import { blockFolder, moduleName } from "./blockFolder.ts";
import { type Block, blocks } from "./pages.ts";

const appKey = "canary-app-key";
const password = "canary-password";
const username = "alice";
const runtime = [process.execPath, ...("Deno" in globalThis ? ["run", "-A"] : [])];
const limit = 60_000;

/** What a block did. */
export interface BlockOutcome extends Outcome {
  /** The secrets of the login: none of them may be in what the block wrote. */
  readonly secrets: ReadonlyArray<string>;
}

/** The reader; disposing of him closes the broker. */
export interface Reader extends AsyncDisposable {
  /** Runs a block of TypeScript with the runtime of the test. Codes are typed into it as they arrive. */
  readonly runModule: (block: Block) => Promise<BlockOutcome>;
  /** Runs a block of shell. A program that the command line asks gives the codes. */
  readonly runShell: (block: Block) => Promise<BlockOutcome>;
}

/** Makes a home, empty but for the command line. */
function makeHome(codeFile: string): { readonly folder: string; readonly env: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-reader-"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  const program = [...runtime, join(root, "src", "cli", "main.ts")].map((word) => `'${word}'`).join(" ");
  writeFileSync(join(bin, "autoshares-auth"), `#!/bin/sh\nexec ${program} "$@"\n`, { mode: 0o755 });
  const env = {
    HOME: folder,
    TMPDIR: folder,
    XDG_CONFIG_HOME: join(folder, ".config"),
    XDG_STATE_HOME: join(folder, ".local", "state"),
    AUTOSHARES_STORE: "",
    AUTOSHARES_APP_KEY: appKey,
    AUTOSHARES_USERNAME: username,
    AUTOSHARES_PASSWORD: password,
    AUTOSHARES_PROVIDER: "command",
    AUTOSHARES_CODE_COMMAND: `cat ${codeFile}`,
    PATH: [bin, join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
  };
  return { folder, env };
}

/**
 * Makes a reader.
 *
 * @returns The reader, with a broker of his own.
 */
export async function reader(): Promise<Reader> {
  const codeFolder = mkdtempSync(join(tmpdir(), "autoshares-auth-codes-"));
  const codeFile = join(codeFolder, "code");
  const codes: Array<string> = [];
  let typed: (text: string) => void = () => {};
  const broker: Simulator = await simulate({
    appKey,
    users: [{ username, password, twoFactor: "sms" }],
    deliver: ({ text }) => {
      const code = extractCode(text) ?? "none";
      codes.push(code);
      writeFileSync(codeFile, code);
      typed(`${code}\n`);
    },
  });
  const inHome = async (work: (home: ReturnType<typeof makeHome>) => Promise<Outcome>) => {
    const home = makeHome(codeFile);
    codes.length = 0;
    try {
      return { ...await work(home), secrets: [appKey, password, ...codes] };
    } finally {
      rmSync(home.folder, { recursive: true, force: true });
    }
  };
  return {
    runModule: (block) =>
      inHome(async ({ folder: cwd, env }) => {
        using folder = blockFolder();
        for (const other of blocks) {
          if (other.page === block.page && moduleName(other) !== undefined) folder.write(other);
        }
        const [program = "", ...args] = [...runtime, join(folder.path, folder.write(block))];
        const input = new Promise<string>((resolve) => typed = resolve);
        const running = run(program, args, {
          cwd,
          env: { ...env, AUTOSHARES_BASE_URL: broker.baseUrl },
          input,
          limit,
        });
        // A block that asks for no code must not wait for one.
        running.finally(() => typed("")).catch(() => {});
        return await running;
      }),
    runShell: (block) =>
      inHome(({ folder, env }) =>
        run("sh", ["-c", block.text], {
          cwd: folder,
          env: { ...env, AUTOSHARES_BASE_URL: broker.baseUrl },
          limit,
        })
      ),
    [Symbol.asyncDispose]: async () => {
      await broker.close();
      rmSync(codeFolder, { recursive: true, force: true });
    },
  };
}
