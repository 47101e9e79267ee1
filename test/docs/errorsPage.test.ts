/** The page of errors is what the source says. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { authErrorTable } from "../../mod.ts";
import { failure } from "../../plugins/imap/failures/failureReasons.ts";
import { apiFailed } from "../../plugins/twilio/apiFailure.ts";
import { errorsPage, errorsPagePath } from "../../scripts/docs/errorsPage.ts";
import { imapReasons, twilioReasons, webPromptReasons } from "../../scripts/docs/providerReasons.ts";

const timeout = 60_000;

describe("docs/errors.md", () => {
  it("is what `npm run docs` makes of the source", { timeout }, () => {
    expect(readFileSync(errorsPagePath, "utf8")).toBe(errorsPage());
  });

  it("has a section for every error, with its fields", { timeout }, () => {
    const page = errorsPage();
    for (const tag of Object.keys(authErrorTable)) expect(page).toContain(`\n### ${tag}\n`);
    expect(page).toContain("- `waitedMillis: number`: How long this wait was, in milliseconds.");
    expect(page).toContain('- `kind: "dns" | "connect"');
  });

  it("says of a mailbox's failures what the provider says", () => {
    const own = ["MailboxBusy", "AccessTokenUnavailable"];
    const ofTokens = [
      "RefreshTokenRefused",
      "ClientRefused",
      "TokenRequestRefused",
      "NoConnection",
      "AnswerUnusable",
    ];
    for (const [tag, [, retryable]] of Object.entries(imapReasons)) {
      if (own.includes(tag) || ofTokens.includes(tag)) continue;
      expect([tag, retryable]).toEqual([tag, failure(tag as Parameters<typeof failure>[0], "").retryable]);
    }
  });

  it("says of Twilio's API what the provider says", () => {
    const ofApi = [
      "SignInRefused",
      "NotAllowed",
      "AccountNotFound",
      "NotPermitted",
      "TooManyRequests",
      "ServerUnavailable",
      "NoConnection",
      "AnswerUnusable",
    ] as const;
    for (const _tag of ofApi) {
      expect([_tag, twilioReasons[_tag][1]]).toEqual([_tag, apiFailed({ _tag, problem: "" }).retryable]);
    }
  });

  it("begins every meaning small, since it follows the reason's name", () => {
    const meanings = [imapReasons, twilioReasons, webPromptReasons].flatMap((reasons) =>
      Object.values(reasons)
    );
    for (const [meaning] of meanings) expect(meaning).toMatch(/^(?:[a-z]|`|IMAP |STARTTLS |Deno )/);
  });
});
