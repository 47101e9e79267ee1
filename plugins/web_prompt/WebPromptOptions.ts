/**
 * The options of the provider `web-prompt`.
 *
 * @module
 */
import { InvalidConfiguration } from "../../mod.ts";
import { checkNames } from "../internal/checkNames.ts";
import type { OnCodeNeeded } from "./PromptNotice.ts";
import { provider } from "./promptFailed.ts";
import { type PublicAddress, publicAddress } from "./publicAddress.ts";
import { toStderr } from "./toStderr.ts";

/** Options of `webPrompt`. */
export interface WebPromptOptions {
  /**
   * Where browsers find the pages: https, perhaps with a path, such as `https://bot.example/code`; http on a loopback
   * address only. Default: where `listen` listens.
   */
  readonly publicUrl?: string | URL | undefined;
  /**
   * Brings the link to a person, such as `ntfy(…)`, `slack(…)`, `telegram(…)` or a function of your own. Default, where
   * there is no `publicUrl`: the link is written to standard error.
   */
  readonly onCodeNeeded?: OnCodeNeeded | undefined;
  /** What a phone offers to type with: `numeric` (default) for codes of digits, `text` for codes with letters. */
  readonly keyboard?: "numeric" | "text" | undefined;
  /** Takes a line about refused requests, without their content; default `console.warn`. */
  readonly log?: ((line: string) => void) | undefined;
}

/** Options that have been checked. */
export interface WebPromptSettings {
  readonly address: PublicAddress | undefined;
  readonly onCodeNeeded: OnCodeNeeded;
  readonly keyboard: "numeric" | "text";
  readonly log: (line: string) => void;
}

const optionNames: { readonly [Name in keyof Required<WebPromptOptions>]: true } = {
  publicUrl: true,
  onCodeNeeded: true,
  keyboard: true,
  log: true,
};

/**
 * Checks the options.
 *
 * @param options What the user gave; plain JavaScript may give anything.
 * @returns The settings.
 * @throws {InvalidConfiguration} Where one cannot be used.
 */
export function webPromptSettings(options: WebPromptOptions): WebPromptSettings {
  checkNames(provider, options, optionNames);
  const check = (option: string, works: boolean, problem: string): void => {
    if (!works) throw new InvalidConfiguration({ setting: `${provider} ${option}`, problem });
  };
  const { publicUrl, onCodeNeeded, keyboard = "numeric", log } = options;
  const address = publicUrl === undefined ? undefined : publicAddress(publicUrl);
  check(
    "onCodeNeeded",
    onCodeNeeded === undefined || typeof onCodeNeeded === "function",
    "must be a function",
  );
  check(
    "onCodeNeeded",
    onCodeNeeded !== undefined || address === undefined || !address.isSecure,
    "is missing, and nobody would learn of the link: give ntfy, slack, telegram or a function of your own (or " +
      "toStderr(), where a person reads standard error)",
  );
  check("keyboard", keyboard === "numeric" || keyboard === "text", "must be numeric or text");
  check("log", log === undefined || typeof log === "function", "must be a function");
  return {
    address,
    onCodeNeeded: onCodeNeeded ?? toStderr(),
    keyboard,
    log: log ?? ((line) => console.warn(line)),
  };
}
