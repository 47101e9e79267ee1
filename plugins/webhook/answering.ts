/**
 * Answers webhook requests: what is not a genuine message is refused, what is one goes to the inbox.
 *
 * @module
 */
import { isAuthError } from "../../mod.ts";
import type { Inbox } from "../inbox/Inbox.ts";
import { formFields, mostFields } from "./formFields.ts";
import { bodyRefusals, readBody } from "./readBody.ts";
import { refusals, type RefusalStatus } from "./refusals.ts";
import { refusalLog } from "./refusalLog.ts";
import type { BodyType, Prover, Sender } from "./Sender.ts";

/** An answer, before it is a `Response`. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request; `forwardedUrl` is the address that a trusted proxy tells. Never rejects. */
export type Answering = (request: Request, forwardedUrl?: string) => Promise<Answer>;

/** What it takes to answer. */
export interface AnsweringSettings {
  /** The provider's name, with which log lines begin. */
  readonly provider: string;
  readonly sender: Sender;
  readonly inbox: Inbox;
  /** The path that is answered; `undefined` for any. */
  readonly path: string | undefined;
  readonly log: (line: string) => void;
}

const plainText = "text/plain; charset=utf-8";

function refusal(status: RefusalStatus): Answer {
  const headers: Record<string, string> = { "content-type": plainText };
  if (status === 405) headers["allow"] = "POST";
  // The body is not read, or not to its end, so that the connection can carry no other request.
  if (status !== 400 && status !== 403 && status !== 500) headers["connection"] = "close";
  return { status, headers, body: `${refusals[status].answer}\n` };
}

const bodyTypes: Readonly<Record<string, BodyType>> = {
  "application/x-www-form-urlencoded": "form",
  "application/json": "json",
  "application/cloudevents+json": "json",
  "application/cloudevents-batch+json": "json",
  "text/plain": "text",
};

/** What UTF-8 readers can read: no other charset, no compression. */
function bodyTypeOf(headers: Headers): BodyType | undefined {
  if (!/^(?:identity)?$/i.test(headers.get("content-encoding") ?? "")) return undefined;
  const [type = "", ...parameters] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  if (charset !== undefined && !/^charset="?(?:utf-?8|us-ascii)"?$/.test(charset)) return undefined;
  const name = type.trim();
  return Object.hasOwn(bodyTypes, name) ? bodyTypes[name] : undefined;
}

/** A URL's path and what stands behind it, as they are written. */
function targetOf(url: string): { readonly path: string; readonly search: string } {
  const host = url.indexOf("//") + 2;
  const slash = url.indexOf("/", host);
  const path = slash < 0 ? "/" : url.slice(slash).replace(/#.*$/s, "");
  const query = path.indexOf("?");
  return query < 0 ? { path, search: "" } : { path: path.slice(0, query), search: path.slice(query) };
}

/**
 * Makes the answering of requests.
 *
 * @param settings Who sends, and where messages go.
 * @returns Answers 404, 405, 415, 413, 408, 400 or 403 to what is no genuine message, in this order of looking; else what
 * the sender wants to hear, before any login is at work.
 */
export function answering({ provider, sender, inbox, path, log }: AnsweringSettings): Answering {
  const tell = refusalLog(log);
  const refuse = (status: RefusalStatus, why: string): Answer => {
    inbox.mishap(refusals[status].mishap);
    tell(`${provider}: refused a request (${status}): ${why}`);
    return refusal(status);
  };
  const accepted: Answer = {
    status: 200,
    headers: { "content-type": sender.answer.type },
    body: sender.answer.body,
  };
  let prove: Prover | undefined;
  const answer: Answering = async (request, forwardedUrl) => {
    const target = targetOf(request.url);
    if (path !== undefined && target.path !== path) {
      return refuse(404, `its path is not ${path} (a router or proxy that strips a prefix: option path)`);
    }
    if (request.method !== "POST") return refuse(405, "it is no POST");
    const bodyType = bodyTypeOf(request.headers);
    if (bodyType === undefined || !sender.bodyTypes.includes(bodyType)) {
      return refuse(415, `its body is no ${sender.bodyTypes.join(" or ")} in UTF-8`);
    }
    const body = await readBody(request);
    if ("problem" in body) return refuse(...bodyRefusals[body.problem]);
    const form = bodyType === "form" ? formFields(body.text) : undefined;
    if (bodyType === "form" && form === undefined) {
      return refuse(400, `it is a form of more than ${mostFields} fields`);
    }
    const received = {
      headers: request.headers,
      search: target.search,
      bodyType,
      body: body.text,
      form,
      forwardedUrl,
    };
    prove ??= await sender.loadProver();
    const proof = prove(received);
    if (!proof.genuine) return refuse(403, proof.found);
    const messages = sender.read(received);
    if (typeof messages === "string") {
      return refuse(400, `it is genuine, but its body cannot be read: ${messages}`);
    }
    if (messages.length === 0) inbox.mishap("no message");
    for (const { idLastsMillis, requestId, ...message } of messages) {
      inbox.receive(message, { idLastsMillis, requestId });
    }
    return accepted;
  };
  return (request, forwardedUrl) =>
    answer(request, forwardedUrl).catch((error: unknown) =>
      refuse(500, isAuthError(error) ? error.message : "it broke something here")
    );
}
