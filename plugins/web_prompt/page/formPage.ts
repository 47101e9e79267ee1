/**
 * The page on which the code is typed.
 *
 * @module
 */
import type { LoginContext } from "../../../mod.ts";
import type { Asking } from "../PromptLogin.ts";
import { icons, type PageParts } from "./document.ts";
import { html, nameHtml } from "./html.ts";
import { formScript } from "./script.ts";
import { barStyles } from "./styles.ts";

/** What is wrong with what was sent. */
export type FormError =
  | "not a code"
  | "used before"
  | "other attempt"
  | "no cookie"
  | "other page";

const errors: Readonly<Record<FormError, string>> = {
  "not a code":
    "This is not a code. Type it alone: at most 32 letters, digits or signs. Nothing was sent to the broker.",
  "used before": "This code has been used already. Type the newest one that you have received.",
  "other attempt": "This page was for an earlier code. Type the newest one that you have received.",
  "no cookie": "Your browser has sent no cookie. Allow cookies for this page, then type the code again.",
  "other page": "This page was out of date. Type the code again.",
};

const again: Readonly<Record<NonNullable<Asking["again"]>, string>> = {
  refused: "The broker refused the last code. Type the newest one that you have received.",
  used: errors["used before"],
  another: "Another code is needed. Type the newest one that you have received.",
};

/** What the form is made of. */
export interface FormParts {
  readonly context: LoginContext;
  readonly asking: Asking;
  readonly token: string;
  readonly keyboard: "numeric" | "text";
  readonly error: FormError | undefined;
  /** The time, in milliseconds since 1970. */
  readonly now: number;
}

const hostOf = (baseUrl: string): string => URL.canParse(baseUrl) ? new URL(baseUrl).host : "";

function timeHtml(millis: number): string {
  const iso = new Date(millis).toISOString();
  return `<time datetime="${iso}">${iso.slice(11, 19)} UTC</time>`;
}

function clock(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** As much as a date can be; a login may wait for longer than that makes sense. */
const lastMillis = 8.64e15;

/**
 * The page.
 *
 * @param parts Who waits, since when, and what was wrong before.
 * @returns The page's parts.
 */
export function formPage({ context, asking, token, keyboard, error, now }: FormParts): PageParts {
  const until = Math.min(asking.until, lastMillis);
  const whole = until - asking.since;
  const left = until - now;
  const waited = Math.max(0, now - asking.since);
  const told = error !== undefined ? errors[error] : asking.again && again[asking.again];
  const alert = told === undefined
    ? ""
    : `<div class="alert" role="alert">${icons.none}<span id="error">${html(told)}</span></div>`;
  const invalid = error === "not a code" || error === "used before" ? ' aria-invalid="true"' : "";
  const host = hostOf(context.baseUrl);
  // `listen` on the command line has no user.
  const who = context.username === "" ? "The newest one" : `For <b>${nameHtml(context.username)}</b>`;
  const broker = host === "" ? "" : ` at ${nameHtml(host)}`;
  return {
    title: told === undefined ? "Verification code needed" : "Error: verification code needed",
    icon: icons.key,
    heading: "Type the verification code",
    css: barStyles(left, whole),
    script: formScript,
    body: `<p class="soft">${who}${broker}, sent by email or SMS.</p>
${alert}
<form method="post" autocomplete="off">
<input type="hidden" name="attempt" value="${asking.attempt}">
<input type="hidden" name="token" value="${token}">
<div class="row"><label for="code">Verification code</label> <span class="soft" id="attempt">Attempt ${asking.attempt}</span></div>
<input id="code" name="code" type="text" inputmode="${keyboard}" autocomplete="one-time-code" autocapitalize="off"
 autocorrect="off" spellcheck="false" enterkeyhint="send" required autofocus maxlength="1000"
 aria-describedby="${alert === "" ? "" : "error "}hint attempt"${invalid}>
<p class="hint" id="hint">Spaces are ignored. A wrong code uses up an attempt.</p>
<button type="submit">Send the code</button>
</form>
<div class="time">
<div class="track" aria-hidden="true"><span></span></div>
<p data-left="${Math.max(0, left)}" data-waited="${waited}"><span>Waited ${
      clock(waited)
    } when opened</span> <span>open until ${timeHtml(until)}</span></p>
<p id="over" role="status"></p>
</div>`,
  };
}
