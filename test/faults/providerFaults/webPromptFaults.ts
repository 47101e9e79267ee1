/** Pages that nobody can open, links that nobody learns of, and forms that no page has sent. */
import { ProviderFailed } from "../../../mod.ts";
import { ntfy, type OnCodeNeeded, slack } from "../../../plugins/web_prompt.ts";
import { freePort } from "../../support/freePort.ts";
import { type NoticeAnswer, noticeServer } from "../../support/noticeServer.ts";
import { type FormParts, sendForm } from "../../support/webPrompt.ts";
import {
  byHand,
  portTakenRig,
  toldRig,
  type TypeCode,
  unservedRig,
  webPromptRig,
} from "../rigs/webPromptRig.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

const answered = (answer: NoticeAnswer) => async ({ provider }: RowSecrets) => {
  const server = await noticeServer(answer);
  return {
    onCodeNeeded: ntfy({ topicUrl: `${server.url}/topic`, token: provider }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};

const own = (onCodeNeeded: OnCodeNeeded) => () => ({ onCodeNeeded });

const notices: ReadonlyArray<
  readonly [fault: string, reason: string, retryable: boolean, telling: Parameters<typeof toldRig>[0]]
> = [
  ["is refused with 403", "NoticeRefused", false, answered({ status: 403 })],
  ["gets a redirect", "NoticeRefused", false, answered({ status: 307, headers: { location: "/other" } })],
  ["gets 429", "NoticeUnavailable", true, answered({ status: 429 })],
  [
    "gets 503 and much text",
    "NoticeUnavailable",
    true,
    answered({ status: 503, body: "x".repeat(1_000_000) }),
  ],
  [
    "gets 500 and an endless text",
    "NoticeUnavailable",
    true,
    answered({ status: 500, body: "x".repeat(5000), isEndless: true }),
  ],
  ["finds no connection", "NoConnection", true, async ({ provider }) => ({
    onCodeNeeded: slack({ webhookUrl: `http://127.0.0.1:${await freePort()}/${provider}` }),
  })],
  [
    "throws an error with the link",
    "NoticeFailed",
    true,
    own(({ link }) => {
      throw new Error(link);
    }),
  ],
  ["rejects with the link", "NoticeFailed", true, own(({ link }) => Promise.reject(link))],
  [
    "fails with the link in its reason",
    "NoticeFailed",
    false,
    own(({ link }) =>
      Promise.reject(
        new ProviderFailed({
          provider: "mine",
          problem: `no modem for ${link}`,
          retryable: false,
          reason: Object.assign(new Error(link), { _tag: link }),
        }),
      )
    ),
  ],
];

const form = (parts: FormParts): TypeCode => (page, code) => sendForm(fetch, page, code, parts);

const forms: ReadonlyArray<readonly [fault: string, typeCode: TypeCode]> = [
  ["of another site", form({ headers: { "sec-fetch-site": "cross-site" } })],
  ["of another origin", form({ headers: { origin: "https://evil.example" } })],
  ["without the cookie", (page, code) => byHand({ ...page, cookie: "" }, code)],
  ["with another cookie", (page, code) => byHand({ ...page, cookie: `${page.cookie}x` }, code)],
  ["with another token", form({ fields: { token: "x".repeat(43) } })],
  ["for another attempt", form({ fields: { attempt: "2" } })],
  [
    "to another link",
    (page, code) => byHand({ ...page, link: page.link.replace(/.{43}$/, "x".repeat(43)) }, code),
  ],
  ["that are JSON", form({ headers: { "content-type": "application/json" } })],
  ["that are too large", form({ fields: { more: "x".repeat(600_000) } })],
];

/** All of them. */
export const webPromptFaults: ReadonlyArray<ProviderFault> = [
  {
    step: "Arm",
    fault: "nobody serves the page",
    rig: unservedRig,
    expected: providerFailed("NotServed", false),
  },
  { step: "Arm", fault: "the port is taken", rig: portTakenRig, expected: providerFailed("PortTaken", true) },
  ...notices.map(([fault, reason, retryable, telling]): ProviderFault => ({
    step: "AwaitCode",
    fault: `the notice ${fault}`,
    rig: toldRig(telling),
    expected: providerFailed(reason, retryable),
  })),
  {
    step: "AwaitCode",
    fault: "nobody types anything",
    rig: toldRig(own(() => {})),
    codeTimeout: 700,
    expected: codeTimedOut,
  },
  ...forms.map(([fault, typeCode]): ProviderFault => ({
    step: "AwaitCode",
    fault: `only forms ${fault}`,
    rig: webPromptRig(typeCode),
    codeTimeout: 700,
    expected: codeTimedOut,
  })),
  {
    step: "AwaitCode",
    fault: "forged forms before the good one",
    rig: webPromptRig(async (page, code) => {
      for (const [, typeCode] of forms) await typeCode(page, "1111").catch(() => {});
      return await byHand(page, code);
    }),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "a text that is no code before the good one",
    rig: webPromptRig(async (page, code) => {
      await byHand(page, "fünf");
      return await byHand(page, code);
    }),
    expected: "token",
  },
];
