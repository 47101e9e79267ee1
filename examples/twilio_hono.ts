/**
 * Twilio's webhook in Hono: `deno run -A examples/twilio_hono.ts` or `node examples/twilio_hono.ts`, settings from the
 * environment.
 *
 * @module
 */
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { twilioWebhook } from "@autoshares/auth/twilio";
import { Hono } from "hono";
import { serve } from "srvx";

const sms = twilioWebhook({
  authToken: env["TWILIO_AUTH_TOKEN"] ?? "",
  publicUrl: env["PUBLIC_URL"] ?? "https://bot.example/sms",
  from: "CentrSoobsh",
});
const app = new Hono();
app.post("/sms", (context) => sms.handler(context.req.raw));
const server = serve({ fetch: app.fetch, port: Number(env["PORT"] ?? 8787), hostname: "127.0.0.1" });
await server.ready();

const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: sms,
});
const auth = await client.login();
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
await server.close(true);
