/**
 * A program: logs in by each mailbox server whose port it is given, prints as JSON what became of each login, and must
 * then end by itself, for nothing is left open.
 */
import process from "node:process";
import { imap } from "../../plugins/imap.ts";
import { armMailbox } from "./armedMailbox.ts";

async function outcome(port: number): Promise<string> {
  const provider = imap({
    host: "127.0.0.1",
    port,
    tls: "none",
    user: "bob",
    password: "secret",
    connectTimeout: 400,
    commandTimeout: 300,
    lookout: { duration: 500, poll: 150 },
  });
  try {
    await using armed = await armMailbox(provider);
    return await armed.next(AbortSignal.timeout(1000));
  } catch (error) {
    return Object(Reflect.get(Object(error), "reason"))._tag ?? "none";
  }
}

const outcomes = await Promise.all(process.argv.slice(2).map((port) => outcome(Number(port))));
console.log(JSON.stringify(outcomes));
