/**
 * Ends the command line where Node is too old for it, when this module is imported.
 *
 * @module
 */
import process from "node:process";
import { nodeTooOld } from "./nodeTooOld.ts";

const problem = "Deno" in globalThis ? undefined : nodeTooOld(process.versions.node);
if (problem !== undefined) {
  // In a bundle the others are asked for in a way that an old Node does not know.
  const { writeSync } = await import("node:fs");
  try {
    writeSync(2, `autoshares-auth ${problem}\n`);
  } catch {
    // The exit code says it too.
  }
  process.exit(2);
}
