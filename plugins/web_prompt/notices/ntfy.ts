/**
 * Notices by ntfy.
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

/** Options of {@linkcode ntfy}. */
export interface NtfyOptions {
  /** The topic's address, such as `https://ntfy.sh/a-name-that-nobody-guesses`. On a public server its name is a secret. */
  readonly topicUrl: Secret | URL;
  /** An access token (`tk_…`), where the topic needs one. */
  readonly token?: Secret | undefined;
}

/**
 * Sends the link as a push notification by ntfy, at ntfy.sh or a server of your own.
 *
 * The message is published as JSON (https://docs.ntfy.sh/publish/#publish-as-json), with priority 4 (high); a tap on it
 * opens the page.
 *
 * @param options The topic, and its token.
 * @returns A notice for {@linkcode webPrompt}. It rejects with `ProviderFailed`; `reason._tag` is `NoticeRefused`,
 * `NoticeUnavailable`, `NoConnection` or `NotPermitted`.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { ntfy, webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({
 *   publicUrl: "https://bot.example/code",
 *   onCodeNeeded: ntfy({ topicUrl: "https://ntfy.example/bot-codes", token: "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2" }),
 * });
 * ```
 */
export function ntfy(options: NtfyOptions): OnCodeNeeded {
  checkNames(`${provider} ntfy`, options, { topicUrl: true, token: true });
  const topicUrl = secretUrl("ntfy topicUrl", options.topicUrl, "https://ntfy.sh/a-topic");
  const [, path = "/", topic] = /^(.*\/)([\w-]{1,64})\/?$/.exec(topicUrl.pathname) ?? [];
  if (topic === undefined || topicUrl.search !== "") {
    throw new InvalidConfiguration({
      setting: `${provider} ntfy topicUrl`,
      problem: "must end with the topic's name, such as https://ntfy.sh/a-topic",
    });
  }
  const token = options.token === undefined ? undefined : secretText("ntfy token", options.token);
  const url = withPath(topicUrl, path);
  return (needed, signal) => {
    const { title, text } = noticeWords(needed);
    return postNotice({
      url,
      headers: token === undefined ? undefined : { authorization: `Bearer ${token}` },
      body: {
        topic,
        title,
        message: text,
        priority: 4,
        tags: ["key"],
        click: needed.link,
        actions: [{ action: "view", label: "Type the code", url: needed.link, clear: true }],
      },
      service: "ntfy",
      cure: (status) =>
        status === 401 || status === 403
          ? "the topic needs an access token (option token), or this one may not write to it"
          : "check the topic's address (option topicUrl)",
    }, signal);
  };
}
