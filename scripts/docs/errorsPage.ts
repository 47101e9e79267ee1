/**
 * The page `docs/errors.md`, from the table of errors, their fields and the providers' reasons.
 *
 * @module
 */
import { join } from "node:path";
import type { AuthErrorTag } from "../../src/AuthError.ts";
import { authErrorTable } from "../../src/AuthErrorTable.ts";
import { undecided } from "../../src/internal/undecided.ts";
import { catching } from "./catching.ts";
import { type ErrorField, errorFields } from "./errorFields.ts";
import { root } from "../support/root.ts";
import { runDeno } from "./runDeno.ts";
import {
  imapReasons,
  type Reason,
  storeKinds,
  twilioReasons,
  webhookReasonTable,
  webPromptReasons,
} from "./providerReasons.ts";

/** Where the page is. */
export const errorsPagePath: string = join(root, "docs", "errors.md");

const tags = Object.keys(authErrorTable) as ReadonlyArray<AuthErrorTag>;
const yesNo = (yes: boolean): string => yes ? "yes" : "no";

const table = (heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const fieldLine = ({ name, type, optional, doc }: ErrorField): string =>
  `- \`${name}${optional ? "?" : ""}: ${type}\`: ${doc}`;

function errorSection(tag: AuthErrorTag, fields: ReadonlyArray<ErrorField>): string {
  const { meaning, advice, retryable, exitCode } = authErrorTable[tag];
  const facts = `Retryable: ${yesNo(retryable)}. Exit code: ${exitCode}.`;
  return [`### ${tag}`, `${meaning} ${advice} ${facts}`, fields.map(fieldLine).join("\n")].join("\n\n");
}

const reasonTable = (reasons: Readonly<Record<string, Reason>>): string =>
  table(
    ["`reason._tag`", "meaning", "retryable"],
    Object.entries(reasons).map(([tag, [meaning, retryable]]) => [`\`${tag}\``, meaning, yesNo(retryable)]),
  );

const exitCodes: ReadonlyArray<readonly [code: number, meaning: string]> = [
  [2, "a setting cannot be used, or the command line was wrong"],
  [3, "credentials, app key, pin or password refused"],
  [4, "no code"],
  [5, "code refused"],
  [6, "network, server or store at fault, or not now"],
  [7, "the API refused the request"],
];

function exitCodeTable(): string {
  const errorsWith = (code: number) =>
    tags.filter((tag) => authErrorTable[tag].exitCode === code).map((tag) =>
      `[${tag}](#${tag.toLowerCase()})`
    );
  return table(["exit code", "meaning", "errors"], [
    ["0", "done", ""],
    ["1", "a fault of the program itself: please report it", ""],
    ...exitCodes.map(([code, meaning]) => [`${code}`, meaning, errorsWith(code).join(", ")]),
    [`${undecided.exitCode}`, "a request that changes something may have been done: look first", "see below"],
    ["130", "interrupted", ""],
  ]);
}

/**
 * Makes the page.
 *
 * @returns Its text as `deno fmt` leaves it. Throws where an error or a field is not documented.
 */
export function errorsPage(): string {
  const fields = errorFields();
  const own = (tag: AuthErrorTag): ReadonlyArray<ErrorField> => {
    const found = fields.get(tag);
    if (found === undefined) throw new Error(`${tag} has no documented fields`);
    return found;
  };
  const text = [
    "<!-- Made by `npm run docs` from src/AuthErrorTable.ts, src/AuthError.ts and scripts/docs; do not edit. -->",
    "# Errors",
    "Everything that a login, a session or a store can fail with is one of these classes. Each error has `_tag`, `message` (what happened and what to do next), `retryable` (whether the same login, tried again later and unchanged, may succeed) and `exitCode` (the command line's), beside its own fields. No message and no field holds a password, app key, code or token.",
    table(
      ["`_tag`", "what happened", "retryable", "exit code"],
      tags.map((tag) => {
        const { meaning, retryable, exitCode } = authErrorTable[tag];
        return [`[${tag}](#${tag.toLowerCase()})`, meaning, yesNo(retryable), `${exitCode}`];
      }),
    ),
    "Plugins add errors of their own, which a login has only where the plugin is used: `CircuitOpen`, `LoginRateExceeded` and `StepTimedOut`. They have `_tag`, `message` and `retryable` too (`StepTimedOut` of a call of the API has `false`: it may have been done), and no `exitCode` (on the command line `LoginRateExceeded` ends with 6); `isAuthError` does not hold for them.",
    catching,
    "## What to do about each",
    ...tags.map((tag) => errorSection(tag, own(tag))),
    "## Why a provider failed",
    "`ProviderFailed` says in `reason._tag` what kind of failure it was, where its provider tells kinds apart. Its own `retryable` is that of the kind, which the table shows. `message` says what mends it.",
    "### `imap`",
    "`isImapFailure` of `@autoshares/auth/imap`. The last six are of the access tokens.",
    reasonTable(imapReasons),
    "### `webhook`",
    "`isWebhookFailure` of `@autoshares/auth/webhook`.",
    reasonTable(webhookReasonTable),
    "### `twilio-webhook` and `twilio-messages`",
    "`isTwilioFailure` of `@autoshares/auth/twilio`. The last seven are of `twilio-messages` alone.",
    reasonTable(twilioReasons),
    "### `web-prompt`",
    "`isWebPromptFailure` of `@autoshares/auth/web-prompt`.",
    reasonTable(webPromptReasons),
    "## How a store failed",
    "`StoreFailed` says it in `kind`. A store that fails never costs a login: `onStoreFailed` is told, and the token is used.",
    table(
      ["`kind`", "meaning"],
      Object.entries(storeKinds).map(([kind, meaning]) => [`\`${kind}\``, meaning]),
    ),
    "## Exit codes",
    exitCodeTable(),
    `They are those of [the command line](command-line.md#exit-codes). An error of an API call (\`step\` is \`ApiRequest\`) that may have changed something has \`retryable: false\` and exit code ${undecided.exitCode}, whatever the tables say of its tag. ${undecided.advice} \`exec\` ends with its program's own exit code.`,
  ].filter((part) => part !== "").join("\n\n");
  const { status, stdout, stderr } = runDeno(["fmt", "--ext", "md", "-"], `${text}\n`);
  if (status !== 0) throw new Error(`deno fmt has failed: ${stderr}`);
  return stdout;
}
