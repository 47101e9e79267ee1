// A user's program: logs in with the installed package to its simulator, and says what it got.
import { createClient, CredentialsRefused, extractCode, fromFunction } from "@autoshares/auth";
import { log } from "@autoshares/auth/log";
import { retry } from "@autoshares/auth/retry";
import { simulate } from "@autoshares/auth/simulator";

const texts = [];
const user = { username: "bob", password: "made-up password", twoFactor: "sms" };
const broker = await simulate({
  appKey: "made-up key",
  users: [user],
  deliver: ({ text }) => void texts.push(text),
});
const options = {
  baseUrl: broker.baseUrl,
  appKey: "made-up key",
  username: "bob",
  provider: fromFunction(() => extractCode(texts.at(-1) ?? ""), { name: "phone" }),
  use: [log(), retry()],
};
const { username, provider, codesTried, obtainedAt, expiresAt } = await createClient({
  ...options,
  password: "made-up password",
}).login();
const refusal = await createClient({ ...options, password: "another" }).login().catch((error) => error);
await broker.close();
console.log(JSON.stringify({
  username,
  provider,
  codesTried,
  hours: (expiresAt - obtainedAt) / 3_600_000,
  refusal: refusal instanceof CredentialsRefused && refusal._tag,
}));
