/** A program: serves a webhook on the port that it is given, and says what came of it. */
import process from "node:process";
import { isWebhookFailure, webhook } from "../../../plugins/webhook.ts";
import { bearer } from "../../support/textMessages.ts";

try {
  await using _ = await webhook({ bearer }).listen({ port: Number(process.argv[2]) });
  console.log("listens");
} catch (error) {
  console.log(isWebhookFailure(error) ? error.reason._tag : "something else", String(error));
}
