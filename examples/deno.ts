/**
 * Promises and a program that prints the code:
 * `deno run --allow-env --allow-net --allow-run examples/deno.ts /usr/local/bin/broker-code`, settings from the environment.
 *
 * @module
 */
import { argv, env } from "node:process";
import { createClient } from "@autoshares/auth";
import { command } from "@autoshares/auth/command";

const [program = "broker-code", ...args] = argv.slice(2);
const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: command([program, ...args]),
});
const auth = await client.login();
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
