/**
 * The pages that only say something.
 *
 * @module
 */
import type { LoginContext } from "../../../mod.ts";
import type { PromptState } from "../PromptLogin.ts";
import { icons, type PageParts } from "./document.ts";
import { html } from "./html.ts";
import { waitScript } from "./script.ts";

const text = (words: string): string => `<p class="soft">${html(words)}</p>`;
const status = (words: string): string => `<p class="soft" role="status">${html(words)}</p>`;

/** The code is with the broker, which has not answered yet. */
export const checkingPage: PageParts = {
  title: "Code taken",
  icon: icons.wait,
  heading: "Code taken",
  body: status("The broker is checking it. You may close this page, or wait here for the answer.") +
    '<p><a href="sent">Look again</a></p>',
  script: waitScript,
};

/** A code that is only listened to, as the command `listen` does: no broker has seen it. */
const uncheckedPage: PageParts = {
  title: "Code taken",
  icon: icons.done,
  tone: "good",
  heading: "Code taken",
  body: status("The program that waited has it. No broker has checked it. You may close this page."),
};

/**
 * The end of a login whose code was typed here, or of one that went another way.
 *
 * @param state How it ended.
 * @param context Who logs in; nobody where a code is only listened to.
 * @returns The page's parts.
 */
export function endedPage(
  { hasToken, codeWasTyped }: Extract<PromptState, { readonly _tag: "Ended" }>,
  { username }: LoginContext,
): PageParts {
  if (username === "") return hasToken && codeWasTyped ? uncheckedPage : awayPage;
  if (!hasToken) {
    return {
      title: "Login ended",
      icon: icons.none,
      tone: "bad",
      heading: "The login has ended without success",
      body: status(
        "The program that logs in knows why. Where it tries again, you get a new link. You may close this page.",
      ),
    };
  }
  return {
    title: "Logged in",
    icon: icons.done,
    tone: "good",
    heading: codeWasTyped ? "Code accepted" : "Already logged in",
    body: status(
      codeWasTyped
        ? "The login is done. You may close this page."
        : "The login is done, with a code that came another way. You may close this page.",
    ),
  };
}

/** A link whose code has been typed. */
export const takenPage: PageParts = {
  title: "Code taken",
  icon: icons.done,
  tone: "good",
  heading: "A code has been taken already",
  body: status(
    "The login does not need another one now. Where the broker refuses it, this link works again.",
  ),
};

/** A link of a login that does not wait at present. */
export const awayPage: PageParts = {
  title: "No code needed",
  icon: icons.none,
  heading: "This login needs no code now",
  body: status("Its time is over, or a code came another way. You may close this page."),
};

const problem = (heading: string, words: string): PageParts => ({
  title: heading,
  icon: icons.none,
  tone: "bad",
  heading,
  body: text(words),
});

/** Pages of requests that are refused, by status. */
export const problemPages: Readonly<
  Record<400 | 403 | 404 | 405 | 408 | 413 | 415 | 421 | 429 | 500, PageParts>
> = {
  400: problem("This cannot be read", "Open the link again and type the code there."),
  403: problem("Not from this page", "A code is taken only from the page itself. Open the link again."),
  404: problem(
    "Nothing here",
    "The link is wrong, or it is too old. Use the newest one that you were sent.",
  ),
  405: problem("Not possible", "This address takes no such request."),
  408: problem("Too slow", "The code did not arrive in time. Open the link again."),
  413: problem("Too long", "This is far too long for a code."),
  415: problem("This cannot be read", "Open the link again and type the code there."),
  421: problem(
    "Not here",
    "This page answers to the address of its own machine only. Use the link as it was sent.",
  ),
  429: problem("Too many tries", "Wait a minute, then open the link again."),
  500: problem(
    "Something broke",
    "Open the link again. Where that does not help, end the login and start anew.",
  ),
};
