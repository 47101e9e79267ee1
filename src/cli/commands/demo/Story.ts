/**
 * What the demo tells of a login, in lines that somebody understands who sees this for the first time.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { VerificationCode } from "../../../CodeProvider.ts";
import type { Middleware, Plugin } from "../../../Middleware.ts";
import { coloured, note } from "../../process/terminal.ts";

/** Who does something, and the colour (SGR) of the name. */
const actors = { library: 32, broker: 33, SMS: 36, email: 36 } as const;

const width = Math.max(...Object.keys(actors).map((name) => name.length));

/** The lines of one login. */
export interface Story {
  /** Tells what somebody did just now. */
  readonly tell: (who: keyof typeof actors, what: string) => void;
  /** Seconds since the story began, for people. */
  readonly elapsed: () => string;
  /** Tells the steps of the login. */
  readonly plugin: Plugin;
}

const isCode = (value: unknown): value is VerificationCode =>
  typeof value === "object" && value !== null && "_tag" in value && value._tag === "VerificationCode";

/**
 * Begins a story.
 *
 * @param channel How the simulated broker sends its code. The code is shown: it opens nothing.
 * @returns The story, whose clock starts now.
 */
export function story(channel: "SMS" | "email"): Story {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const tell: Story["tell"] = (who, what) =>
    note(`${coloured(2, elapsed())}  ${coloured(actors[who], who.padEnd(width))}  ${what}`);
  const sent = `sends it by ${channel}`;
  const middleware: Middleware = ({ name }, next) =>
    Effect.suspend(() => {
      if (name === "RequestToken") tell("library", "sends user name and password");
      return Effect.tap(next, (result) =>
        Effect.sync(() => {
          if (name === "Arm") tell("library", "watches for the code first, so that a fast one is not missed");
          if (name === "RequestToken") tell("broker", `wants a verification code, and ${sent}`);
          if (isCode(result)) tell("library", `finds the code ${Redacted.value(result.code)}, and sends it`);
          if (name === "SubmitCode") tell("broker", "takes it, and gives a token for 24 hours");
        }));
    });
  return { tell, elapsed, plugin: { name: "story", middleware } };
}
