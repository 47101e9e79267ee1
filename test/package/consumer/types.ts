// A user's program for the compiler: every entry point has types, and they are not `any`.
import {
  type AuthToken,
  type Client,
  type CodeNeeded,
  createClient,
  extractCode,
  firstOf,
  fromFunction,
  type TokenStore,
} from "@autoshares/auth";
import { balances, type NewOrder, placeOrder } from "@autoshares/auth/api";
import { audit } from "@autoshares/auth/audit";
import { circuitBreaker, type CircuitOpen } from "@autoshares/auth/circuit-breaker";
import { fileStore } from "@autoshares/auth/file-store";
import { rateLimit } from "@autoshares/auth/rate-limit";
import { redisStore } from "@autoshares/auth/redis-store";
import { timeout } from "@autoshares/auth/timeout";
import { trace } from "@autoshares/auth/trace";
import { command } from "@autoshares/auth/command";
import { imap, type ImapProvider, isImapFailure } from "@autoshares/auth/imap";
import { googleAccessToken } from "@autoshares/auth/imap-oauth";
import { log } from "@autoshares/auth/log";
import { retry } from "@autoshares/auth/retry";
import { simulate } from "@autoshares/auth/simulator";
import { stdin } from "@autoshares/auth/stdin";
import { isTwilioFailure, twilioMessages, twilioWebhook } from "@autoshares/auth/twilio";
import {
  isWebPromptFailure,
  ntfy,
  type PromptNotice,
  webPrompt,
  type WebPromptProvider,
} from "@autoshares/auth/web-prompt";
import { webhook, type WebhookProvider } from "@autoshares/auth/webhook";

export async function logIn(): Promise<AuthToken> {
  const messages: Array<string> = [];
  const broker = await simulate({
    appKey: "key",
    users: [{ username: "bob", password: "secret", twoFactor: "sms" }],
    deliver: ({ text }) => void messages.push(text),
  });
  const client: Client = createClient({
    baseUrl: broker.baseUrl,
    appKey: "key",
    username: "bob",
    password: "secret",
    provider: firstOf(stdin(), command(["program"]), fromFunction(() => extractCode(messages.at(-1) ?? ""))),
    use: [retry({ times: 2 }), log({ level: "Debug" })],
  });
  return await client.login();
}

export const mailbox: ImapProvider = imap({
  host: "imap.gmail.com",
  user: "bot@gmail.com",
  accessToken: googleAccessToken({ clientId: "id", clientSecret: "secret", refreshToken: "token" }),
  to: ({ username }) => `bot+${username}@gmail.com`,
});

export function isMailboxBusy(error: unknown): boolean {
  return isImapFailure(error) && error.reason._tag === "MailboxBusy";
}

export const sms: ReadonlyArray<WebhookProvider> = [
  webhook({ bearer: "a secret of some length", fields: { text: "payload.message" } }),
  twilioWebhook({
    authToken: ["primary", "secondary"],
    publicUrl: new URL("https://bot.example/sms"),
    to: ({ username }) => [username],
  }),
];

export const page: WebPromptProvider = webPrompt({
  publicUrl: "https://bot.example/code",
  onCodeNeeded: ntfy({ topicUrl: "https://ntfy.example/bot-codes" }),
});

/** What a session tells, and what its web prompt tells: of two names, so that a program can import both. */
export function toldOf(told: CodeNeeded | PromptNotice): string {
  return "link" in told ? told.link : `${told.timeoutMillis} ms`;
}

export function nobodyWasTold(error: unknown): boolean {
  return isWebPromptFailure(error) && error.reason._tag === "NoticeRefused";
}

export function answer(request: Request): Promise<Response> | undefined {
  return sms[0]?.handler(request);
}

export async function logInBySms(): Promise<AuthToken> {
  const provider = twilioMessages({ accountSid: `AC${"0".repeat(32)}`, authToken: "token", region: "ie1" });
  return await createClient({
    baseUrl: "https://broker.example/api",
    appKey: "key",
    username: "bob",
    password: "secret",
    provider,
  }).login();
}

export function isRedacted(error: unknown): boolean {
  return isTwilioFailure(error) && error.reason._tag === "CodeRedacted";
}

// @ts-expect-error: Twilio's webhook is signed
export const wrongWebhook: unknown = twilioWebhook({ publicUrl: "https://bot.example/sms" });
// @ts-expect-error: a mailbox has a user
export const wrongMailbox: unknown = imap({ host: "imap.gmail.com", password: "secret" });
// @ts-expect-error: a client needs credentials
export const wrongClient: Client = createClient({ baseUrl: "https://broker.example/api" });
// @ts-expect-error: times is a number
export const wrongRetry: unknown = retry({ times: "2" });
// @ts-expect-error: a command has a program
export const wrongCommand: unknown = command([]);
// @ts-expect-error: there is no such level
export const wrongLog: unknown = log({ level: "Loud" });
// @ts-expect-error: a simulator needs users and a key
export const wrongSimulator: unknown = simulate({ users: 1 });
// @ts-expect-error: it takes nothing
export const wrongStdin: unknown = stdin("code");

const order: NewOrder = { Symbol: "AAPL", Side: "Buy", Type: "Limit", Price: 170, Quantity: 1 };
export const lasting = async (client: Client): Promise<number | undefined> => {
  const { Id } = await client.request(placeOrder(7, order));
  return Id + ((await client.request(balances(7)))["cash"] ?? 0);
};
export const stores: ReadonlyArray<TokenStore> = [
  fileStore({ folder: "state" }),
  redisStore({ url: "redis://127.0.0.1:6379" }),
];
export const breaker: (error: CircuitOpen) => number = (error) => error.retryAfterMillis;
export const kept: Client = createClient<unknown>({
  baseUrl: "https://broker.example/api",
  appKey: "key",
  username: "bob",
  password: "secret",
  store: fileStore(),
  renew: { ahead: "10 minutes", hours: { from: "08:00", to: "22:00" } },
  use: [
    circuitBreaker({ failures: 5, cooldown: "5 minutes" }),
    rateLimit({ logins: 5, per: "1 hour", store: fileStore() }),
    timeout({ login: "3 minutes" }),
    audit({ write: console.error }),
    trace(),
  ],
});
