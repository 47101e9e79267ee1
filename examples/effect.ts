/**
 * Effect and a code in a message that something else puts into a file: `node examples/effect.ts message.txt`, or by
 * `deno run -A`, settings from the environment.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { argv, env } from "node:process";
import { Credentials, extractCode, fromFunction, login, TokenApi } from "@autoshares/auth";
import { log } from "@autoshares/auth/log";
import * as Effect from "effect/Effect";

const messageFile = argv[2] ?? "message.txt";
const program = Effect.gen(function* () {
  const credentials = yield* Credentials.make({
    appKey: env["AUTOSHARES_APP_KEY"] ?? "",
    username: env["AUTOSHARES_USERNAME"] ?? "",
    password: env["AUTOSHARES_PASSWORD"] ?? "",
  });
  const provider = fromFunction(async () => extractCode(await readFile(messageFile, "utf8")));
  const auth = yield* login(credentials, { provider, use: [log()] });
  return `${auth.username} is logged in until ${auth.expiresAt.toISOString()}`;
}).pipe(
  Effect.catchTag("CodeTimedOut", (error) => Effect.succeed(`no code in ${error.waitedMillis} ms`)),
  Effect.provide(TokenApi.layer({ baseUrl: env["AUTOSHARES_BASE_URL"] ?? "https://broker.example/api" })),
);
console.log(await Effect.runPromise(program));
