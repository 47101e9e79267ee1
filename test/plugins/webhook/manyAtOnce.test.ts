import { describe, expect, it } from "vitest";
import { twilioWebhook } from "../../../plugins/twilio.ts";
import { webhook } from "../../../plugins/webhook.ts";
import { armMailbox } from "../../support/armedMailbox.ts";
import {
  authToken,
  bearer,
  bearerText,
  codeText,
  post,
  requestOf,
  type RequestParts,
  signedForm,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";

const numbers: Readonly<Record<string, string>> = { alice: "+12015550123", bob: "+12015550124" };
const users = ["alice", "bob"];

/** The same numbers on every run (Park and Miller). */
function random(): () => number {
  let state = 20_260_101;
  return () => (state = state * 48_271 % 2_147_483_647) / 2_147_483_647;
}

const options = { authToken, publicUrl: smsUrl, from: "CentrSoobsh", log: () => {} };
const sms = (code: number, user: string) => signedForm(twilioFields(String(code), { To: numbers[user]! }));

/** Both arm, in either order; their codes come in either order; each must have its own. */
async function bothGetTheirs(
  providers: Readonly<Record<string, Parameters<typeof armMailbox>[0]>>,
  send: (parts: RequestParts, user: string) => Promise<number>,
  draw: () => number,
): Promise<void> {
  const inEitherOrder = () => draw() < 0.5 ? users : users.toReversed();
  const codes: Record<string, number> = {};
  for (const user of users) codes[user] = 1000 + Math.floor(draw() * 9000);
  await using logins = new AsyncDisposableStack();
  const waiting = new Map<string, Promise<string>>();
  const asksFirst = draw() < 0.5;
  const ask = [];
  for (const user of inEitherOrder()) {
    const armed = logins.use(await armMailbox(providers[user]!, user));
    ask.push(() => waiting.set(user, armed.next()));
  }
  if (asksFirst) { for (const each of ask) each(); }
  const sent = inEitherOrder().map((user) => send(sms(codes[user]!, user), user));
  expect(await Promise.all(sent)).toEqual([200, 200]);
  if (!asksFirst) { for (const each of ask) each(); }
  for (const user of users) expect([user, await waiting.get(user)]).toEqual([user, String(codes[user])]);
}

describe("two users who wait with two numbers get their own codes", () => {
  it("1,000 times in random order, through one handler", async () => {
    const draw = random();
    const provider = twilioWebhook({ ...options, to: ({ username }) => numbers[username]! });
    const send = async (parts: RequestParts) => (await provider.handler(requestOf(parts))).status;
    for (let i = 0; i < 1000; i++) await bothGetTheirs({ alice: provider, bob: provider }, send, draw);
  });

  it("50 times over HTTP", async () => {
    const draw = random();
    const provider = twilioWebhook({ ...options, to: ({ username }) => numbers[username]! });
    await using server = await provider.listen({ port: 0 });
    const send = (parts: RequestParts) => post(server, parts);
    for (let i = 0; i < 50; i++) await bothGetTheirs({ alice: provider, bob: provider }, send, draw);
  });

  it("through a provider each, also where a message comes to the other's", async () => {
    const draw = random();
    const alice = twilioWebhook({ ...options, to: numbers["alice"] });
    const bob = twilioWebhook({ ...options, to: numbers["bob"] });
    const send = async (parts: RequestParts) => {
      const answers = [await alice.handler(requestOf(parts)), await bob.handler(requestOf(parts))];
      return answers[0]!.status === 200 ? answers[1]!.status : 0;
    };
    for (let i = 0; i < 200; i++) await bothGetTheirs({ alice, bob }, send, draw);
  });
});

describe("under 1,000 forged requests a second", () => {
  it("the real one is answered, and its code is used", async () => {
    const lines: Array<string> = [];
    const provider = webhook({ bearer, log: (line) => lines.push(line) });
    await using server = await provider.listen({ port: 0 });
    await using armed = await armMailbox(provider);
    const next = armed.next();
    const forged = bearerText(codeText("6666"), { authorization: "Bearer a-forged-secret-of-16" });
    const sent: Array<Promise<number>> = [];
    const flood = setInterval(() => {
      for (let i = 0; i < 20; i++) sent.push(post(server, forged));
    }, 20);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const real = await post(server, bearerText(codeText("5653")));
    const code = await next;
    clearInterval(flood);
    expect([real, code]).toEqual([200, "5653"]);
    const answers = await Promise.all(sent);
    expect(answers.length).toBeGreaterThan(200);
    expect(new Set(answers)).toEqual(new Set([403]));
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { "not genuine": answers.length } });
    expect(lines.length).toBeLessThan(5);
  });
});
