/**
 * A client that lives as long as the soak: it renews its token every second and calls the API all the time.
 *
 * @module
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, createClient, fromFunction, type Middleware } from "../../mod.ts";
import { userInfo } from "../../src/api/mod.ts";

/** Such a client, at a broker of its own that remembers nothing. */
export interface Resident extends AsyncDisposable {
  readonly client: Client;
  /** Calls the API; every so often the token is refused, which leads to a login. */
  readonly call: () => Promise<unknown>;
  /** How many tokens the client has had. */
  readonly renewals: () => number;
}

/**
 * Starts both.
 *
 * @param use Middleware of the soak's caller.
 * @returns They run.
 */
export async function startResident(use: ReadonlyArray<Middleware>): Promise<Resident> {
  let tokens = 0;
  let calls = 0;
  const server = createServer((request, response) => {
    response.on("error", () => {}).setHeader("Connection", "close");
    const json = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    if (request.url !== "/api/token") {
      const isRefused = ++calls % 20 === 0;
      return isRefused ? json(401, { Message: "no" }) : json(200, { UserId: 1, Login: "resident" });
    }
    if (request.headers["verificationcode"] !== undefined) {
      return json(200, { State: "Succeeded", Token: `token-${++tokens}` });
    }
    return json(202, { State: "Expecting", Step: "VerificationCode", Reason: "code", Token: "interim" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client = createClient({
    baseUrl: `http://127.0.0.1:${port}/api`,
    appKey: "key",
    username: "resident",
    password: "password",
    provider: fromFunction(() => "0417"),
    use,
    renew: { ahead: 24 * 3_600_000 - 2000, jitter: 0 },
    onFailed: () => {},
  });
  return {
    client,
    call: () => client.request(userInfo()),
    renewals: () => tokens,
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
