/**
 * Makes sure that a form was sent by the page that showed it.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { createHmac, randomBytes } from "node:crypto";
import { sameSecret } from "../internal/sameSecret.ts";
import type { PromptLogin } from "./PromptLogin.ts";

/** How long a cookie outlives the wait that it was given in, in seconds: the login may ask again. */
const graceSeconds = 3600;

/** RFC 6265bis, 5.5: browsers keep no cookie for longer. In seconds. */
const mostSeconds = 400 * 24 * 3600;

/** What is wrong with a form's origin. */
export type FormProblem = "other site" | "no cookie" | "other page";

/**
 * Tokens and cookies of one provider, good for one link each. They are made from the link and a key of this process, so
 * that a page that is opened twice works twice.
 */
export class FormGuard {
  readonly #key = randomBytes(32);

  #sign(...parts: ReadonlyArray<string>): string {
    return createHmac("sha256", this.#key).update(JSON.stringify(parts)).digest("base64url");
  }

  #name({ id }: PromptLogin, isSecure: boolean): string {
    const name = `web-prompt-${this.#sign("name", Redacted.value(id)).slice(0, 16)}`;
    // RFC 6265bis, 4.1.3.2: such a cookie comes from this host alone, over TLS.
    return isSecure ? `__Host-${name}` : name;
  }

  #value({ id }: PromptLogin): string {
    return this.#sign("cookie", Redacted.value(id));
  }

  /**
   * The cookie of a page.
   *
   * @param login Whose page.
   * @param isSecure Whether the page is https.
   * @param leftMillis How long the wait may go on, in milliseconds; 0 where the cookie has served.
   * @returns The header `Set-Cookie`.
   */
  cookie(login: PromptLogin, isSecure: boolean, leftMillis: number): string {
    const isOver = leftMillis === 0;
    const value = isOver ? "" : this.#value(login);
    const seconds = Math.min(Math.max(0, Math.ceil(leftMillis / 1000)) + graceSeconds, mostSeconds);
    const secure = isSecure ? "; Secure" : "";
    return `${this.#name(login, isSecure)}=${value}; Path=/; Max-Age=${isOver ? 0 : seconds}; ` +
      `HttpOnly; SameSite=Strict${secure}`;
  }

  /**
   * The token of a form.
   *
   * @param login Whose form.
   * @param attempt For which attempt.
   * @returns The token.
   */
  token(login: PromptLogin, attempt: number): string {
    return this.#sign("form", Redacted.value(login.id), String(attempt), this.#value(login));
  }

  /**
   * Checks a form's cookie and token.
   *
   * @param login Whose form.
   * @param isSecure Whether the page is https.
   * @param headers The request's.
   * @param form Token and attempt, as they came.
   * @returns What is wrong, or nothing.
   */
  problem(
    login: PromptLogin,
    isSecure: boolean,
    headers: Headers,
    { token, attempt }: { readonly token: string; readonly attempt: number },
  ): FormProblem | undefined {
    const name = `${this.#name(login, isSecure)}=`;
    const cookie = (headers.get("cookie") ?? "").split(";").map((each) => each.trim())
      .find((each) => each.startsWith(name));
    if (cookie === undefined) return "no cookie";
    const fits = [
      sameSecret(this.#value(login), cookie.slice(name.length)),
      sameSecret(this.token(login, attempt), token),
    ];
    return fits.includes(false) ? "other page" : undefined;
  }
}

/**
 * Whether a request comes from a page of this origin, as far as the browser tells.
 *
 * @param headers The request's.
 * @param origin The pages' origin.
 * @returns Whether nothing speaks against it.
 */
export function isFromOwnPage(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const from = headers.get("origin");
  // `Referrer-Policy: no-referrer` makes browsers write `null` for our own forms (Fetch, “append a request Origin header”).
  return from === null || from === "null" || from === origin;
}
