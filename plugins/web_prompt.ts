/**
 * A code provider that asks a person who is elsewhere: by a page for this login alone, whose link goes to the phone.
 *
 * For a bot on a server. When the broker has sent a code, somebody gets a link (by ntfy, Slack, Telegram or a function of
 * your own), opens it, and types the code. To serve the pages alone needs the package `srvx`.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { ntfy, webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({
 *   publicUrl: "https://bot.example/code",
 *   onCodeNeeded: ntfy({ topicUrl: "https://ntfy.example/bot-codes", token: "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2" }),
 * });
 * await using server = await prompt.listen({ port: 8789 });
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "alice",
 *   password: "secret",
 *   provider: prompt,
 *   codeTimeout: "10 minutes",
 * });
 * const auth = await client.login();
 * ```
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { CodeProvider } from "../mod.ts";
import { answering } from "./web_prompt/answering.ts";
import { FormGuard } from "./web_prompt/FormGuard.ts";
import { type ListenOptions, listenPrompt, type WebPromptServer } from "./web_prompt/listenPrompt.ts";
import { promptFailed, provider } from "./web_prompt/promptFailed.ts";
import { PromptLinks } from "./web_prompt/PromptLinks.ts";
import { publicAddress } from "./web_prompt/publicAddress.ts";
import { tellPerson } from "./web_prompt/tellPerson.ts";
import { type WebPromptOptions, webPromptSettings } from "./web_prompt/WebPromptOptions.ts";

export type { ListenOptions, WebPromptServer } from "./web_prompt/listenPrompt.ts";
export { ntfy, type NtfyOptions } from "./web_prompt/notices/ntfy.ts";
export type { Secret } from "./web_prompt/notices/secretText.ts";
export { slack, type SlackOptions } from "./web_prompt/notices/slack.ts";
export { telegram, type TelegramOptions } from "./web_prompt/notices/telegram.ts";
export {
  isWebPromptFailure,
  type WebPromptFailure,
  type WebPromptFailureTag,
} from "./web_prompt/promptFailed.ts";
export type { OnCodeNeeded, PromptNotice } from "./web_prompt/PromptNotice.ts";
export { toStderr } from "./web_prompt/toStderr.ts";
export type { WebPromptOptions } from "./web_prompt/WebPromptOptions.ts";

/** A code provider, and the pages on which its codes are typed. */
export interface WebPromptProvider extends CodeProvider {
  /** Answers the browsers' requests: mount it where `publicUrl` leads. It never rejects. */
  readonly handler: (request: Request) => Promise<Response>;
  /**
   * Serves the pages alone (needs the package `srvx`).
   *
   * It rejects with `ProviderFailed`, whose `reason._tag` is `PortTaken`, `NotPermitted`, `AddressUnavailable` or
   * `PackageMissing`; or with `InvalidConfiguration` where `hostname` is none, or where it is to listen on an address
   * that others reach and there is no `publicUrl`.
   */
  readonly listen: (options?: ListenOptions) => Promise<WebPromptServer>;
}

/**
 * Takes codes from a person by a page.
 *
 * Each login has a link of its own, of 256 random bits. It works while that login waits; who opens it sees the user's name
 * and the broker, and can type a code. Opening it uses up nothing. A text that cannot be a code is told on the page and
 * costs no attempt. After a refused code the same page asks for the next one, and there is another notice.
 *
 * @param options Where the pages are, and who is told.
 * @returns A provider named `web-prompt`, with the handler to mount or to serve alone. It fails with `ProviderFailed`,
 * whose `reason._tag` tells what is wrong (see {@linkcode WebPromptFailureTag}).
 * @throws {InvalidConfiguration} Where an option cannot be used, or nobody would learn of the link.
 *
 * @example
 * ```ts
 * import { webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({
 *   publicUrl: "https://bot.example/code",
 *   onCodeNeeded: async ({ username, link }, signal) => {
 *     const body = JSON.stringify({ text: `${username}: ${link}` });
 *     const response = await fetch("https://chat.example/hook", { method: "POST", body, signal });
 *     if (!response.ok) throw new Error("the notice was not taken");
 *   },
 * });
 * Deno.serve({ port: 8789, hostname: "127.0.0.1" }, prompt.handler);
 * ```
 */
export function webPrompt(options: WebPromptOptions = {}): WebPromptProvider {
  const { address: given, onCodeNeeded, keyboard, log } = webPromptSettings(options);
  const links = new PromptLinks();
  const servers = new Set<WebPromptServer>();
  const address = () => {
    const server = [...servers].at(-1);
    return given ?? (server && publicAddress(server.url));
  };
  const answer = answering({
    links,
    guard: new FormGuard(),
    address,
    takesAnyHost: given?.isSecure === true,
    keyboard,
    log,
  });
  return {
    name: provider,
    arm: (context) =>
      Effect.suspend(() => {
        const where = address();
        if (where === undefined) {
          return Effect.fail(promptFailed(
            "NotServed",
            "nobody could open the page: call listen before the login, or mount handler and set publicUrl",
            false,
          ));
        }
        return Effect.map(
          Effect.acquireRelease(
            Effect.sync(() => links.open(context)),
            (login, exit) => Effect.sync(() => links.close(login, Exit.isSuccess(exit))),
          ),
          (login) => ({
            next: (challenge) =>
              Effect.suspend(() => {
                const wait = login.ask(challenge);
                if (login.hasCode || login.toldAttempt === challenge.attempt) return wait;
                const tell = tellPerson(login, address() ?? where, challenge, onCodeNeeded);
                return Effect.raceFirst(wait, Effect.andThen(tell, Effect.never));
              }),
            sightings: login.sightings,
          }),
        );
      }),
    handler: async (request) => {
      const { status, headers, body } = await answer(request);
      return new Response(body === "" ? null : body, { status, headers });
    },
    listen: async (where = {}) => {
      const server = await listenPrompt(answer, where, given === undefined);
      const close = (): Promise<void> => {
        servers.delete(served);
        return server.close();
      };
      const served: WebPromptServer = { url: server.url, close, [Symbol.asyncDispose]: close };
      servers.add(served);
      return served;
    },
  };
}
