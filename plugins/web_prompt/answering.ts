/**
 * Answers the browsers' requests.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { isLoopbackHost } from "../internal/isLoopbackHost.ts";
import type { Answer, Answering } from "../webhook/answering.ts";
import { refusalLog } from "../webhook/refusalLog.ts";
import type { FormGuard } from "./FormGuard.ts";
import { pageAnswer, seeOther } from "./pageAnswer.ts";
import { type FormError, formPage } from "./page/formPage.ts";
import { awayPage, checkingPage, endedPage, problemPages, takenPage } from "./page/plainPages.ts";
import { provider } from "./promptFailed.ts";
import type { PromptLinks } from "./PromptLinks.ts";
import type { PromptLogin } from "./PromptLogin.ts";
import { linkPath, type PublicAddress } from "./publicAddress.ts";
import { readSubmission, type Refused } from "./readSubmission.ts";

/** What it takes to answer. */
export interface AnsweringSettings {
  readonly links: PromptLinks;
  readonly guard: FormGuard;
  /** Where browsers find the pages; nothing where that is not known. */
  readonly address: () => PublicAddress | undefined;
  /** Whether a request may name any host, as behind a proxy; else only this machine. */
  readonly takesAnyHost: boolean;
  readonly keyboard: "numeric" | "text";
  readonly log: (line: string) => void;
}

/** How long the answer to a form waits for the broker's, in milliseconds. */
const verdictMillis = 8000;

/** What a request is about: a link, or what became of its code. */
const target = /^\/([\w-]{43})(\/sent)?$/;

/** A proxy may strip the path's beginning, or leave it. */
function targetOf(url: string, { path }: PublicAddress) {
  const { pathname } = new URL(url);
  const rest = pathname.startsWith(`${path}/`) ? pathname.slice(path.length) : pathname;
  const [, id, sent] = target.exec(rest) ?? [];
  return id === undefined ? undefined : { id, isSent: sent !== undefined };
}

/** A body that is not read leaves the connection good for nothing. */
const closing = { connection: "close" };

const hasBody = (headers: Headers): boolean =>
  headers.has("transfer-encoding") || (headers.get("content-length") ?? "0") !== "0";

/** It changes nothing, and what it carries is not read. */
const isLook = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/**
 * Makes the answering of requests.
 *
 * @param settings The logins and their links.
 * @returns Answers; it never rejects.
 */
export function answering(
  { links, guard, address, takesAnyHost, keyboard, log }: AnsweringSettings,
): Answering {
  const tell = refusalLog(log);

  const form = (
    login: PromptLogin,
    { isSecure }: PublicAddress,
    status = 200,
    error?: FormError,
  ): Answer => {
    const { state, context } = login;
    if (state._tag !== "Asking") return pageAnswer(410, awayPage);
    const token = guard.token(login, state.attempt);
    const now = Date.now();
    const parts = formPage({ context, asking: state, token, keyboard, error, now });
    return pageAnswer(status, parts, { "set-cookie": guard.cookie(login, isSecure, state.until - now) });
  };

  const shown = (login: PromptLogin, where: PublicAddress): Answer => {
    const { state } = login;
    switch (state._tag) {
      case "Unasked":
        return pageAnswer(404, problemPages[404]);
      case "Asking":
        return form(login, where);
      case "Taken":
        return pageAnswer(410, takenPage);
      case "Away":
        return pageAnswer(410, awayPage);
      case "Ended":
        return pageAnswer(410, endedPage(state, login.context));
    }
  };

  /** What became of a code, for whoever has sent it. */
  const outcome = (login: PromptLogin, where: PublicAddress, id: string): Answer => {
    const { state } = login;
    switch (state._tag) {
      case "Asking":
        return seeOther(linkPath(where, id));
      case "Taken":
        return pageAnswer(200, checkingPage);
      case "Ended":
        return pageAnswer(200, endedPage(state, login.context), {
          "set-cookie": guard.cookie(login, where.isSecure, 0),
        });
      default:
        return shown(login, where);
    }
  };

  const submitted = async (
    request: Request,
    login: PromptLogin,
    where: PublicAddress,
    id: string,
  ): Promise<Answer> => {
    const wait = login.posts.count(Date.now());
    if (wait !== undefined) {
      login.mishap("too many");
      return pageAnswer(429, problemPages[429], { ...closing, "retry-after": String(wait) });
    }
    if (login.state._tag === "Ended") return pageAnswer(410, endedPage(login.state, login.context), closing);
    const read = await readSubmission(request, where.origin);
    if ("status" in read) return refuse(read, login);
    const problem = guard.problem(login, where.isSecure, request.headers, read);
    if (problem !== undefined) {
      login.mishap(problem);
      tell(`${provider}: refused a form (403): ${problem}`);
      return form(login, where, 403, problem === "no cookie" ? "no cookie" : "other page");
    }
    const became = login.submit(read.code, read.attempt);
    switch (became) {
      case "taken":
        await login.verdict(verdictMillis);
        return login.state._tag === "Taken"
          ? seeOther(`${linkPath(where, id)}/sent`)
          : outcome(login, where, id);
      case "not asked":
        // The same form again, by a second click, or from another page of this link.
        return login.state._tag === "Taken" ? seeOther(`${linkPath(where, id)}/sent`) : shown(login, where);
      case "other attempt":
        return form(login, where, 409, became);
      default:
        return form(login, where, 422, became);
    }
  };

  const refuse = ({ status, why, isRead }: Refused, login?: PromptLogin): Answer => {
    login?.mishap("not a form");
    tell(`${provider}: refused a request (${status}): ${why}`);
    return pageAnswer(status, problemPages[status], isRead ? {} : closing);
  };

  const answer = async (request: Request): Promise<Answer> => {
    const looks = isLook(request);
    if (!looks && request.method !== "POST") {
      return pageAnswer(405, problemPages[405], { ...closing, allow: "GET, HEAD, POST" });
    }
    const where = address();
    // A name that another site has pointed at this machine makes its pages of one origin with these (DNS rebinding).
    const isOurs = URL.canParse(request.url) &&
      (takesAnyHost || isLoopbackHost(new URL(request.url).hostname));
    if (!isOurs) {
      return refuse({ status: 421, why: "it names another host than this machine", isRead: false });
    }
    const asked = where && targetOf(request.url, where);
    const login = asked && links.find(asked.id);
    if (where === undefined || asked === undefined || login === undefined || login.state._tag === "Unasked") {
      return pageAnswer(404, problemPages[404], looks ? {} : closing);
    }
    if (looks) return asked.isSent ? outcome(login, where, asked.id) : shown(login, where);
    return asked.isSent
      ? pageAnswer(405, problemPages[405], { ...closing, allow: "GET, HEAD" })
      : await submitted(request, login, where, Redacted.value(login.id));
  };
  return async (request) => {
    const { body, headers, status } = await answer(request).catch(() =>
      refuse({ status: 500, why: "it broke something here", isRead: false })
    );
    return {
      status,
      // Nobody waits for the end of what is not read.
      headers: isLook(request) && hasBody(request.headers) ? { ...headers, ...closing } : headers,
      body: request.method === "HEAD" ? "" : body,
    };
  };
}
