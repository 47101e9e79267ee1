// A user's program that keeps a token where the program finds it; all that it needs to know is in its environment.
import { AuthToken, storedLogin } from "@autoshares/auth";
import { fileStore } from "@autoshares/auth/file-store";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { env } from "node:process";

const username = env.AUTOSHARES_USERNAME;
const keep = Effect.gen(function* () {
  const stored = yield* storedLogin(fileStore({ encryptionKey: env.AUTOSHARES_STORE_KEY }), {
    baseUrl: env.AUTOSHARES_BASE_URL,
    appKey: Redacted.make(env.AUTOSHARES_APP_KEY),
    username,
  });
  const token = Redacted.make(env.TOKEN);
  yield* stored.saveToken(new AuthToken({ token, username, obtainedAt: Date.now(), codesTried: 0 }));
});
await Effect.runPromise(keep);
