/**
 * How errors are caught: the part of the page of errors that is written by hand. Its blocks are checked as every page's.
 *
 * @module
 */

/** Markdown. */
export const catching: string = `## Catching them

With promises, what \`login\`, \`token\`, \`request\` and \`fetch\` reject with:

\`\`\`ts
import { createClient, CredentialsRefused, isAuthError } from "@autoshares/auth";
import { isImapFailure } from "@autoshares/auth/imap";

const client = createClient({ baseUrl, appKey, username, password, provider });
try {
  await client.login();
} catch (error) {
  if (error instanceof CredentialsRefused) process.exitCode = error.exitCode; // 3: never try again by itself
  else if (isImapFailure(error) && error.reason._tag === "AppPasswordRequired") tellSomebody(error.message);
  else if (isAuthError(error) && error.retryable) console.error(\`later: \${error.message}\`);
  else throw error; // a bug, or the reason of your own AbortSignal
}
\`\`\`

\`instanceof\` holds within one copy of the library; \`isAuthError\` and \`_tag\` hold across copies. An aborted call
rejects with the signal's own reason, which is none of these errors.

In Effect the errors are in the type, and what is caught leaves it. \`isImapFailure\` and its like are refinements
for \`catchIf\`:

\`\`\`ts
import { Credentials, login, TokenApi } from "@autoshares/auth";
import { isImapFailure } from "@autoshares/auth/imap";
import * as Effect from "effect/Effect";

const program = Effect.gen(function* () {
  const credentials = yield* Credentials.make({ appKey, username, password });
  const auth = yield* login(credentials, { provider });
  return auth.expiresAt;
}).pipe(
  Effect.catchTag("RateLimited", (error) =>
    Effect.succeed(new Date(Date.now() + (error.retryAfterMillis ?? 60_000)))),
  Effect.catchIf(isImapFailure, (error) => {
    if (error.reason._tag === "AppPasswordRequired") tellSomebody(error.message);
    return Effect.fail(error);
  }),
  Effect.provide(TokenApi.layer({ baseUrl })),
);
\`\`\`

To try again what may help, and nothing else, use the [middleware](sessions.md#middleware) \`retry()\`.`;
