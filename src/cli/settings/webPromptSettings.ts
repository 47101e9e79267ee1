/**
 * The settings of the provider `web-prompt` on the command line: `AUTOSHARES_WEB_PROMPT_…`.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { type HostPort, hostPort } from "./hostPort.ts";
import { invalid } from "./invalid.ts";
import type { Settings } from "./Settings.ts";

/** Who brings the link to a person, with what that takes. */
export type NoticeSettings =
  | {
    readonly by: "ntfy";
    readonly topicUrl: Redacted.Redacted<string>;
    readonly token: Redacted.Redacted<string> | undefined;
  }
  | { readonly by: "slack"; readonly webhookUrl: Redacted.Redacted<string> }
  | { readonly by: "telegram"; readonly botToken: Redacted.Redacted<string>; readonly chatId: string };

/** What the provider is told; not yet checked by the plugin. */
export interface WebPromptSettings {
  readonly listen: HostPort;
  readonly publicUrl: string | undefined;
  readonly keyboard: string | undefined;
  /** Nothing where the link is written to standard error. */
  readonly notice: NoticeSettings | undefined;
}

const names = {
  ntfyUrl: "AUTOSHARES_WEB_PROMPT_NTFY_URL",
  ntfyToken: "AUTOSHARES_WEB_PROMPT_NTFY_TOKEN",
  slackUrl: "AUTOSHARES_WEB_PROMPT_SLACK_URL",
  telegramToken: "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN",
  chatId: "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID",
} as const;

function noticeOf(settings: Settings): Effect.Effect<NoticeSettings | undefined, InvalidConfiguration> {
  return Effect.gen(function* () {
    const topicUrl = yield* settings.secret(names.ntfyUrl);
    const token = yield* settings.secret(names.ntfyToken);
    const webhookUrl = yield* settings.secret(names.slackUrl);
    const botToken = yield* settings.secret(names.telegramToken);
    const chatId = settings.text(names.chatId)?.trim();
    if (token !== undefined && topicUrl === undefined) {
      return yield* invalid(names.ntfyUrl, `is not set, and ${names.ntfyToken} is`);
    }
    if ((botToken === undefined) !== (chatId === undefined)) {
      const [lacking, given] = botToken === undefined
        ? [names.telegramToken, names.chatId]
        : [names.chatId, names.telegramToken];
      return yield* invalid(lacking, `is not set, and ${given} is`);
    }
    const ways: ReadonlyArray<NoticeSettings> = [
      ...(topicUrl === undefined ? [] : [{ by: "ntfy", topicUrl, token } as const]),
      ...(webhookUrl === undefined ? [] : [{ by: "slack", webhookUrl } as const]),
      ...(botToken === undefined || chatId === undefined
        ? []
        : [{ by: "telegram", botToken, chatId } as const]),
    ];
    return ways.length > 1
      ? yield* invalid(
        { ntfy: names.ntfyUrl, slack: names.slackUrl, telegram: names.telegramToken }[ways[0]!.by],
        `is set, and so is another way to send the link (${ways[1]!.by}); keep one`,
      )
      : ways[0];
  });
}

/**
 * Reads the settings.
 *
 * @param settings The settings.
 * @returns What they say, or `InvalidConfiguration` that names the variable.
 */
export function webPromptSettings(
  settings: Settings,
): Effect.Effect<WebPromptSettings, InvalidConfiguration> {
  return Effect.gen(function* () {
    const name = "AUTOSHARES_WEB_PROMPT_LISTEN";
    const usual = "127.0.0.1:8789";
    return {
      listen: yield* hostPort(name, settings.text(name) ?? usual, usual),
      publicUrl: settings.text("AUTOSHARES_WEB_PROMPT_PUBLIC_URL")?.trim(),
      keyboard: settings.text("AUTOSHARES_WEB_PROMPT_KEYBOARD")?.trim(),
      notice: yield* noticeOf(settings),
    };
  });
}
