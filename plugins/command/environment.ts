/**
 * What the program that gives codes learns from its environment.
 *
 * @module
 */
import process from "node:process";
import type { CodeChallenge } from "../../mod.ts";

/**
 * A login's own secrets are none of the program's business. Those of other makers stay, such as `TWILIO_AUTH_TOKEN`: a
 * program that fetches the code may be in need of them.
 */
const secretNames =
  /^AUTOSHARES_(?:APP_KEY|PASSWORD|PIN|TOKEN|STORE|STORE_KEY|PROXY_SECRET|WEBHOOK_SECRET|WEB_PROMPT_(?:NTFY_URL|NTFY_TOKEN|SLACK_URL|TELEGRAM_TOKEN)|IMAP_(?:PASSWORD|ACCESS_TOKEN|OAUTH_CLIENT_SECRET|OAUTH_REFRESH_TOKEN))(?:_FILE)?$/;

/**
 * Makes the program's environment of this process's own.
 *
 * @param challenge Who waits for a code.
 * @param own This process's environment.
 * @param platform As in `process.platform`. On Windows the names of variables have no case.
 * @returns The environment without a login's secrets, with what the challenge says.
 */
export function programEnvironment(
  challenge: CodeChallenge,
  own: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): Record<string, string | undefined> {
  const known = (name: string) => platform === "win32" ? name.toUpperCase() : name;
  const inherited = Object.entries(own).filter(([name]) => !secretNames.test(known(name)));
  return {
    ...Object.fromEntries(inherited),
    AUTOSHARES_USERNAME: challenge.username,
    AUTOSHARES_BASE_URL: challenge.baseUrl,
    AUTOSHARES_CODE_ATTEMPT: String(challenge.attempt),
    AUTOSHARES_CODE_REQUESTED_AT: new Date(challenge.requestedAt).toISOString(),
    AUTOSHARES_CODE_TIMEOUT: String(Math.ceil(challenge.timeoutMillis / 1000)),
  };
}
