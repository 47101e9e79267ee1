/**
 * `POST {baseUrl}/token`.
 *
 * Facts: the ETNA Trader documentation on two-factor authentication, pins and password expiry
 * ({@link https://github.com/etnatrader/gitbookHelp}). `SecutityPin` is the wire's spelling.
 *
 * @module
 */
import type { Account, Accounts, LoginUnderWay } from "./Accounts.ts";
import type { CodeDelivery } from "./CodeDelivery.ts";
import { randomToken } from "./random.ts";
import type { ProtocolValues } from "./ReceivedRequest.ts";
import { appKeyRefused, json, type Reply } from "./Reply.ts";
import type { SimulatorSettings } from "./settings.ts";

/** A response, and the code to deliver with it. */
export interface TokenAnswer {
  readonly reply: Reply;
  readonly delivery?: CodeDelivery;
}

type WireStep = "BaseAuthentication" | "VerificationCode" | "SecutityPin";

const failed = (step: WireStep, reason: string): TokenAnswer => ({
  reply: json(401, { State: "Failed", Step: step, Reason: reason }),
});

const expecting = (step: WireStep, reason: string, token: string): TokenAnswer => ({
  reply: json(202, { Step: step, Reason: reason, State: "Expecting", Token: token }),
});

/** The endpoint. */
export class TokenEndpoint {
  readonly #settings: SimulatorSettings;
  readonly #accounts: Accounts;

  constructor(settings: SimulatorSettings, accounts: Accounts) {
    this.#settings = settings;
    this.#accounts = accounts;
  }

  /** Answers a request: app key, username and password are checked each time, then what the login has come to. */
  answer(values: ProtocolValues): TokenAnswer {
    const { appKey, password, authorized, bearer, code } = values;
    if (appKey === undefined || !this.#settings.appKeys.has(appKey)) return { reply: appKeyRefused };
    const account = this.#accounts.find(values.username);
    if (account === undefined) return failed("BaseAuthentication", "Invalid credentials");
    if (this.#accounts.isLocked(account)) return failed("BaseAuthentication", "User is locked");
    if (account.user.password !== password) {
      if (password !== undefined) this.#accounts.fail(account);
      return failed("BaseAuthentication", "Invalid credentials");
    }
    if (account.user.passwordExpired) return passwordExpired();
    const login = authorized || code !== undefined
      ? this.#accounts.resume(account, appKey, bearer)
      : this.#accounts.begin(account, appKey);
    return login === undefined
      ? failed("VerificationCode", "Corrupted ticket")
      : this.#advance(account, login, values);
  }

  /** Takes what the request carries, and asks for the first thing that is still missing. */
  #advance(account: Account, login: LoginUnderWay, { code, pin }: ProtocolValues): TokenAnswer {
    const { user } = account;
    if (user.pin !== undefined && pin !== undefined) {
      if (pin !== user.pin) {
        this.#accounts.fail(account);
        return failed("SecutityPin", "Invalid pin");
      }
      login.pinAccepted = true;
    }
    const checkPin = () => this.#missingPin(account, login);
    const checkCode = () => this.#missingCode(account, login, code);
    const missing = user.pinStep === "before-code" ? checkPin() ?? checkCode() : checkCode() ?? checkPin();
    return missing ?? { reply: json(200, { State: "Succeeded", Token: this.#accounts.succeed(account) }) };
  }

  #missingPin({ user }: Account, login: LoginUnderWay): TokenAnswer | undefined {
    const ask = (reason: string) => expecting("SecutityPin", reason, this.#accounts.renewTicket(login));
    if (user.pinNotSet) return ask("PIN code is not init");
    return user.pin === undefined || login.pinAccepted ? undefined : ask("Invalid pin");
  }

  #missingCode(account: Account, login: LoginUnderWay, code: string | undefined): TokenAnswer | undefined {
    const { twoFactor = "none" } = account.user;
    if (twoFactor === "none" || (login.codeAccepted && code === undefined)) return undefined;
    if (login.code === undefined) {
      const delivery = this.#accounts.issueCode(account, login, twoFactor);
      return { ...this.#askForCode(login), delivery };
    }
    if (code === undefined) return this.#askForCode(login);
    if (code !== login.code.text) {
      this.#accounts.fail(account);
      return this.#codeRefused(account, login, "Invalid confirmation code");
    }
    // An accepted code comes again with the pin.
    if (!login.codeAccepted && this.#settings.clock() >= login.code.expiresAt) {
      return this.#codeRefused(account, login, "Confirmation code has expired");
    }
    login.codeAccepted = true;
    return undefined;
  }

  #askForCode(login: LoginUnderWay): TokenAnswer {
    return expecting("VerificationCode", "Expecting confirmation code", this.#accounts.renewTicket(login));
  }

  #codeRefused(account: Account, login: LoginUnderWay, reason: string): TokenAnswer {
    login.codesRefused++;
    if (login.codesRefused >= this.#settings.maxCodeAttempts) account.login = undefined;
    return account.login !== undefined && this.#settings.wrongCode === "expecting"
      ? this.#askForCode(login)
      : failed("VerificationCode", reason);
  }
}

/** The page that documents it names the step in `State`. Its token is for the change of the password alone. */
function passwordExpired(): TokenAnswer {
  return {
    reply: json(401, {
      State: "BaseAuthentication",
      Reason: "Your Password has expired and must be changed",
      Token: randomToken(),
    }),
  };
}
