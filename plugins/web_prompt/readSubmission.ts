/**
 * Reads what a form has sent.
 *
 * @module
 */
import { formFields } from "../webhook/formFields.ts";
import { bodyRefusals, readBody } from "../webhook/readBody.ts";
import { isFromOwnPage } from "./FormGuard.ts";

/** What a form has sent. */
export interface Submission {
  readonly code: string;
  readonly token: string;
  readonly attempt: number;
}

/** A request that is no form of ours. */
export interface Refused {
  readonly status: 400 | 403 | 408 | 413 | 415 | 421 | 500;
  /** In words for the log; free of what the request says. */
  readonly why: string;
  /** Whether its body has been read to its end. */
  readonly isRead: boolean;
}

/** Greatest length of a field that is looked at: a token has 43 characters, a code 32, a message that is pasted more. */
const longestField = 1000;

const isForm = (headers: Headers): boolean =>
  /^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-?8"?\s*)?$/i.test(
    headers.get("content-type") ?? "",
  ) && /^(?:identity)?$/i.test(headers.get("content-encoding") ?? "");

/**
 * Reads the form of a POST.
 *
 * @param request The request.
 * @param origin The pages' origin.
 * @returns What was sent, or why the request is refused: 415, 403, 413, 408 or 400, in this order of looking.
 */
export async function readSubmission(request: Request, origin: string): Promise<Submission | Refused> {
  const { headers } = request;
  if (!isForm(headers)) return { status: 415, why: "its body is no form in UTF-8", isRead: false };
  if (!isFromOwnPage(headers, origin)) {
    return { status: 403, why: "the browser says that it comes from another page", isRead: false };
  }
  const body = await readBody(request);
  if ("problem" in body) {
    const [status, why] = bodyRefusals[body.problem];
    return { status, why, isRead: body.problem === "not UTF-8" };
  }
  const fields = formFields(body.text);
  const field = (name: string): string | undefined => {
    const value = fields?.[name];
    return typeof value === "string" && value.length <= longestField ? value : undefined;
  };
  const [code, token, attempt] = [field("code"), field("token"), field("attempt")];
  return code === undefined || token === undefined || attempt === undefined || !/^\d{1,4}$/.test(attempt)
    ? { status: 400, why: "it is not the page's form", isRead: true }
    : { code, token, attempt: Number(attempt) };
}
