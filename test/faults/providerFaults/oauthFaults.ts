/** Access tokens that cannot be had, and those that the mailbox refuses. */
import {
  endless,
  html,
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  type ScriptedReply,
} from "../../support/scriptedServer.ts";
import { drop, silence } from "../../support/imapScript.ts";
import type { ImapMailboxOptions } from "../../support/imapMailbox.ts";
import { imapOauthRig } from "../rigs/imapRig.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { providerFailed, type ProviderFault } from "./ProviderFault.ts";

const error = (status: number, code: string) => ({ provider }: RowSecrets): ScriptedReply =>
  json(status, { error: code, error_description: `about ${provider}` });

const endpoint: ReadonlyArray<
  readonly [fault: string, reason: string, retryable: boolean, answer: (secrets: RowSecrets) => ScriptedReply]
> = [
  ["a revoked refresh token", "RefreshTokenRefused", false, error(400, "invalid_grant")],
  ["a wrong client secret", "ClientRefused", false, error(401, "invalid_client")],
  ["a scope that is too small", "ScopeTooSmall", false, error(400, "invalid_scope")],
  ["a refusal that nobody knows", "TokenRequestRefused", false, error(400, "odd")],
  ["429", "ServerUnavailable", true, error(429, "rate_limit_exceeded")],
  ["500", "ServerUnavailable", true, () => reply(500, "oops")],
  ["503 and an HTML page", "ServerUnavailable", true, () => html(503, "<p>oops")],
  ["an HTML page", "AnswerUnusable", true, ({ provider }) => html(200, `<p>${provider}`)],
  ["JSON of another shape", "AnswerUnusable", true, ({ provider }) => json(200, [provider])],
  ["no access token", "AnswerUnusable", true, () => json(200, { token_type: "Bearer" })],
  ["a redirect", "AnswerUnusable", true, () => redirect(302, "https://evil.example/")],
  ["an endless body", "AnswerUnusable", true, () => endless()],
  ["a reset", "NoConnection", true, resetBefore],
  ["another protocol", "NoConnection", true, ({ provider }) => raw(`${provider}\r\n\r\n`)],
];

const mailbox: ReadonlyArray<
  readonly [
    fault: string,
    reason: string,
    retryable: boolean,
    signIns: number,
    script: (secrets: RowSecrets) => ImapMailboxOptions,
  ]
> = [
  ["the mailbox refuses the access token", "TokenRefused", false, 2, ({ provider }) => ({
    answer: ({ name }) => name === "AUTHENTICATE" ? `$ NO [AUTHENTICATIONFAILED] ${provider}` : undefined,
  })],
  ["the mailbox drops the connection at the access token", "ConnectionLost", true, 1, () => ({
    answer: ({ name }) => name === "AUTHENTICATE" ? drop : undefined,
  })],
  ["the mailbox takes no access tokens", "SignInUnavailable", false, 1, () => ({
    capability: "IMAP4rev1 LOGINDISABLED",
  })],
];

/** All of them. */
export const oauthFaults: ReadonlyArray<ProviderFault> = [
  ...endpoint.map(([fault, reason, retryable, answer]): ProviderFault => ({
    step: "Arm",
    fault: `the token endpoint answers with ${fault}`,
    rig: imapOauthRig({ answer }),
    expected: providerFailed(reason, retryable),
    signIns: 0,
  })),
  ...mailbox.map(([fault, reason, retryable, signIns, script]): ProviderFault => ({
    step: "Arm",
    fault,
    rig: imapOauthRig({ script }),
    expected: providerFailed(reason, retryable),
    signIns,
  })),
  {
    step: "Arm",
    fault: "the mailbox stalls after the access token",
    rig: imapOauthRig({
      script: () => ({ answer: ({ name }) => name === "AUTHENTICATE" ? silence : undefined }),
      options: () => ({ connectTimeout: 1500, commandTimeout: 1200 }),
    }),
    waits: 3000,
    expected: providerFailed("NoAnswer", true),
    signIns: 1,
  },
];
