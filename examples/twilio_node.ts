/**
 * Twilio's webhook in a server of `node:http`: `node examples/twilio_node.ts`, settings from the environment. Twilio posts to
 * `PUBLIC_URL`, from where a proxy or a tunnel leads here.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { twilioWebhook } from "@autoshares/auth/twilio";
import { toNodeHandler } from "srvx/node";

const sms = twilioWebhook({
  authToken: env["TWILIO_AUTH_TOKEN"] ?? "",
  publicUrl: env["PUBLIC_URL"] ?? "https://bot.example/sms",
  from: "CentrSoobsh",
});
const answer = toNodeHandler(sms.handler) as RequestListener;
const server = createServer((request, response) => {
  if (request.url === "/healthz") response.end("well\n");
  else answer(request, response);
});
server.listen(Number(env["PORT"] ?? 8787), "127.0.0.1");
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
