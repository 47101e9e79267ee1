/**
 * Notices by Slack.
 *
 * @module
 */
import { checkNames } from "../../internal/checkNames.ts";
import type { OnCodeNeeded } from "../PromptNotice.ts";
import { provider } from "../promptFailed.ts";
import { noticeWords } from "./noticeWords.ts";
import { postNotice } from "./postNotice.ts";
import { type Secret, secretUrl } from "./secretText.ts";

/** Options of {@linkcode slack}. */
export interface SlackOptions {
  /** The incoming webhook's address, `https://hooks.slack.com/services/…`; whoever has it can post to the channel. */
  readonly webhookUrl: Secret | URL;
}

/** The three signs that mean something in Slack's texts (https://docs.slack.dev/messaging/formatting-message-text/). */
const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/**
 * Posts the link to a Slack channel by an incoming webhook
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/). Whoever reads the channel can type the code.
 *
 * @param options The webhook.
 * @returns A notice for {@linkcode webPrompt}. It rejects as that of `ntfy` does.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { slack, webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({
 *   publicUrl: "https://bot.example/code",
 *   onCodeNeeded: slack({ webhookUrl: "https://hooks.slack.com/services/T000/B000/XXXX" }),
 * });
 * ```
 */
export function slack(options: SlackOptions): OnCodeNeeded {
  checkNames(`${provider} slack`, options, { webhookUrl: true });
  const example = "https://hooks.slack.com/services/…";
  const url = secretUrl("slack webhookUrl", options.webhookUrl, example);
  return (needed, signal) => {
    const { title, text } = noticeWords(needed);
    return postNotice({
      url,
      body: {
        text: `*${escaped(title)}*\n${escaped(text)}\n<${escaped(needed.link)}|Type the code>`,
        unfurl_links: false,
        unfurl_media: false,
      },
      service: "Slack",
      cure: (status, answer) =>
        /archived/.test(answer)
          ? "the channel is archived: make the webhook anew for another one"
          : status === 403 || status === 404 || status === 410
          ? "the webhook is no longer there, or may not post: make it anew (option webhookUrl)"
          : "check the webhook's address (option webhookUrl)",
    }, signal);
  };
}
