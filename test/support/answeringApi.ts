/** A broker on loopback whose login needs a password alone, and whose API answers what a test says. */
import { Buffer } from "node:buffer";
import { createServer, type IncomingHttpHeaders } from "node:http";

/** A request to the API, not to the token endpoint. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Such a broker; disposing of it ends it. */
export interface AnsweringApi extends AsyncDisposable {
  readonly baseUrl: string;
  /** The API's requests so far. */
  readonly requests: ReadonlyArray<ApiRequest>;
  /** The logins so far, of which each gave `token-<n>`. */
  readonly logins: () => number;
}

/**
 * Starts one.
 *
 * @param answer Gives status and body for a request.
 */
export async function answeringApi(
  answer: (request: ApiRequest) => readonly [status: number, body: string | Uint8Array],
): Promise<AnsweringApi> {
  const requests: Array<ApiRequest> = [];
  let logins = 0;
  const server = createServer(async (message, response) => {
    const { method = "", url = "", headers } = message;
    const parts: Array<Uint8Array> = [];
    for await (const part of message) parts.push(part);
    response.on("error", () => {}); // The client may go away.
    if (url === "/api/token") {
      response.end(JSON.stringify({ State: "Succeeded", Token: `token-${++logins}` }));
      return;
    }
    const request = { method, path: url, headers, body: Buffer.concat(parts).toString("utf8") };
    requests.push(request);
    const [status, body] = answer(request);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    baseUrl: `http://127.0.0.1:${port}/api`,
    requests,
    logins: () => logins,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
