/**
 * Notices by Telegram.
 *
 * @module
 */
import { InvalidConfiguration } from "../../../mod.ts";
import { checkNames } from "../../internal/checkNames.ts";
import type { OnCodeNeeded } from "../PromptNotice.ts";
import { provider } from "../promptFailed.ts";
import { noticeWords } from "./noticeWords.ts";
import { postNotice } from "./postNotice.ts";
import { type Secret, secretText, secretUrl, withPath } from "./secretText.ts";

/** Options of {@linkcode telegram}. */
export interface TelegramOptions {
  /** The bot's token, from @BotFather: `123456:ABC…`. */
  readonly botToken: Secret;
  /** The chat: a number, or `@name` of a channel. A person must have written to the bot first. */
  readonly chatId: string | number;
  /** Where the Bot API is; default `https://api.telegram.org`. Another one is for a Bot API server of your own. */
  readonly apiUrl?: string | URL | undefined;
}

function cure(status: number, answer: string): string {
  if (status === 401 || status === 404) return "the bot's token is wrong, or was revoked (option botToken)";
  if (status === 403) return "the bot may not write to this chat: write to the bot first, or unblock it";
  return /chat not found/i.test(answer)
    ? "there is no such chat (option chatId), or nobody has written to the bot from it"
    : "check the bot's token and the chat (options botToken, chatId)";
}

/**
 * Sends the link by a Telegram bot, without a preview (https://core.telegram.org/bots/api#sendmessage).
 *
 * @param options The bot, and the chat.
 * @returns A notice for {@linkcode webPrompt}. It rejects as that of `ntfy` does; the token, which is part of the
 * address, is in no error.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { telegram, webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({
 *   publicUrl: "https://bot.example/code",
 *   onCodeNeeded: telegram({ botToken: "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11", chatId: 987654321 }),
 * });
 * ```
 */
export function telegram(options: TelegramOptions): OnCodeNeeded {
  checkNames(`${provider} telegram`, options, { botToken: true, chatId: true, apiUrl: true });
  const fail = (option: string, problem: string): never => {
    throw new InvalidConfiguration({ setting: `${provider} telegram ${option}`, problem });
  };
  const token = secretText("telegram botToken", options.botToken);
  if (!/^\d{1,20}:[\w-]{10,100}$/.test(token)) fail("botToken", "is none: it looks like 123456:ABC…");
  const chat = String(options.chatId ?? "").trim();
  if (!/^(?:-?\d{1,20}|@\w{1,64})$/.test(chat)) fail("chatId", "must be a number, or @ and a channel's name");
  const api = secretUrl(
    "telegram apiUrl",
    options.apiUrl ?? "https://api.telegram.org",
    "https://api.telegram.org",
  );
  const url = withPath(api, `${api.pathname.replace(/\/+$/, "")}/bot${token}/sendMessage`);
  return (needed, signal) => {
    const { title, text } = noticeWords(needed);
    return postNotice({
      url,
      body: {
        chat_id: chat,
        text: `${title}\n${text}\n${needed.link}`,
        link_preview_options: { is_disabled: true },
      },
      service: "Telegram",
      cure,
    }, signal);
  };
}
