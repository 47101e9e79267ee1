/**
 * Twilio's webhook in Express: `node examples/twilio_express.ts`, settings from the environment. It stands before whatever
 * reads bodies (`express.urlencoded`), for the signature is of the body as it came.
 *
 * @module
 */
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { twilioWebhook } from "@autoshares/auth/twilio";
import express from "express";
import { toNodeHandler } from "srvx/node";

const sms = twilioWebhook({
  authToken: env["TWILIO_AUTH_TOKEN"] ?? "",
  publicUrl: env["PUBLIC_URL"] ?? "https://bot.example/sms",
  from: "CentrSoobsh",
});
const app = express();
app.post("/sms", toNodeHandler(sms.handler) as RequestListener);
app.use(express.urlencoded());
const server = app.listen(Number(env["PORT"] ?? 8787), "127.0.0.1");
await once(server, "listening");

const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: sms,
});
const auth = await client.login();
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
server.close();
