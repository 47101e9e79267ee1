/**
 * The links of all logins.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { createHash, randomBytes } from "node:crypto";
import type { LoginContext } from "../../mod.ts";
import { PromptLogin } from "./PromptLogin.ts";

/** Ended logins whose links still say so; of more, the newest. */
const mostEnded = 1000;

/** How long they say so, in milliseconds. */
const endedMillis = 60 * 60 * 1000;

/** A link's secret: 256 bits in base64url. */
const idForm = /^[\w-]{43}$/;

/** Found by their hash: how long the search takes tells nothing about a secret. */
const keyOf = (id: string): string => createHash("sha256").update(id, "utf8").digest("base64");

/** The logins of one provider by their links. */
export class PromptLinks {
  readonly #waiting = new Map<string, PromptLogin>();
  readonly #ended = new Map<string, { readonly login: PromptLogin; readonly at: number }>();

  /**
   * Makes a link.
   *
   * @param context Who logs in.
   * @returns The login, with a link of its own.
   */
  open(context: LoginContext): PromptLogin {
    const id = randomBytes(32).toString("base64url");
    const login = new PromptLogin(Redacted.make(id, { label: "link" }), context);
    this.#waiting.set(keyOf(id), login);
    return login;
  }

  /**
   * Ends a login's link.
   *
   * @param login The login.
   * @param hasToken Whether it has its token.
   */
  close(login: PromptLogin, hasToken: boolean): void {
    const key = keyOf(Redacted.value(login.id));
    // A link that nobody was told of need not say anything.
    const isKnown = login.state._tag !== "Unasked";
    login.end(hasToken);
    this.#waiting.delete(key);
    if (!isKnown) return;
    this.#ended.set(key, { login, at: Date.now() });
    if (this.#ended.size > mostEnded) this.#ended.delete(this.#ended.keys().next().value!);
  }

  /**
   * Finds a login.
   *
   * @param id What a request names.
   * @returns The login, which may have ended within the last hour; nothing for an unknown link.
   */
  find(id: string): PromptLogin | undefined {
    if (!idForm.test(id)) return undefined;
    const key = keyOf(id);
    const ended = this.#ended.get(key);
    if (ended === undefined) return this.#waiting.get(key);
    if (Date.now() - ended.at < endedMillis) return ended.login;
    this.#ended.delete(key);
    return undefined;
  }
}
