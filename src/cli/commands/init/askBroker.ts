/**
 * Questions about the broker and the user.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { askSecretFile } from "./askSecretFile.ts";
import { demoBaseUrl } from "./demoBaseUrl.ts";
import { checkBaseUrl, checkCredentials } from "./checks.ts";
import type { Interview } from "./Interview.ts";
import type { Unanswered } from "./Question.ts";
import type { Variables } from "../../settings/settingsFile.ts";

const servers = [
  { key: "demo", text: `the public demo (${demoBaseUrl})` },
  { key: "other", text: "a broker's own, live or demo" },
] as const;

const passwords = [
  { key: "here", text: "typed now, kept in the settings file: in clear, but for you alone to read" },
  { key: "file", text: "in a file of its own, which the settings file names" },
  { key: "ask", text: "nowhere: each login asks for it, on a terminal" },
] as const;

/**
 * Asks which server, and for the app key.
 *
 * @param interview Where the answers go.
 * @param common What the settings file says to all already; it need not be said again.
 */
export function askBroker(
  { ask, chooseThen, keep }: Interview,
  common: Variables,
): Effect.Effect<void, Unanswered> {
  const askBaseUrl = ask({
    name: "AUTOSHARES_BASE_URL",
    text: "Base URL, from the broker's administrator, ending in /api",
    check: checkBaseUrl,
    doubt: (url) => /\/api\/*$/.test(url) ? undefined : "It does not end in /api.",
  });
  return Effect.gen(function* () {
    const shared = common["AUTOSHARES_BASE_URL"];
    yield* chooseThen<"same" | "demo" | "other", unknown>(
      "Which server?",
      shared ? [{ key: "same", text: `the one of all in this file (${shared})` }, ...servers] : servers,
      (server) => {
        if (server === "demo") keep("AUTOSHARES_BASE_URL", demoBaseUrl);
        return server === "other" ? askBaseUrl : Effect.void;
      },
    );
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
export function askUser(interview: Interview): Effect.Effect<void, Unanswered> {
  const { ask, chooseThen } = interview;
  const check = checkCredentials;
  return Effect.gen(function* () {
    yield* ask({ name: "AUTOSHARES_USERNAME", text: "User name", check });
    const name = "AUTOSHARES_PASSWORD";
    const ways: { readonly [Key in typeof passwords[number]["key"]]: Effect.Effect<unknown, Unanswered> } = {
      here: ask({ name, text: "Password", masked: true, check }),
      file: askSecretFile(interview, {
        name,
        text: "File with the password alone (one that is not there is made)",
        secret: "Password",
        check,
      }),
      ask: Effect.void,
    };
    yield* chooseThen("Where is the password?", passwords, (where) => ways[where]);
    yield* ask({ name: "AUTOSHARES_PIN", text: "Pin", masked: true, without: "the account has none", check });
  });
}
