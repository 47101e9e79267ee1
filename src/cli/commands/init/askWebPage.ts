/**
 * Questions about a page on which a person types the code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { checkWebPrompt } from "./checks.ts";
import type { Interview } from "./Interview.ts";
import type { Question, Unanswered } from "./Question.ts";

const name = (end: string): string => `AUTOSHARES_WEB_PROMPT_${end}`;

const notices = [
  { key: "ntfy", text: "a notification of ntfy" },
  { key: "slack", text: "a message in a Slack channel" },
  { key: "telegram", text: "a message of a Telegram bot" },
  { key: "stderr", text: "nobody: it is written to standard error" },
] as const;

/** What each way to send the link has to know; addresses that let anybody send are secrets. */
const details: { readonly [Key in typeof notices[number]["key"]]: ReadonlyArray<Question> } = {
  ntfy: [
    { name: name("NTFY_URL"), text: "Address of the topic, such as https://ntfy.sh/TOPIC", masked: true },
    { name: name("NTFY_TOKEN"), text: "Access token (tk_…)", masked: true, without: "the topic needs none" },
  ],
  slack: [{ name: name("SLACK_URL"), text: "Address of the incoming webhook", masked: true }],
  telegram: [
    { name: name("TELEGRAM_TOKEN"), text: "Token of the bot, from @BotFather", masked: true },
    { name: name("TELEGRAM_CHAT_ID"), text: "Chat: its number, or @NAME of a channel" },
  ],
  stderr: [],
};

/**
 * Asks who brings the page's link to the person, and where browsers find it.
 *
 * @param interview Where the answers go.
 */
export function askWebPage({ ask, choose }: Interview): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    const by = yield* choose("Who brings the link of the page to the person?", notices);
    for (const question of details[by]) yield* ask({ ...question, check: checkWebPrompt });
    yield* ask({
      name: name("PUBLIC_URL"),
      text: "Address of the page for browsers, such as https://bot.example/code",
      without: "a browser of this machine alone",
      check: checkWebPrompt,
    });
    yield* ask({
      name: name("LISTEN"),
      text: "Address of this machine to listen on",
      usual: "127.0.0.1:8789",
      check: checkWebPrompt,
    });
  });
}
