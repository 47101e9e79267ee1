/**
 * Tells a Dovecot which OAuth tokens are good, as an authorization server does (RFC 7662).
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An introspection endpoint on loopback. */
export interface TokenIntrospection extends AsyncDisposable {
  readonly url: string;
  /** Users by the tokens that are good for them now. */
  readonly users: Map<string, string>;
}

/**
 * Starts the endpoint.
 *
 * @returns It, knowing no tokens. Disposing of it closes it.
 */
export async function tokenIntrospection(): Promise<TokenIntrospection> {
  const users = new Map<string, string>();
  const server = createServer((request, response) => {
    const [, token = ""] = request.headers.authorization?.match(/^Bearer (.+)$/) ?? [];
    const username = users.get(token);
    response.writeHead(200, { "Content-Type": "application/json" });
    // An answer without a name is no refusal to Dovecot, but a temporary failure.
    response.end(JSON.stringify({ active: username !== undefined, username: username ?? "no user" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/introspect`,
    users,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
