/**
 * `autoshares-auth extract`: a message on stdin, its code on stdout.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { Command, Flag } from "effect/cli";
import { Buffer } from "node:buffer";
import process from "node:process";
import { InvalidConfiguration } from "../AuthError.ts";
import { type CodeExplanation, explainCode } from "../CodeExtractor.ts";
import { envFile } from "./flags.ts";
import { NoCodeFound } from "./NoCodeFound.ts";
import { codePattern, parsePattern } from "./codePattern.ts";
import { readSettings } from "./Settings.ts";
import { answer, note } from "./terminal.ts";

const longestMessageBytes = 1024 * 1024;

const flags = {
  subject: Flag.String("subject").pipe(
    Flag.withMetavar("TEXT"),
    Flag.withDescription("The message's subject, where it has one"),
    Flag.optional,
  ),
  purpose: Flag.Literals("purpose", ["login", "any"]).pipe(
    Flag.withDescription("login (default) refuses codes that say another purpose, any takes them"),
    Flag.withDefault("login" as const),
  ),
  pattern: Flag.String("pattern").pipe(
    Flag.withMetavar("REGEXP"),
    Flag.withDescription(
      "Your own pattern, its first group or else all of it the code (AUTOSHARES_CODE_PATTERN)",
    ),
    Flag.optional,
  ),
  length: Flag.Int("length").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Take only codes of this length"),
    Flag.optional,
  ),
  explain: Flag.Boolean("explain").pipe(
    Flag.withDescription("Write to stderr which candidates were refused, masked, and why"),
    Flag.withDefault(false),
  ),
  envFile,
};

async function readStdin(signal: AbortSignal): Promise<string | undefined> {
  if (process.stdin.isTTY) note("Paste the message, then end it with Ctrl-D:");
  signal.addEventListener("abort", () => process.stdin.destroy());
  const chunks: Array<Buffer> = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > longestMessageBytes) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
}

const invalid = (setting: string, problem: string) => new InvalidConfiguration({ setting, problem });

function readMessage(): Effect.Effect<string, InvalidConfiguration> {
  return Effect.flatMap(
    Effect.tryPromise({ try: readStdin, catch: () => invalid("Standard input", "cannot be read") }),
    (text) =>
      text === undefined
        ? Effect.fail(invalid("Standard input", "holds a message over 1 MiB"))
        : Effect.succeed(text),
  );
}

function explain({ candidates }: CodeExplanation): void {
  if (candidates.length === 0) note("no candidates");
  for (const { masked, where, accepted, reason } of candidates) {
    note(`${accepted ? "accepted" : "refused "}  ${masked}  (${where})  ${reason}`);
  }
}

/** The command. */
export const extractCommand: Command.Command<"extract", never, object, InvalidConfiguration | NoCodeFound> =
  Command
    .make(
      "extract",
      flags,
      Effect.fnUntraced(function* (input) {
        const settings = yield* readSettings(Option.getOrUndefined(input.envFile));
        const pattern = Option.isSome(input.pattern)
          ? yield* parsePattern("--pattern", input.pattern.value)
          : yield* codePattern(settings);
        const length = Option.getOrUndefined(input.length);
        if (length !== undefined && length < 1) {
          return yield* invalid("--length", "is not a whole number from 1");
        }
        const text = yield* readMessage();
        const body = /<(?:html|body|div|p|br|table|span)\b[^<>]{0,1000}>/i.test(text)
          ? { html: text }
          : { text };
        const subject = Option.getOrUndefined(input.subject);
        const message = { ...body, ...(subject !== undefined && { subject }) };
        const explanation = explainCode(message, {
          purpose: input.purpose,
          ...(pattern !== undefined && { pattern }),
          ...(length !== undefined && { length }),
        });
        if (input.explain) explain(explanation);
        if (explanation.code === undefined) return yield* new NoCodeFound();
        yield* answer(explanation.code);
      }),
    ).pipe(Command.withDescription("Find the verification code in a message (plain text or HTML) on stdin"));
