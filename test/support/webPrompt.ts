/** Logins that wait for a person, and browsers without a browser: pages are read and forms are sent by hand. */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Redacted from "effect/Redacted";
import * as Scope from "effect/Scope";
import { ProviderFailed } from "../../mod.ts";
import {
  type PromptNotice,
  webPrompt,
  type WebPromptOptions,
  type WebPromptProvider,
} from "../../plugins/web_prompt.ts";

export const promptUrl = "https://bot.example/code";

/** A provider, and the notices that it has sent. */
export interface ToldPrompt {
  readonly prompt: WebPromptProvider;
  readonly told: ReadonlyArray<PromptNotice>;
}

/** A provider that notes its notices; its lines about refused requests go to `log`. */
export function toldPrompt(options: WebPromptOptions = {}): ToldPrompt {
  const told: Array<PromptNotice> = [];
  const prompt = webPrompt({
    publicUrl: promptUrl,
    log: () => {},
    onCodeNeeded: (needed) => void told.push(needed),
    ...options,
  });
  return { prompt, told };
}

/** An armed provider, as a login uses it. */
export interface WaitingPrompt extends AsyncDisposable {
  /** Asks for a code; an aborted signal interrupts the wait. */
  readonly next: (
    attempt?: number,
    options?: { readonly signal?: AbortSignal; readonly timeoutMillis?: number },
  ) => Promise<string>;
  /** Ends the login, with its token or without. */
  readonly end: (hasToken: boolean) => Promise<void>;
  /** What was refused so far. */
  readonly refused: () => Promise<Readonly<Record<string, number>>>;
}

/** Arms a provider; disposing ends the login without a token. */
export async function armPrompt(
  prompt: WebPromptProvider,
  username = "bob",
  baseUrl = "https://broker.example/api",
): Promise<WaitingPrompt> {
  const scope = await Effect.runPromise(Scope.make());
  const armed = await Effect.runPromise(Scope.provide(prompt.arm({ username, baseUrl }), scope));
  const end = (hasToken: boolean) =>
    Effect.runPromise(
      Scope.close(
        scope,
        hasToken ? Exit.void : Exit.fail(new ProviderFailed({ provider: "test", problem: "ended" })),
      ),
    );
  const next: WaitingPrompt["next"] = (attempt = 1, { signal, timeoutMillis = 60_000 } = {}) => {
    const challenge = { username, baseUrl, attempt, requestedAt: Date.now(), timeoutMillis };
    const code = Effect.map(armed.next(challenge), (given) => Redacted.value(given.code));
    const running = Effect.runPromise(code, signal && { signal });
    running.catch(() => {}); // A test may look at it later, or never.
    return running;
  };
  const refused = () => Effect.runPromise(Effect.map(armed.sightings!, ({ refused }) => refused));
  return { next, end, refused, [Symbol.asyncDispose]: () => end(false) };
}

/** Sends a request, to a handler or over the network. */
export type Send = (url: string, init?: RequestInit) => Promise<Response>;

/** Requests to a provider's handler, as a proxy passes them on. */
export const sendTo = ({ handler }: WebPromptProvider): Send => (url, init) =>
  handler(new Request(url, init));

/** A page as a browser has it. */
export interface OpenedPage {
  readonly link: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What the next request carries as `Cookie`. */
  readonly cookie: string;
  /** The form's hidden fields. */
  readonly fields: Readonly<Record<string, string>>;
}

async function pageOf(link: string, response: Response): Promise<OpenedPage> {
  const html = await response.text();
  const hidden = html.matchAll(/<input type="hidden" name="(\w+)" value="([\w-]*)">/g);
  return {
    link,
    status: response.status,
    headers: response.headers,
    html,
    cookie: (response.headers.get("set-cookie") ?? "").replace(/;.*/s, ""),
    fields: Object.fromEntries([...hidden].map(([, name, value]) => [name, value])),
  };
}

/** Opens a link. */
export const openPage = async (
  send: Send,
  link: string,
  headers: Record<string, string> = {},
): Promise<OpenedPage> => pageOf(link, await send(link, { redirect: "manual", headers }));

/** What may differ from what a browser sends. */
export interface FormParts {
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a page's form, as browsers do. */
export async function sendForm(
  send: Send,
  { link, cookie, fields }: OpenedPage,
  code: string,
  parts: FormParts = {},
): Promise<OpenedPage> {
  const response = await send(link, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "origin": "null",
      "sec-fetch-site": "same-origin",
      cookie,
      ...parts.headers,
    },
    body: new URLSearchParams({ ...fields, code, ...parts.fields }).toString(),
  });
  return await pageOf(link, response);
}

/** A page's words, without its markup. */
export const wordsOf = ({ html }: OpenedPage): string =>
  html.replace(/^.*<main/s, "<main").replace(/<script.*$/s, "").replace(/<\/?(?:b|bdi)>/g, "").replace(
    /<[^>]*>/g,
    " ",
  ).replace(/\s+/g, " ")
    .trim();
