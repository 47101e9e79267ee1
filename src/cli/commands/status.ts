/**
 * `autoshares-auth status`: what is stored of a user, without the token.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import { Command, Flag } from "effect/cli";
import type { InvalidConfiguration, LoginPostponed, LoginWithheld, StoreFailed } from "../../AuthError.ts";
import type { Attempts } from "../../Attempts.ts";
import type { AuthToken } from "../../AuthToken.ts";
import { isUsable } from "../../internal/session/tokenTimes.ts";
import { CommandFailed } from "../CommandFailed.ts";
import { optionsAsVariables } from "../settings/optionsAsVariables.ts";
import { standingRefusal } from "../session/standingRefusal.ts";
import { answer } from "../process/terminal.ts";
import { userFlags, type UserRecords, userRecords } from "../session/userRecords.ts";

/** What `--json` writes; times in ISO 8601. */
interface Status {
  readonly username: string;
  readonly baseUrl: string;
  readonly store: string;
  /** The files, or the names in Redis, of the token and the attempt ledger. */
  readonly places: ReadonlyArray<string>;
  readonly token: {
    readonly good: boolean;
    readonly obtainedAt: Date;
    readonly expiresAt: Date;
    readonly provider: string | null;
    readonly codesTried: number;
  } | null;
  readonly ledger: {
    readonly refused: ReadonlyArray<{ readonly what: string; readonly times: number; readonly at: Date }>;
    readonly codesRefused: ReadonlyArray<Date>;
  } | null;
  /** What failed of the store. */
  readonly problems: ReadonlyArray<string>;
}

function statusOf(
  { username, baseUrl, store, places, stored }: UserRecords,
  auth: Result.Result<AuthToken | undefined, StoreFailed>,
  attempts: Result.Result<Attempts, StoreFailed>,
  now: number,
): Status {
  const token = Result.getOrElse(auth, () => undefined);
  const ledger = Result.isSuccess(attempts) ? attempts.success : undefined;
  return {
    username,
    baseUrl,
    store: store.name,
    places: places(stored.key),
    token: token === undefined ? null : {
      good: isUsable(token.expiresAt.getTime(), now),
      obtainedAt: token.obtainedAt,
      expiresAt: token.expiresAt,
      provider: token.provider ?? null,
      codesTried: token.codesTried,
    },
    ledger: ledger === undefined ? null : {
      refused: ledger.refused.map(({ what, times, at }) => ({ what, times, at: new Date(at) })),
      codesRefused: ledger.codes.map((time) => new Date(time)),
    },
    problems: Array.from(
      new Set(
        [Result.getFailure(auth), Result.getFailure(attempts)]
          .flatMap((failure) => Option.isSome(failure) ? [optionsAsVariables(failure.value.message)] : []),
      ),
    ),
  };
}

/** The same for people. */
function lines({ username, baseUrl, store, places, token, ledger, problems }: Status): string {
  const rows: Array<readonly [title: string, text: string]> = [
    ["user", `${username} at ${baseUrl}`],
    ["store", [store, ...places].join("\n")],
    [
      "token",
      token === null ? "none" : `${token.good ? "good until" : "expired"} ${token.expiresAt.toISOString()}`,
    ],
  ];
  if (token !== null) {
    const from = token.provider === null ? "no code was needed" : `code from ${token.provider}`;
    rows.push(["login", `${token.obtainedAt.toISOString()}, ${from}`]);
  }
  for (const { what, times, at } of ledger?.refused ?? []) {
    rows.push([
      "ledger",
      `the ${what} was refused ${times === 1 ? "" : `${times} times, last `}at ${at.toISOString()}`,
    ]);
  }
  const codes = ledger?.codesRefused ?? [];
  if (codes.length > 0) {
    rows.push(["ledger", `${codes.length} refused codes, the last at ${codes.at(-1)!.toISOString()}`]);
  }
  if (rows.every(([title]) => title !== "ledger") && ledger !== null) {
    rows.push(["ledger", "nothing was refused"]);
  }
  for (const problem of problems) rows.push(["problem", problem]);
  return rows.map(([title, text]) => `${title.padEnd(9)}${text.replaceAll("\n", `\n${" ".repeat(9)}`)}`).join(
    "\n",
  );
}

/** What keeps the user from being served; nothing where the token is good and no credential stands refused. */
function notReady(
  { username, token, problems }: Status,
  refusal: LoginWithheld | LoginPostponed | undefined,
): CommandFailed | undefined {
  if (refusal?._tag === "LoginWithheld") return new CommandFailed(refusal.exitCode, refusal.message);
  if (token?.good) return undefined;
  if (refusal !== undefined) return new CommandFailed(refusal.exitCode, refusal.message);
  if (token === null && problems.length > 0) {
    return new CommandFailed(6, `What is stored of ${username} cannot be read.`);
  }
  const what = token === null ? "No token" : "No token that is still good";
  return new CommandFailed(6, `${what} of ${username} is stored. “autoshares-auth token” logs in.`);
}

const flags = {
  ...userFlags,
  json: Flag.Boolean("json").pipe(
    Flag.withDescription("Write one JSON object, without the token"),
    Flag.withDefault(false),
  ),
};

const summary = "Show what is stored: token's expiry, refused credentials, files";

/** The command. */
export const statusCommand: Command.Command<"status", never, object, InvalidConfiguration | CommandFailed> =
  Command
    .make(
      "status",
      flags,
      Effect.fnUntraced(function* (input) {
        const records = yield* userRecords(input);
        const auth = yield* Effect.result(records.stored.token);
        const attempts = yield* Effect.result(records.stored.attempts);
        const now = yield* Clock.currentTimeMillis;
        const status = statusOf(records, auth, attempts, now);
        const refusal = Result.isSuccess(attempts)
          ? yield* standingRefusal(records, attempts.success, now)
          : undefined;
        yield* answer(input.json ? JSON.stringify(status) : lines(status));
        const problem = notReady(status, refusal);
        if (problem !== undefined) return yield* problem;
      }, Effect.scoped),
    ).pipe(
      Command.withDescription(
        `${summary}\n  Exit code 0: a good token; 3: the password or pin stands refused; 6: no good token, or the store fails`,
      ),
      Command.withShortDescription(summary),
    );
