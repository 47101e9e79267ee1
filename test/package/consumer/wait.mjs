// A user's script that waits for a message in a file and prints it.
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

const read = () => readFile(process.argv[2], "utf8").catch(() => "");
let message = "";
while ((message = await read()) === "") await setTimeout(20);
process.stdout.write(message);
