/**
 * `autoshares-auth request`: one call of the API, its answer on stdout.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { Argument, Command, Flag } from "effect/cli";
import process from "node:process";
import { type InvalidConfiguration, NetworkFailed, RequestTimedOut } from "../../AuthError.ts";
import { authErrorTable } from "../../AuthErrorTable.ts";
import { isReading } from "../../internal/session/apiSend.ts";
import { networkFailure } from "../../internal/http/networkFailure.ts";
import { undecided } from "../../internal/undecided.ts";
import type { ApiError } from "../../Session.ts";
import { apiMethods } from "./apiMethods.ts";
import { CommandFailed } from "../CommandFailed.ts";
import { invalid } from "../settings/invalid.ts";
import { readSettingFile } from "../settings/Settings.ts";
import { stdinText } from "../process/stdinText.ts";
import { write } from "../process/terminal.ts";
import { type Added, inCliWords, sessionFlags, userSession } from "../session/userSession.ts";

/** How long the server may be silent in the middle of an answer, in milliseconds. */
const silenceMillis = 30_000;

function methodOf(text: string): Effect.Effect<string, InvalidConfiguration> {
  const method = text.toUpperCase();
  return apiMethods.includes(method)
    ? Effect.succeed(method)
    : invalid("METHOD", `is none of ${apiMethods.join(", ")}`);
}

/** JSON as it is typed, in a file (`@file`), or on standard input (`-`). It is sent letter by letter. */
function bodyOf(data: string): Effect.Effect<string, InvalidConfiguration> {
  const text = data === "-" || data === "@-"
    ? stdinText("Paste the request's JSON, then end it with Ctrl-D:")
    : data.startsWith("@")
    ? readSettingFile("--data", data.slice(1))
    : Effect.succeed(data);
  return Effect.flatMap(text, (json) => {
    // What is no UTF-8 was read as this sign; a byte order mark is none of JSON's (RFC 8259, 8.1).
    const plain = json.replace(/^\uFEFF/, "");
    try {
      JSON.parse(plain);
      return plain.includes("\uFFFD")
        ? invalid("--data", "is no UTF-8; nothing was sent")
        : Effect.succeed(plain);
    } catch {
      return invalid("--data", "is no JSON; nothing was sent");
    }
  });
}

/**
 * Writes an answer's body as it comes; whoever reads it may take all the time.
 *
 * @param body The body.
 * @param fields What is added to a failure of the connection.
 */
function writeBody(body: ReadableStream<Uint8Array>, fields: { readonly retryable?: false }) {
  const step = "ApiRequest";
  return Effect.acquireUseRelease(
    Effect.sync(() => body.getReader()),
    Effect.fnUntraced(function* (reader) {
      const next = Effect.tryPromise({
        try: () => reader.read(),
        catch: (error) => new NetworkFailed({ step, ...networkFailure(error), ...fields }),
      }).pipe(Effect.timeoutOrElse({
        duration: silenceMillis,
        orElse: () => Effect.fail(new RequestTimedOut({ step, timeoutMillis: silenceMillis, ...fields })),
      }));
      let last: Uint8Array | undefined;
      for (let part = yield* next; !part.done; part = yield* next) {
        yield* write(part.value);
        if (part.value.length > 0) last = part.value;
      }
      if (process.stdout.isTTY && last !== undefined && last.at(-1) !== 10) yield* write("\n");
    }),
    (reader) => Effect.promise(() => reader.cancel().catch(() => {})),
  );
}

/** Whoever copies a path out of a whole URL takes along the `/api` that the base URL ends in. */
const isDoubled = (path: string, baseUrl: string): boolean =>
  /^\/?api(?:[/?]|$)/i.test(path) && /\/api\/?$/i.test(baseUrl);

/** The end of a request that was answered with a status. The server's own words for it are left out. */
function outcome(status: number, isRead: boolean, doubled: boolean): Effect.Effect<void, CommandFailed> {
  if (status < 400) return Effect.void;
  const failed = (exitCode: number, advice = "") =>
    Effect.fail(new CommandFailed(exitCode, `The API answered ${status}.${advice}`));
  if (status === 404 && doubled) {
    return failed(
      authErrorTable.ApiRefused.exitCode,
      " PATH begins after the base URL, which ends in /api already: leave /api out.",
    );
  }
  if (status < 500 && status !== 429) return failed(authErrorTable.ApiRefused.exitCode);
  return isRead || status === 429
    ? failed(authErrorTable.ServerFault.exitCode)
    : failed(undecided.exitCode, ` ${undecided.advice}`);
}

const config = {
  ...sessionFlags,
  method: Argument.String("METHOD").pipe(Argument.withDescription(apiMethods.join(", "))),
  path: Argument.String("PATH").pipe(
    Argument.withDescription("Below the base URL, for example /v1.0/users/@me/info"),
  ),
  data: Flag.String("data").pipe(
    Flag.withMetavar("JSON|@FILE|-"),
    Flag.withDescription("The body: JSON, a file that holds it, or standard input"),
    Flag.optional,
  ),
};

const summary = "Call the API with the stored token (or a new one), and write the answer's body to stdout";

/** The command. */
export const requestCommand: Command.Command<
  "request",
  never,
  object,
  ApiError | Added | CommandFailed
> = Command.make(
  "request",
  config,
  Effect.fnUntraced(function* (input) {
    const method = yield* methodOf(input.method);
    const body = Option.isSome(input.data) ? yield* bodyOf(input.data.value) : undefined;
    if (body !== undefined && isReading(method)) {
      return yield* invalid("--data", `cannot go with ${method}`);
    }
    const user = yield* userSession(input, { renew: false });
    const response = yield* inCliWords(
      user.session.fetch(input.path, {
        method,
        headers: {
          "Accept": "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
      }),
      user,
    );
    const { status, body: answered } = response;
    const isRead = isReading(method);
    if (answered !== null) {
      yield* Effect.mapError(
        writeBody(answered, isRead ? {} : { retryable: false }),
        (error) =>
          // The answer is lost, not the request.
          isRead || error._tag !== "CommandFailed" ? error : new CommandFailed(
            undecided.exitCode,
            `The API answered ${status}, and standard output takes no answer. ${undecided.advice}`,
          ),
      );
    }
    yield* outcome(status, isRead, isDoubled(input.path, user.session.baseUrl));
  }, Effect.scoped),
).pipe(
  Command.withDescription(
    `${summary}\n  Exit code 7: the API refused the request (4xx); 6: the server failed, or could not be reached; 8: a request that ` +
      "changes something may have been done, so look before you repeat it. An answer's body is written in any case.",
  ),
  Command.withShortDescription(summary),
);
