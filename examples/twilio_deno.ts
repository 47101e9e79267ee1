/**
 * Twilio's webhook in `Deno.serve`: `deno run --allow-env --allow-net examples/twilio_deno.ts`, settings from the
 * environment.
 *
 * @module
 */
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { twilioWebhook } from "@autoshares/auth/twilio";

const sms = twilioWebhook({
  authToken: env["TWILIO_AUTH_TOKEN"] ?? "",
  publicUrl: env["PUBLIC_URL"] ?? "https://bot.example/sms",
  from: "CentrSoobsh",
});
const port = Number(env["PORT"] ?? 8787);
await using _server = Deno.serve({ port, hostname: "127.0.0.1", onListen: () => {} }, sms.handler);

const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: sms,
});
const auth = await client.login();
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
