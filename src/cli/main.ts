#!/usr/bin/env node
/**
 * The command line, `autoshares-auth`. From JSR: `deno run -A jsr:@autoshares/auth/cli login`.
 *
 * @module
 */
// Before all others: they may need what an older Node does not have.
import "./process/requireNode.ts";
import process from "node:process";
import { storedToken } from "./session/storedToken.ts";

const args = process.argv.slice(2);
/** Everything else is loaded where it is needed: a stored token is there before it would be. */
const longWay = () => import("./commandLine.ts");
const token = storedToken(args);
if (token === undefined) {
  const { commandLine } = await longWay();
  // A prompt or a pipe may still hold the process: it ends here, with everything closed.
  process.exit(await commandLine(args));
}
let isLost = false;
/** The long way says what to do: it finds the token stored, and cannot write it either. */
const lost = async (): Promise<void> => {
  if (isLost) return;
  isLost = true;
  const { commandLine, giveUpStdout } = await longWay();
  giveUpStdout();
  process.exit(await commandLine(args));
};
process.stdout.on("error", lost);
try {
  process.stdout.write(`${token}\n`);
} catch {
  await lost(); // Deno throws where Node tells by an event.
}
