/**
 * The server's memory: users, logins under way, tokens and failures.
 *
 * @module
 */
import { type CodeDelivery, codeMessage } from "./CodeDelivery.ts";
import { randomToken } from "./random.ts";
import type { SimulatorSettings } from "./settings.ts";
import type { SimulatedUser } from "./SimulatorOptions.ts";

/** A login under way: from the first request to the token. */
export interface LoginUnderWay {
  /** The app key of the first request. */
  readonly appKey: string;
  /** The newest interim token, the only one that counts. */
  ticket: string;
  ticketExpiresAt: number;
  /** The code that was sent. */
  code: { readonly text: string; readonly expiresAt: number } | undefined;
  codeAccepted: boolean;
  pinAccepted: boolean;
  /** Codes refused so far. */
  codesRefused: number;
}

/** A user and what the server knows of him. */
export interface Account {
  readonly user: SimulatedUser;
  readonly id: number;
  readonly email: string;
  readonly phone: string;
  readonly addedAt: number;
  login: LoginUnderWay | undefined;
  /** The code that was sent last, for whichever login. */
  lastCode: string | undefined;
  /** Wrong passwords, pins and codes since the last success. */
  failures: number;
}

const tokenLifetime = 24 * 60 * 60 * 1000;
const firstUserId = 1001;

/** All accounts of a server. Times are in milliseconds since 1970. */
export class Accounts {
  readonly #settings: SimulatorSettings;
  readonly #accounts = new Map<string, Account>();
  readonly #tokens = new Map<string, { readonly account: Account; readonly expiresAt: number }>();

  constructor(settings: SimulatorSettings) {
    this.#settings = settings;
    for (const [index, user] of settings.users.entries()) {
      const id = firstUserId + index;
      this.#accounts.set(user.username, {
        user,
        id,
        email: user.email ?? emailOf(user.username, id),
        phone: user.phone ?? "+12015550123",
        addedAt: settings.clock(),
        login: undefined,
        lastCode: undefined,
        failures: 0,
      });
    }
  }

  /** The account of a name, if there is one. */
  find(username: string | undefined): Account | undefined {
    return username === undefined ? undefined : this.#accounts.get(username);
  }

  /** The accounts of all users. */
  all(): Iterable<Account> {
    return this.#accounts.values();
  }

  /** Starts a login. One under way for the same user is worthless from now on, its code and interim token with it. */
  begin(account: Account, appKey: string): LoginUnderWay {
    account.login = {
      appKey,
      ticket: "",
      ticketExpiresAt: 0,
      code: undefined,
      codeAccepted: false,
      pinAccepted: false,
      codesRefused: 0,
    };
    return account.login;
  }

  /** The login that an interim token belongs to; none where it is missing, altered, old, expired or of another user. */
  resume(account: Account, appKey: string, ticket: string | undefined): LoginUnderWay | undefined {
    const { login } = account;
    return login !== undefined && login.ticket === ticket && login.appKey === appKey &&
        this.#settings.clock() < login.ticketExpiresAt
      ? login
      : undefined;
  }

  /** Gives a login a newer interim token, which replaces the older one. */
  renewTicket(login: LoginUnderWay): string {
    login.ticket = randomToken();
    login.ticketExpiresAt = this.#settings.clock() + this.#settings.interimTokenLifetime;
    return login.ticket;
  }

  /** Makes a login's code, and the message that carries it. */
  issueCode(account: Account, login: LoginUnderWay, channel: "email" | "sms"): CodeDelivery {
    const text = this.#settings.generateCode(account.lastCode);
    account.lastCode = text;
    login.code = { text, expiresAt: this.#settings.clock() + this.#settings.codeLifetime };
    const to = channel === "email" ? account.email : account.phone;
    return codeMessage(channel, account.user.username, to, text);
  }

  /** Ends a login with a token. */
  succeed(account: Account): string {
    const now = this.#settings.clock();
    // The map is in the order of issue, which is that of expiry.
    for (const [token, { expiresAt }] of this.#tokens) {
      if (now < expiresAt) break;
      this.#tokens.delete(token);
    }
    account.login = undefined;
    account.failures = 0;
    const token = randomToken();
    this.#tokens.set(token, { account, expiresAt: now + tokenLifetime });
    return token;
  }

  /** Counts a wrong password, pin or code. The one that locks the account ends its login. */
  fail(account: Account): void {
    account.failures++;
    if (this.isLocked(account)) account.login = undefined;
  }

  /** Whether the account has had its failures. */
  isLocked(account: Account): boolean {
    return account.failures >= this.#settings.maxFailures;
  }

  /** Forgets a user's failures; throws where there is no such user. */
  unlock(username: string): void {
    const account = this.find(username);
    if (account === undefined) throw new Error("unlock: there is no such user");
    account.failures = 0;
  }

  /** Makes the tokens of a user worthless, or those of all; throws where there is no such user. */
  revokeTokens(username?: string): void {
    const account = this.find(username);
    if (username !== undefined && account === undefined) {
      throw new Error("revokeTokens: there is no such user");
    }
    for (const [token, { account: owner }] of this.#tokens) {
      if (account === undefined || owner === account) this.#tokens.delete(token);
    }
  }

  /** Whose token it is; nobody's where it is unknown or has expired. */
  ownerOf(token: string | undefined): Account | undefined {
    const known = token === undefined ? undefined : this.#tokens.get(token);
    return known !== undefined && this.#settings.clock() < known.expiresAt ? known.account : undefined;
  }
}

function emailOf(username: string, id: number): string {
  if (/^[\w.+-]+@[\w.-]+$/.test(username)) return username;
  return /^[\w.+-]+$/.test(username) ? `${username}@example.com` : `user${id}@example.com`;
}
