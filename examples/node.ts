/**
 * Promises and a code that is typed or piped in: `node examples/node.ts`, settings from the environment.
 *
 * @module
 */
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { retry } from "@autoshares/auth/retry";
import { stdin } from "@autoshares/auth/stdin";

const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: stdin(),
  use: [retry()],
});
const auth = await client.login({ signal: AbortSignal.timeout(300_000) });
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
