/** Code providers for tests, which write down what is done to them. */
import * as Effect from "effect/Effect";
import { type CodeChallenge, type CodeProvider, fromFunction, verificationCode } from "../../mod.ts";

/** A challenge, for calling `next` by hand. */
export const challenge: CodeChallenge = {
  username: "bob",
  baseUrl: "https://broker.example/api",
  attempt: 1,
  requestedAt: 0,
  timeoutMillis: 1000,
};

/** What {@linkcode recordingProvider} does. */
export interface RecordingOptions {
  readonly name?: string;
  /** Gets `arm`, `next`, `close` and `interrupted`, each after the provider's name. */
  readonly journal?: Array<string>;
  /** What `next` gives in turn: a code, or an effect; beyond the end it waits for ever. */
  readonly codes?: ReadonlyArray<string | ReturnType<typeof verificationCode>>;
  /** Done at `arm`, in the login's scope. */
  readonly arming?: ReturnType<CodeProvider["arm"]> extends Effect.Effect<infer _, infer E, infer R>
    ? Effect.Effect<unknown, E, R>
    : never;
  /** Done when the scope closes, before `close` is written. */
  readonly closing?: Effect.Effect<unknown>;
  /** Gets each challenge. */
  readonly challenges?: Array<CodeChallenge>;
}

/** A provider that gives a list of codes, one for each call over all its lives, and keeps a journal. */
export function recordingProvider(options: RecordingOptions = {}): CodeProvider {
  const { name = "mailbox", journal = [], codes = [], arming = Effect.void, closing = Effect.void } = options;
  let given = 0;
  const next = (challenge: CodeChallenge) =>
    Effect.suspend(() => {
      journal.push(`${name} next`);
      options.challenges?.push(challenge);
      const code = codes[given++];
      if (code === undefined) return Effect.never;
      return typeof code === "string" ? verificationCode(name, code) : code;
    }).pipe(Effect.onInterrupt(() => Effect.sync(() => void journal.push(`${name} interrupted`))));
  return {
    name,
    arm: () =>
      Effect.gen(function* () {
        journal.push(`${name} arm`);
        yield* Effect.addFinalizer(() =>
          Effect.andThen(closing, Effect.sync(() => void journal.push(`${name} close`)))
        );
        yield* arming;
        return { next };
      }),
  };
}

/** A provider that waits for ever. */
export const silentProvider = (name: string): CodeProvider =>
  fromFunction(() => new Promise<string>(() => {}), { name });
