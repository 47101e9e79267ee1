/**
 * The question for a secret's file, which is made where it is not there.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { invalid } from "../../settings/invalid.ts";
import { lookAt } from "../../settings/lookAt.ts";
import type { Interview } from "./Interview.ts";
import { isMissing, placeProblem } from "./newFilePlace.ts";
import type { Check, Unanswered } from "./Question.ts";
import { wholePath } from "./wholePath.ts";

/** A secret that is to be in a file of its own. */
export interface SecretFile {
  /** The secret's variable; the path goes to its `…_FILE` twin. */
  readonly name: string;
  /** The question for the path. */
  readonly text: string;
  /** The question for the secret itself, where the file is not there. */
  readonly secret: string;
  /** Looks at the secret among the answers before it. */
  readonly check: Check;
}

const looked = <A>(setting: string, look: () => A) =>
  lookAt(setting, "names a file that cannot be looked at", look);

/**
 * Asks for the path; on a terminal, where nothing is there, also for the secret, of which the file is made at the end.
 *
 * @param interview Where the answers go.
 * @param file What is asked.
 */
export function askSecretFile(interview: Interview, file: SecretFile): Effect.Effect<void, Unanswered> {
  const { isTerminal, ask, confirm, files } = interview;
  const { name, text, secret, check } = file;
  const setting = `${name}_FILE`;
  const missing = (path: string) => looked(setting, () => isTerminal && isMissing(path));
  const checkPath: Check = (settings) =>
    Effect.gen(function* () {
      const path = settings.text(setting) ?? "";
      if (files.has(path)) return yield* invalid(setting, "names the file of another secret");
      if (!(yield* missing(path))) return void (yield* check(settings));
      const problem = yield* looked(setting, () => placeProblem(path));
      if (problem !== undefined) yield* invalid(setting, `names a file that is not there, and ${problem}`);
    });
  return Effect.gen(function* () {
    const path = yield* ask({ name: setting, text, meant: wholePath, check: checkPath });
    if (path === undefined || !(yield* missing(path))) return;
    const makes = yield* confirm(`  ${path} is not there. Make it, with what you type now?`, "yes");
    if (!makes) return yield* askSecretFile(interview, file);
    yield* ask({ name, text: secret, masked: true, into: path, check });
  });
}
