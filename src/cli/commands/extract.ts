/**
 * `autoshares-auth extract`: a message on stdin, its code on stdout.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { Command, Flag } from "effect/cli";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { type CodeExplanation, explainCode } from "../../CodeExtractor.ts";
import { envFile, profile, sourceOf } from "../flags.ts";
import { NoCodeFound } from "./NoCodeFound.ts";
import { codePattern, parsePattern } from "../settings/codePattern.ts";
import { invalid } from "../settings/invalid.ts";
import { readSettings } from "../settings/Settings.ts";
import { stdinText } from "../process/stdinText.ts";
import { answer, note } from "../process/terminal.ts";

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
  profile,
};

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
        const settings = yield* readSettings(sourceOf(input));
        const pattern = Option.isSome(input.pattern)
          ? yield* parsePattern("--pattern", input.pattern.value)
          : yield* codePattern(settings);
        const length = Option.getOrUndefined(input.length);
        if (length !== undefined && length < 1) {
          return yield* invalid("--length", "is not a whole number from 1");
        }
        const text = yield* stdinText("Paste the message, then end it with Ctrl-D:");
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
