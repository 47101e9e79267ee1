import { describe, expect, it } from "vitest";
import { drop } from "../../../support/imapScript.ts";
import { type AttemptOptions, failureOf } from "../../../support/imapScriptFailure.ts";

const refused = (line: string, attempt: AttemptOptions = {}) =>
  failureOf({ answers: { LOGIN: line } }, attempt);
const token = "ya29.access-token";
const oauthCapability = "IMAP4rev1 SASL-IR AUTH=XOAUTH2";
const refusedToken = (json: object | undefined, line: string, host?: string) =>
  failureOf({
    capability: oauthCapability,
    answers: { AUTHENTICATE: json === undefined ? line : [`+ ${btoa(JSON.stringify(json))}`, line] },
  }, { accessToken: token, host });

describe("a refused password asks for an app password", () => {
  it.each([
    [
      "imap.gmail.com",
      "$ NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)",
    ],
    ["imap.gmail.com", "$ NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"],
    ["imap.googlemail.com", "$ NO [ALERT] Invalid credentials (Failure)"],
    ["imap.mail.me.com", "$ NO [AUTHENTICATIONFAILED] Authentication failed"],
    ["imap.mail.yahoo.com", "$ NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials"],
    ["imap.aol.com", "$ NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials"],
    ["imap.fastmail.com", "$ NO Incorrect username or password."],
    ["imap.zoho.eu", "$ NO [ALERT] Invalid credentials(Failure)"],
    ["imappro.zoho.com.au", "$ NO [AUTHENTICATIONFAILED] Invalid credentials(Failure)"],
    [
      "imap.yandex.com",
      "$ NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials or IMAP is disabled sc=abc_290737_53p",
    ],
    ["imap.mail.ru", "$ NO [AUTHENTICATIONFAILED] Application password is REQUIRED"],
    ["imap.qq.com", "$ NO LOGIN Login error password error"],
    ["mail.example.com", "$ NO [AUTHENTICATIONFAILED] Please use an app password"],
    ["mail.example.com", "$ NO Login failed: use your authorization code"],
  ])("at %s: %s", async (host, line) => {
    expect(await refused(line, { host })).toMatchObject({ _tag: "AppPasswordRequired", retryable: false });
  });

  it("and says where to make one", async () => {
    const line = "$ NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)";
    const { problem } = await refused(line, { host: "imap.gmail.com" });
    expect(problem).toBe(
      "Google takes an app password here, not the account's own: make one at https://myaccount.google.com/apppasswords " +
        "(two-step verification must be on); if this is one, it was mistyped or revoked",
    );
  });
});

describe("a refused password asks for OAuth", () => {
  it.each([
    ["outlook.office365.com", "$ NO LOGIN failed."],
    ["imap-mail.outlook.com", "$ NO [AUTHENTICATIONFAILED] something new"],
    [
      "outlook.office365.com",
      "$ NO Basic authentication is disabled.\r\n* BYE Microsoft Exchange Server IMAP4 server signing off.",
    ],
    ["mail.example.com", "$ NO Basic Authentication is disabled."],
    ["mail.example.com", `$ NO LOGIN failed. Error="AuthFailed:LogonDenied-BasicAuthBlocked-"`],
  ])("at %s: %s", async (host, line) => {
    const failure = await refused(line, { host });
    expect(failure).toMatchObject({ _tag: "BasicAuthenticationDisabled", retryable: false });
    expect(failure.problem).toContain("accessToken");
  });

  it("also where the server takes it by AUTHENTICATE PLAIN", async () => {
    const script = {
      capability: "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2",
      answers: { AUTHENTICATE: ["+ ", "$ NO AUTHENTICATE failed."] },
    };
    expect(await failureOf(script, { host: "outlook.office365.com" })).toMatchObject({
      _tag: "BasicAuthenticationDisabled",
    });
  });
});

describe("a sign-in is refused because", () => {
  it.each([
    [
      "ImapDisabled",
      "$ NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access. (Failure)",
    ],
    [
      "ImapDisabled",
      "$ NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator for questions about this feature. (Failure)",
    ],
    [
      "ImapDisabled",
      "$ NO [ALERT] You are yet to enable IMAP for your account. Please contact your administrator (Failure)",
    ],
    ["ImapDisabled", "$ NO Full IMAP support is not enabled for this account"],
    [
      "BrowserSignInRequired",
      "$ NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)",
    ],
    ["BrowserSignInRequired", "$ NO Web login required."],
    ["SignInRefused", "$ NO [AUTHENTICATIONFAILED] Authentication failed."],
    ["SignInRefused", "$ NO Login failed."],
    ["SignInRefused", "$ BAD what"],
    ["SignInRefused", "$ NO [EXPIRED] That password isn't valid any more"],
    ["SignInRefused", "$ NO [CONTACTADMIN] Account blocked"],
    ["SignInRefused", "$ NO [AUTHENTICATIONFAILED] Wrong password, try again later"],
    [
      "SignInUnavailable",
      "$ NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.",
    ],
  ])("%s: %s", async (tag, line) => {
    expect(await refused(line)).toMatchObject({ _tag: tag, retryable: false });
  });
});

describe("a sign-in may be tried again later because", () => {
  it.each([
    ["TooManyConnections", "$ NO [ALERT] Too many simultaneous connections. (Failure)"],
    ["TooManyConnections", "$ NO [LIMIT] no"],
    ["TooManyConnections", "$ NO [INUSE] no"],
    [
      "TooManyConnections",
      "$ NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)",
    ],
    ["TooManyConnections", "$ NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)"],
    ["TooManyConnections", "* BYE Too many simultaneous connections"],
    ["ServerUnavailable", "$ NO [UNAVAILABLE] Temporary authentication failure."],
    ["ServerUnavailable", "$ NO [ALERT] Temporary System Error (Failure)"],
    ["ServerUnavailable", "$ NO Server Unavailable. 15"],
    ["ServerUnavailable", "$ NO Temporary authentication failure."],
    ["ServerUnavailable", "$ NO Internal error occurred. Refer to server log for more information."],
    ["ServerUnavailable", "$ NO Service temporarily unavailable, please try again later"],
    ["TooManyConnections", "$ NO Login failed: too many open connections"],
    ["TooManyConnections", "$ NO Maximum number of connections from user+IP exceeded"],
    ["TooManyConnections", "$ NO [ALERT] Account exceeded command or bandwidth limits. (Failure)"],
    ["ServerUnavailable", "* BYE Temporary problem, please try again later"],
    ["ConnectionLost", "* BYE Autologout"],
    ["ConnectionLost", "* BYE Too many invalid IMAP commands."],
    ["ConnectionLost", drop],
  ])("%s: %s", async (tag, line) => {
    for (const host of ["mail.example.com", "imap.gmail.com", "outlook.office365.com"]) {
      expect(await refused(line, { host })).toMatchObject({ _tag: tag, retryable: true });
    }
  });
});

describe("a refused password is not tried again, whatever else the server says of it:", () => {
  const hosts = ["mail.example.com", "imap.gmail.com", "outlook.office365.com"];
  const sayings = [
    "Login failed. Please try again.",
    "Login failed, try again later",
    "Invalid login or password, please try again later",
    "[ALERT] Invalid login or password, please try again later",
    "Password is wrong or login is unavailable",
    "Wrong password: too many connections",
    "Incorrect password; service temporarily unavailable",
    "Login failed: server error, check credentials",
    "Sign-in denied, temporary failure",
    "Login disabled: internal error",
    "This account is temporarily unavailable",
    "Too many logins",
    "Rate limit exceeded",
    "Limit exceeded",
    "Try later",
  ];

  it.each(sayings)("%s", async (saying) => {
    for (const host of hosts) {
      expect(await refused(`$ NO ${saying}`, { host })).toMatchObject({ retryable: false });
    }
    expect(await refused(`$ NO ${saying}`)).toMatchObject({
      _tag: "SignInRefused",
      problem: expect.stringContaining("refused the user or the password: check both"),
    });
    const script = {
      capability: "IMAP4rev1 AUTH=PLAIN",
      answers: { AUTHENTICATE: ["+ ", `$ NO ${saying}`] },
    };
    expect(await failureOf(script)).toMatchObject({ _tag: "SignInRefused", retryable: false });
  });

  it.each([
    "$ NO too many failed attempts, account is locked",
    "$ NO Too many failed login attempts. Try again later.",
    "$ NO [AUTHENTICATIONFAILED] Too many invalid logins",
    "$ NO [LIMIT] Too many login failures",
    "$ NO [UNAVAILABLE] Account temporarily locked, try again later",
    "$ NO [ALERT] Your IP address has been blocked: too many connections",
    "$ NO Account suspended",
    "* BYE Too many failed login attempts",
    "$ BYE Account is locked, try again later",
  ])("a locked account wants patience: %s", async (line) => {
    for (const host of hosts) {
      const failure = await refused(line, { host });
      expect(failure).toMatchObject({ _tag: "SignInRefused", retryable: false });
      expect(failure.problem).toMatch(
        /is locked, or has had too many failed sign-ins: wait some minutes, and check user and password before/,
      );
    }
  });

  it.each(["* BYE Invalid password, try again later", "$ BYE Login failed"])(
    "said in a goodbye: %s",
    async (line) => {
      expect(await refused(line)).toMatchObject({ _tag: "SignInRefused", retryable: false });
    },
  );
});

describe("no way to sign in that both sides have", () => {
  it("a server that takes no passwords wants OAuth", async () => {
    const certificateless = { capability: "IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2" };
    expect(await failureOf(certificateless)).toMatchObject({
      _tag: "SignInUnavailable",
      problem: "the mail server takes no password without TLS: set tls to starttls or implicit",
      commands: ["CAPABILITY"],
    });
  });

  it("a server without OAuth wants a password", async () => {
    const failure = await failureOf({}, { accessToken: token });
    expect(failure).toMatchObject({ _tag: "SignInUnavailable", retryable: false, commands: ["CAPABILITY"] });
    expect(failure.problem).toContain("no OAuth");
  });

  it.each([{ accessToken: `${token}\n` }, { password: "two\0lines" }])(
    "what cannot be sent is not sent: %j",
    async (attempt) => {
      const failure = await failureOf({ capability: "IMAP4rev1 AUTH=XOAUTH2" }, attempt);
      expect(failure).toMatchObject({ _tag: "SettingUnusable", commands: ["CAPABILITY"] });
    },
  );
});

describe("a refused access token", () => {
  const json = { status: "400", schemes: "Bearer", scope: "https://mail.google.com/" };

  it("of Google's names the scope", async () => {
    const failure = await refusedToken(
      json,
      "$ NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
      "imap.gmail.com",
    );
    expect(failure).toMatchObject({ _tag: "TokenRefused", retryable: false });
    expect(failure.problem).toMatch(/expired.*https:\/\/mail\.google\.com\/$/);
  });

  it("of Microsoft's names the scope", async () => {
    const failure = await refusedToken(undefined, "$ NO AUTHENTICATE failed.", "outlook.office365.com");
    expect(failure._tag).toBe("TokenRefused");
    expect(failure.problem).toContain("https://outlook.office.com/IMAP.AccessAsUser.All");
  });

  it("whose scope is too small says so (RFC 7628)", async () => {
    const failure = await failureOf({
      capability: "IMAP4rev1 SASL-IR AUTH=OAUTHBEARER",
      answers: { AUTHENTICATE: [`+ ${btoa(`{"status":"insufficient_scope"}`)}`, "$ NO failed"] },
    }, { accessToken: token, host: "imap.gmail.com" });
    expect(failure).toMatchObject({ _tag: "ScopeTooSmall", retryable: false });
    expect(failure.problem).toContain("https://mail.google.com/");
  });

  it("is none where there are too many connections", async () => {
    expect(await refusedToken(json, "$ NO [ALERT] Too many simultaneous connections. (Failure)"))
      .toMatchObject({ _tag: "TooManyConnections", retryable: true });
  });

  it("that opens no mailbox at Microsoft, seen at NAMESPACE or at the mailbox", async () => {
    const line = "$ BAD User is authenticated but not connected.";
    const host = "outlook.office365.com";
    for (const command of ["NAMESPACE", "EXAMINE"]) {
      const script = { capability: `${oauthCapability} NAMESPACE`, answers: { [command]: line } };
      const failure = await failureOf(script, { accessToken: token, host, mailbox: "INBOX" });
      expect(failure).toMatchObject({ _tag: "ScopeTooSmall", retryable: false });
      expect(failure.problem).toContain("https://outlook.office.com/IMAP.AccessAsUser.All");
    }
  });
});

describe("a mailbox that cannot be opened", () => {
  it.each([
    "$ NO [NONEXISTENT] Unknown Mailbox: Codes (Failure)",
    "$ NO [TRYCREATE] Mailbox doesn't exist: Codes",
    "$ NO Codes doesn't exist.",
    "$ NO [NOPERM] Access denied",
  ])("is not found: %s", async (line) => {
    const failure = await failureOf({ answers: { EXAMINE: line } }, { mailbox: "Codes" });
    expect(failure).toMatchObject({ _tag: "MailboxNotFound", retryable: false });
    expect(failure.problem).toContain("the mailbox Codes does not exist");
  });

  it.each([
    ["TooManyConnections", "EXAMINE", "$ NO [INUSE] Mailbox is locked"],
    ["TooManyConnections", "EXAMINE", "$ BAD Request is throttled. Suggested Backoff Time: 30 milliseconds"],
    ["ServerUnavailable", "EXAMINE", "$ NO [SERVERBUG] Internal error occurred. Refer to server log"],
    ["ServerUnavailable", "LIST", "$ NO [UNAVAILABLE] Temporary System Error (Failure)"],
    ["ConnectionLost", "EXAMINE", drop],
    ["NoAnswer", "LOGIN", "(silence)"],
  ])("but for now: %s at %s: %s", async (tag, command, line) => {
    expect(await failureOf({ answers: { [command]: line } }, { mailbox: "Codes" }))
      .toMatchObject({ _tag: tag, retryable: true });
  });
});
