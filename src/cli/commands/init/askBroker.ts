/**
 * Questions about the broker and the user.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { demoBaseUrl } from "./demoBaseUrl.ts";
import { checkBaseUrl, checkCredentials } from "./checks.ts";
import type { Interview, Unanswered } from "./Interview.ts";
import type { Variables } from "../../settings/settingsFile.ts";
import { wholePath } from "./wholePath.ts";

const servers = [
  { key: "demo", text: `the public demo (${demoBaseUrl})` },
  { key: "other", text: "a broker's own, live or demo" },
] as const;

/**
 * Asks which server, and for the app key.
 *
 * @param interview Where the answers go.
 * @param common What the settings file says to all already; it need not be said again.
 */
export function askBroker(
  { ask, choose, keep }: Interview,
  common: Variables,
): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    const shared = common["AUTOSHARES_BASE_URL"];
    const server = yield* choose<"same" | "demo" | "other">(
      "Which server?",
      shared ? [{ key: "same", text: `the one of all in this file (${shared})` }, ...servers] : servers,
    );
    if (server === "demo") keep("AUTOSHARES_BASE_URL", demoBaseUrl);
    if (server === "other") {
      yield* ask({
        name: "AUTOSHARES_BASE_URL",
        text: "Base URL, from the broker's administrator, ending in /api",
        check: checkBaseUrl,
      });
    }
    const hasKey = common["AUTOSHARES_APP_KEY"] || common["AUTOSHARES_APP_KEY_FILE"];
    yield* ask({
      name: "AUTOSHARES_APP_KEY",
      text: "App key, from the same place",
      masked: true,
      without: hasKey ? "the one of all in this file" : undefined,
      check: checkCredentials,
    });
  });
}

/**
 * Asks for the user, the password and the pin.
 *
 * @param interview Where the answers go.
 */
export function askUser({ ask, choose }: Interview): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    yield* ask({ name: "AUTOSHARES_USERNAME", text: "User name", check: checkCredentials });
    const where = yield* choose("Where is the password?", [
      { key: "here", text: "typed now, kept in the settings file: in clear, but for you alone to read" },
      { key: "file", text: "in a file of its own, which the settings file names" },
      { key: "ask", text: "nowhere: each login asks for it, on a terminal" },
    ]);
    if (where === "here") {
      yield* ask({ name: "AUTOSHARES_PASSWORD", text: "Password", masked: true, check: checkCredentials });
    }
    if (where === "file") {
      yield* ask({
        name: "AUTOSHARES_PASSWORD_FILE",
        text: "File with the password alone",
        meant: wholePath,
        check: checkCredentials,
      });
    }
    yield* ask({
      name: "AUTOSHARES_PIN",
      text: "Pin",
      masked: true,
      without: "the account has none",
      check: checkCredentials,
    });
  });
}
