import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImapFailureTag } from "../../plugins/imap.ts";
import type { TwilioFailureTag } from "../../plugins/twilio.ts";
import type { WebPromptFailureTag } from "../../plugins/web_prompt.ts";
import type { WebhookFailureTag } from "../../plugins/webhook.ts";
import { settingNames, toldNames } from "../../src/cli/settings/variables.ts";
import { root } from "../package/run.ts";

const page = (name: string): string => readFileSync(join(root, "docs", name), "utf8");

const imapTags: Record<ImapFailureTag, true> = {
  AppPasswordRequired: true,
  BasicAuthenticationDisabled: true,
  ImapDisabled: true,
  BrowserSignInRequired: true,
  SignInRefused: true,
  SignInUnavailable: true,
  SettingUnusable: true,
  TokenRefused: true,
  ScopeTooSmall: true,
  TooManyConnections: true,
  ServerUnavailable: true,
  MailboxNotFound: true,
  HostNotFound: true,
  ConnectionRefused: true,
  NotPermitted: true,
  ConnectionLost: true,
  NoAnswer: true,
  GreetingUnreadable: true,
  CertificateUntrusted: true,
  CertificateExpired: true,
  CertificateNameMismatch: true,
  TlsFailed: true,
  StarttlsUnavailable: true,
  Unexpected: true,
  MailboxBusy: true,
  AccessTokenUnavailable: true,
  RefreshTokenRefused: true,
  ClientRefused: true,
  TokenRequestRefused: true,
  NoConnection: true,
  AnswerUnusable: true,
};

const webhookTags: Record<WebhookFailureTag, true> = {
  PackageMissing: true,
  PortTaken: true,
  NotPermitted: true,
  AddressUnavailable: true,
  Unexpected: true,
  InboxBusy: true,
  SettingUnusable: true,
  CodeRedacted: true,
};

const twilioTags: Record<TwilioFailureTag, true> = {
  ...webhookTags,
  SignInRefused: true,
  NotAllowed: true,
  AccountNotFound: true,
  TooManyRequests: true,
  ServerUnavailable: true,
  NoConnection: true,
  AnswerUnusable: true,
};

const webPromptTags: Record<WebPromptFailureTag, true> = {
  NotServed: true,
  PackageMissing: true,
  PortTaken: true,
  NotPermitted: true,
  AddressUnavailable: true,
  NoticeRefused: true,
  NoticeUnavailable: true,
  NoConnection: true,
  NoticeFailed: true,
};

describe("the page of a provider names each reason of its failures once, in the table", () => {
  it.each([
    ["imap", imapTags],
    ["webhook", webhookTags],
    ["twilio", twilioTags],
    ["web-prompt", webPromptTags],
  ])("%s", (name, tags) => {
    const failures = page(`providers/${name}.md`).split("\n## Failures\n")[1] ?? "";
    const rows = failures.split("\n").filter((line) => line.startsWith("| `"));
    const told = rows.flatMap((row) => (row.split("|")[1] ?? "").match(/\w+/g) ?? []);
    const known = (tag: string): boolean => Object.hasOwn(tags, tag);
    expect(told.filter(known).sort()).toEqual(Object.keys(tags).sort());
  });
});

describe("variables are ones that the command line reads", () => {
  const known = new Set([...settingNames, ...toldNames]);
  const pages = ["providers", "recipes"].flatMap((folder) =>
    readdirSync(join(root, "docs", folder)).map((name) => `${folder}/${name}`)
  );

  it.each(pages)("%s", (name) => {
    const named = page(name).match(/\b(?:AUTOSHARES|TWILIO)_[A-Z_]*[A-Z]\b(?!_)/g) ?? [];
    expect(named.filter((variable) => !known.has(variable))).toEqual([]);
  });
});
