/**
 * The provider `web-prompt` on the command line: it serves its pages as long as a login lasts.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import type {
  OnCodeNeeded,
  WebPromptOptions,
  WebPromptProvider,
  WebPromptServer,
} from "../../../plugins/web_prompt.ts";
import { InvalidConfiguration, isAuthError, type ProviderFailed } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import type { HostPort } from "../settings/hostPort.ts";
import { loadWith, type OptionalPackage } from "../optionalPackages.ts";
import { mayConnect, mayListen } from "../process/permissions.ts";
import type { Settings } from "../settings/Settings.ts";
import { noteBesideProgress } from "../process/terminal.ts";
import {
  type NoticeSettings,
  type WebPromptSettings,
  webPromptSettings,
} from "../settings/webPromptSettings.ts";
import { promptFailureInVariables, promptFaultInVariables } from "./webPromptWords.ts";
import { withFailures } from "./withFailures.ts";

/** A provider, and what it waits for, for people. */
interface Described {
  readonly provider: CodeProvider;
  readonly where: string;
}

/** What the provider takes. */
export const webPromptPackages: ReadonlyArray<OptionalPackage> = ["srvx"];

/** How the link is brought, for people. */
export const noticeNames: { readonly [By in NoticeSettings["by"]]: string } = {
  ntfy: "ntfy",
  slack: "Slack",
  telegram: "Telegram",
};

/** Where a notice goes, for Deno to permit. */
const noticeUrl = (notice: NoticeSettings): string =>
  notice.by === "telegram"
    ? "https://api.telegram.org"
    : Redacted.value(notice.by === "ntfy" ? notice.topicUrl : notice.webhookUrl).trim();

type Plugin = typeof import("../../../plugins/web_prompt.ts");

function noticeOf({ ntfy, slack, telegram }: Plugin, notice: NoticeSettings): OnCodeNeeded {
  switch (notice.by) {
    case "ntfy":
      return ntfy({ topicUrl: notice.topicUrl, token: notice.token });
    case "slack":
      return slack({ webhookUrl: notice.webhookUrl });
    case "telegram":
      return telegram({ botToken: notice.botToken, chatId: notice.chatId });
  }
}

const log = (line: string): void => noteBesideProgress(`  ${line}`);

async function toTerminal(needed: Parameters<OnCodeNeeded>[0]): Promise<void> {
  const { noticeLine } = await import("../../../plugins/web_prompt/toStderr.ts");
  log(`web-prompt: ${noticeLine(needed)}`);
}

/**
 * Makes the provider.
 *
 * @param settings What it is told.
 * @returns The provider, not served yet, or `InvalidConfiguration` that names the variable, or the package that is
 * missing.
 */
export function makeWebPrompt(
  { listen, publicUrl, keyboard, notice }: WebPromptSettings,
): Effect.Effect<WebPromptProvider, InvalidConfiguration> {
  return Effect.flatMap(
    loadWith("The provider web-prompt", webPromptPackages, async () => ({
      plugin: await import("../../../plugins/web_prompt.ts"),
      listenHost: (await import("../../../plugins/web_prompt/listenHost.ts")).listenHost,
    })),
    ({ plugin, listenHost }) =>
      Effect.try({
        try: () => {
          const send = notice && noticeOf(plugin, notice);
          const onCodeNeeded: OnCodeNeeded = async (needed, signal) => {
            if (notice === undefined || send === undefined) return await toTerminal(needed);
            await send(needed, signal);
            log(`web-prompt has sent the link by ${noticeNames[notice.by]}`);
          };
          listenHost(listen.host, publicUrl === undefined);
          // The plugin itself looks at what it is given.
          return plugin.webPrompt({ publicUrl, keyboard, onCodeNeeded, log } as WebPromptOptions);
        },
        catch: (error) => {
          if (error instanceof InvalidConfiguration) return promptFaultInVariables(error);
          throw error;
        },
      }),
  );
}

/**
 * Serves the pages as long as the scope.
 *
 * @param provider The provider.
 * @param listen Where.
 * @returns The server, or the plugin's failure in the command line's words.
 */
export function servedPrompt(
  provider: WebPromptProvider,
  { host, port }: HostPort,
): Effect.Effect<WebPromptServer, ProviderFailed, Scope.Scope> {
  const failure = (error: unknown): ProviderFailed => {
    if (isAuthError(error) && error._tag === "ProviderFailed") return promptFailureInVariables(error);
    throw error;
  };
  return Effect.acquireRelease(
    Effect.tryPromise({ try: () => provider.listen({ hostname: host, port }), catch: failure }),
    (server) => Effect.promise(() => server.close()),
  );
}

/** A provider that listens before the broker is asked for a code, and until the login is over. */
function serving(provider: WebPromptProvider, listen: HostPort): CodeProvider {
  const { name, arm } = withFailures(provider, promptFailureInVariables);
  return {
    name,
    arm: (context) =>
      Effect.flatMap(servedPrompt(provider, listen), ({ url }) => {
        log(`${name} listens on ${url}`);
        return arm(context);
      }),
  };
}

/**
 * The provider `web-prompt` that the settings describe.
 *
 * @param settings The settings.
 * @returns The provider, and what it waits for, for people; `InvalidConfiguration` for settings that cannot be used, a
 * package that is missing, or where Deno may not listen or connect.
 */
export function webPromptProvider(settings: Settings): Effect.Effect<Described, InvalidConfiguration> {
  return Effect.gen(function* () {
    const read = yield* webPromptSettings(settings);
    const provider = yield* makeWebPrompt(read);
    yield* mayListen(read.listen);
    if (read.notice !== undefined) yield* mayConnect(noticeUrl(read.notice));
    const link = read.notice === undefined
      ? "whose link is written here"
      : `whose link is sent by ${noticeNames[read.notice.by]}`;
    return { provider: serving(provider, read.listen), where: `what is typed on a page ${link}` };
  });
}
