/** `command`, whose program prints what stands in a file. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, type CommandOptions } from "../../../plugins/command.ts";
import { processesNaming } from "../openHandles.ts";
import type { RigMaker } from "../Row.ts";

/** The rig; `argv` gives another program, which gets the row's folder. */
export const commandRig = (
  argv: (folder: string, secret: string) => readonly [string, ...ReadonlyArray<string>] = (folder) => [
    "cat",
    join(folder, "code"),
  ],
  options: CommandOptions = {},
): RigMaker =>
async (secrets) => {
  const folder = await mkdtemp(join(tmpdir(), "autoshares-faults-"));
  return {
    provider: command(argv(folder, secrets.provider), options),
    deliver: (code) => writeFile(join(folder, "code"), `${code}\n`),
    leftOpen: () => processesNaming(folder).length,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
