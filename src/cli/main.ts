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
const token = storedToken(args);
if (token === undefined) {
  // Everything else is loaded where it is needed: a stored token is there before it would be.
  const { commandLine } = await import("./commandLine.ts");
  // A prompt or a pipe may still hold the process: it ends here, with everything closed.
  process.exit(await commandLine(args));
}
const lost = (): never => {
  // In the words of the long way.
  const problem = "Standard output cannot be written, so the answer is lost.";
  process.stderr.write(`autoshares-auth: ${problem} Correct the setting and start again.\n`);
  process.exit(2);
};
process.stdout.on("error", lost);
try {
  process.stdout.write(`${token}\n`);
} catch {
  lost(); // Deno throws where Node tells by an event.
}
