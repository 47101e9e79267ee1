/**
 * A fake of Twilio's Messages API on loopback: the real one cannot be asked by a test. Made from Twilio's documentation
 * (docs/messaging/api/message-resource, docs/usage/twilios-response, docs/usage/requests-to-twilio, docs/api/errors):
 * basic authentication by account or API key, the list newest first, the filter `To`, pages by `next_page_uri`.
 *
 * ```ts
 * await using api = await twilioApi();
 * api.receive({ body: "Type 5653 to access the platform" });
 * api.fault(status(429, { headers: { "Retry-After": "3" } }), reset()); // the next two answers
 * ```
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A message to put into the list; what is left out is that of an ordinary SMS with a code. */
export interface FakeMessage {
  readonly account?: string;
  readonly from?: string | null;
  readonly to?: string;
  readonly body?: string | null;
  readonly direction?: string;
  readonly status?: string;
  readonly error_code?: number | null;
  readonly num_segments?: string;
  /** Default a second after the one before, from 24 November 2026 on. */
  readonly date_created?: string;
}

/** A request that came in. */
export interface FakeRequest {
  /** Path and query. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;
}

/** Answers in place of the API. */
export type ApiFault = (response: ServerResponse, request: FakeRequest) => void;

/** An account, what signs in to it, and an API key that may not read messages. */
export interface FakeAccount {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly restrictedKey: string;
}

/** A running API; disposing of it closes every connection. */
export interface TwilioApi extends AsyncDisposable {
  readonly origin: string;
  /** The account that messages go to by default. */
  readonly account: FakeAccount;
  readonly otherAccount: FakeAccount;
  /** Puts a message on top of the list, and gives its SID. */
  readonly receive: (message?: FakeMessage) => string;
  /** Changes a message. */
  readonly change: (sid: string, message: FakeMessage) => void;
  /** Takes a message out of the list. */
  readonly remove: (sid: string) => void;
  /** What the next answers are, one each, in place of the list. */
  readonly fault: (...faults: ReadonlyArray<ApiFault>) => void;
  readonly requests: ReadonlyArray<FakeRequest>;
  /** Waits until that many requests have come. */
  readonly received: (count: number) => Promise<void>;
  /** Requests without an answer yet. */
  readonly underWay: () => number;
}

/** An answer with a status and, by default, an error as Twilio writes them. */
export function status(
  status: number,
  { code, body, headers = {} }: { code?: number; body?: string; headers?: Record<string, string> } = {},
): ApiFault {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(body ?? JSON.stringify({ code: code ?? 20000 + status, message: "leaky words", status }));
  };
}

/** A body as it is, with status 200. */
export const body = (text: string | Uint8Array): ApiFault => (response) => void response.end(text);

/** The connection is reset before the answer. On one that was used before, Deno sends a GET once more by itself. */
export const hangUp = (): ApiFault => (response) => void response.socket?.resetAndDestroy();

/** The connection is reset in the middle of the answer. */
export const reset = (): ApiFault => (response) => {
  response.writeHead(200, { "Content-Length": "1000" });
  response.write('{"messages":[', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
};

/** No answer ever. */
export const silence = (): ApiFault => () => {};

/** The head and the first bytes, and no more. */
export const stall = (): ApiFault => (response) => void response.write('{"messages":[');

/** The list's first page, with another address for the next one. */
export function nextPageAt(address: string): ApiFault {
  return (response, request) => void response.end(listOf(response, request, address));
}

const pages = new WeakMap<ServerResponse, (request: FakeRequest) => Page>();
interface Page {
  readonly messages: ReadonlyArray<unknown>;
  readonly next_page_uri: string | null;
}
function listOf(response: ServerResponse, request: FakeRequest, address: string): string {
  return JSON.stringify({ ...pages.get(response)!(request), next_page_uri: address });
}

const digits = (digit: string): string => digit.repeat(32);
const accountOf = (digit: string): FakeAccount => ({
  accountSid: `AC${digits(digit)}`,
  authToken: `auth-token-${digit}-canary`,
  apiKey: `SK${digits(digit)}`,
  apiSecret: `api-secret-${digit}-canary`,
  restrictedKey: `SK${digit}${"0".repeat(31)}`,
});

/** RFC 2822, as Twilio writes it. */
const dateText = (millis: number): string => new Date(millis).toUTCString().replace("GMT", "+0000");

interface Stored {
  readonly sequence: number;
  readonly fields: Readonly<Record<string, unknown>> & { readonly sid: string; readonly to: string };
}

/** Starts the API. */
export async function twilioApi(): Promise<TwilioApi> {
  const account = accountOf("a");
  const otherAccount = accountOf("b");
  const accounts = [account, otherAccount];
  const firstDate = Date.UTC(2026, 10, 24, 10);
  /** Newest first. */
  let list: ReadonlyArray<Stored> = [];
  let sequence = 0;
  let underWay = 0;
  const requests: Array<FakeRequest> = [];
  const faults: Array<ApiFault> = [];
  const waiting = new Set<() => void>();

  const stored = (number: number, message: FakeMessage): Stored => {
    const sid = `SM${number.toString(16).padStart(32, "0")}`;
    const fields = {
      account_sid: account.accountSid,
      api_version: "2010-04-01",
      from: "CentrSoobsh",
      to: "+12015550123",
      body: "Type 5653 to access the platform",
      direction: "inbound",
      status: "received",
      error_code: null,
      error_message: null,
      num_segments: "1",
      num_media: "0",
      price: null,
      date_created: dateText(firstDate + number * 1000),
      ...message,
      sid,
    };
    return { sequence: number, fields };
  };

  const pageOf = (accountSid: string, { query }: FakeRequest): Page => {
    const size = Number(query.get("PageSize") ?? 50);
    const to = query.get("To");
    const below = Number(query.get("PageToken")?.slice("PASM".length) ?? Number.POSITIVE_INFINITY);
    const fitting = list.filter(({ sequence, fields }) =>
      sequence < below && fields["account_sid"] === accountSid && (to === null || fields.to === to)
    );
    const shown = fitting.slice(0, size);
    const next = new URLSearchParams(query);
    next.set("Page", String(Number(query.get("Page") ?? 0) + 1));
    next.set("PageToken", `PASM${shown.at(-1)?.sequence}`);
    return {
      messages: shown.map(({ fields }) => fields),
      next_page_uri: fitting.length > size
        ? `/2010-04-01/Accounts/${accountSid}/Messages.json?${next}`
        : null,
    };
  };

  const answer = (request: FakeRequest, response: ServerResponse): void => {
    const [, accountSid] = /^\/2010-04-01\/Accounts\/(\w+)\/Messages\.json\?/.exec(request.url) ?? [];
    pages.set(response, (again) => pageOf(accountSid ?? "", again));
    const fault = faults.shift();
    if (fault !== undefined) return fault(response, request);
    const [, basic = ""] = /^Basic (.+)$/.exec(String(request.headers["authorization"])) ?? [];
    const [user, secret] = atob(basic).split(":");
    const own = accounts.find((each) => [each.accountSid, each.apiKey, each.restrictedKey].includes(user!));
    const right = own !== undefined && secret === (user === own.accountSid ? own.authToken : own.apiSecret);
    if (!right) return status(401, { code: 20003 })(response, request);
    if (own.accountSid !== accountSid) return status(404, { code: 20404 })(response, request);
    if (user === own.restrictedKey) return status(403, { code: 70051 })(response, request);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ ...pageOf(accountSid, request), page_size: 50 }));
  };

  const server = createServer((incoming: IncomingMessage, response) => {
    const url = incoming.url ?? "";
    const request = { url, query: new URL(url, "http://api").searchParams, headers: incoming.headers };
    underWay++;
    response.once("close", () => underWay--);
    requests.push(request);
    answer(request, response);
    for (const check of waiting) check();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    otherAccount,
    receive: ({ account: sid, ...message } = {}) => {
      const added = stored(++sequence, message);
      if (sid !== undefined) Object.assign(added.fields, { account_sid: sid });
      list = [added, ...list];
      return added.fields.sid;
    },
    change: (sid, message) => {
      list = list.map((each) => each.fields.sid === sid ? stored(each.sequence, message) : each);
    },
    remove: (sid) => {
      list = list.filter(({ fields }) => fields.sid !== sid);
    },
    fault: (...more) => void faults.push(...more),
    requests,
    received: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (requests.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    underWay: () => underWay,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
