/**
 * A phone whose SMS-forwarding app posts what it receives, with `Authorization: Bearer …`: `node examples/phone.ts` or
 * `deno run -A examples/phone.ts`, settings from the environment.
 *
 * @module
 */
import { env } from "node:process";
import { createClient } from "@autoshares/auth";
import { webhook } from "@autoshares/auth/webhook";

const sms = webhook({
  bearer: env["AUTOSHARES_WEBHOOK_SECRET"] ?? "",
  fields: { text: "message", from: "number" }, // {"message": "Type 4163 …", "number": "CentrSoobsh"}
  from: "CentrSoobsh",
});
await using _server = await sms.listen({ port: Number(env["PORT"] ?? 8787) });

const client = createClient({
  baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://pub-api-trader-demo-prod.etnasoft.us/api",
  appKey: env["AUTOSHARES_APP_KEY"] ?? "",
  username: env["AUTOSHARES_USERNAME"] ?? "",
  password: env["AUTOSHARES_PASSWORD"] ?? "",
  provider: sms,
});
const auth = await client.login();
console.log(`${auth.username} is logged in until ${auth.expiresAt.toISOString()}`);
