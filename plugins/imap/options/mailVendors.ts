/**
 * What is special about signing in to the large mail services, by their hosts.
 *
 * @module
 */

/** A mail service whose IMAP servers refuse an account's own password. */
export interface MailVendor {
  /** Its name, for messages. */
  readonly name: string;
  /** Its IMAP hosts, in lower case. */
  readonly hosts: RegExp;
  /** What it wants in place of the account's own password: a password for one app, or OAuth 2 only. */
  readonly wants: "app password" | "oauth";
  /** Where to get that, in a few words that can follow `make one`. */
  readonly where: string;
  /** The OAuth 2 scope for IMAP, where it has one. */
  readonly scope?: string | undefined;
}

/** In no order: the hosts do not overlap. Facts from the services' own help pages. */
const vendors: ReadonlyArray<MailVendor> = [
  {
    name: "Google",
    hosts: /(?:^|\.)(?:gmail|googlemail)\.com$/,
    wants: "app password",
    where: "at https://myaccount.google.com/apppasswords (two-step verification must be on)",
    scope: "https://mail.google.com/",
  },
  {
    name: "Microsoft",
    hosts: /(?:^|\.)(?:office365\.(?:com|us)|office\.com|outlook\.(?:com|cn)|hotmail\.com|live\.com)$/,
    wants: "oauth",
    where: "with accessToken, for example microsoftAccessToken",
    scope: "https://outlook.office.com/IMAP.AccessAsUser.All",
  },
  {
    name: "Apple",
    hosts: /(?:^|\.)(?:me|mac|icloud)\.com$/,
    wants: "app password",
    where: "at https://account.apple.com, Sign-In and Security",
  },
  {
    name: "Yahoo",
    hosts: /(?:^|\.)(?:yahoo\.(?:[a-z]{2,3}|com?\.[a-z]{2})|ymail\.com)$/,
    wants: "app password",
    where: "at https://login.yahoo.com/account/security",
  },
  {
    name: "AOL",
    hosts: /(?:^|\.)aol\.com$/,
    wants: "app password",
    where: "at https://login.aol.com/account/security",
  },
  {
    name: "Fastmail",
    hosts: /(?:^|\.)(?:fastmail\.(?:com|fm)|messagingengine\.com)$/,
    wants: "app password",
    where: "in Settings, Privacy & Security, with access to IMAP",
  },
  {
    name: "Zoho",
    hosts: /(?:^|\.)zoho(?:cloud)?\.(?:[a-z]{2,3}|com\.[a-z]{2})$/,
    wants: "app password",
    where: "at accounts.zoho.com, Security (and switch IMAP on in the mail settings)",
  },
  {
    name: "Yandex",
    hosts: /(?:^|\.)(?:yandex\.(?:[a-z]{2,3}|com\.[a-z]{2})|ya\.ru)$/,
    wants: "app password",
    where: "at https://id.yandex.com/security (and switch IMAP on in the mail settings)",
  },
  {
    name: "Mail.ru",
    hosts: /(?:^|\.)mail\.ru$/,
    wants: "app password",
    where: "at https://account.mail.ru, Security",
  },
  {
    name: "QQ Mail",
    hosts: /(?:^|\.)qq\.com$/,
    wants: "app password",
    where: "(it is called authorization code) in the mail settings, where IMAP is switched on",
  },
  {
    name: "NetEase",
    hosts: /(?:^|\.)(?:163|126|188)\.com$|(?:^|\.)yeah\.net$/,
    wants: "app password",
    where: "(it is called authorization code) in the mail settings, where IMAP is switched on",
  },
];

/**
 * The mail service that runs a host.
 *
 * @param host Name of an IMAP server, in any case, perhaps with a final dot.
 * @returns The service, or `undefined` for any other host.
 */
export function mailVendor(host: string): MailVendor | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  return vendors.find(({ hosts }) => hosts.test(name));
}
