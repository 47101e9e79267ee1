/**
 * Serves a webhook alone.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ProviderFailed } from "../../mod.ts";
import type { Answering } from "./answering.ts";
import { mayListen } from "./mayListen.ts";
import { oneAtATime } from "./oneAtATime.ts";
import { loadPackage, webhookFailed } from "./webhookFailed.ts";

/** Where to listen. */
export interface ListenOptions {
  /** The port; default 8787; 0 for a free one. */
  readonly port?: number | undefined;
  /** The address; default `127.0.0.1`, which only this machine reaches (a proxy or a tunnel on it). */
  readonly hostname?: string | undefined;
}

/** A webhook that is served. */
export interface WebhookServer extends AsyncDisposable {
  /** Where it listens, for example `http://127.0.0.1:8787/`. */
  readonly url: string;
  /**
   * Stops listening. Requests that are being answered have one second to end. What has arrived stays with its login.
   */
  readonly close: () => Promise<void>;
}

/** Who asks, for a list of proxies. */
type NamedProxy = (peer: string | undefined) => boolean;

/** How long requests in flight may take once it closes, in milliseconds. */
const goodbyeMillis = 1000;

/** How long a request's head and all of it may take, and how often that is looked at, in milliseconds. */
const headTimes = { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 };

function listenFailure(provider: string, address: string, error: unknown): ProviderFailed {
  const { code, name } = error instanceof Error
    ? { code: Reflect.get(error, "code"), name: error.name }
    : { code: undefined, name: "" };
  if (code === "EADDRINUSE" || name === "AddrInUse") {
    return webhookFailed(
      provider,
      "PortTaken",
      `cannot listen on ${address}: the port is taken, by another program or another webhook of this one`,
      true,
    );
  }
  if (code === "EACCES" || name === "PermissionDenied") {
    return webhookFailed(
      provider,
      "NotPermitted",
      `may not listen on ${address}: take a port of 1024 or above`,
      false,
    );
  }
  return webhookFailed(
    provider,
    "AddressUnavailable",
    `cannot listen on ${address}: it must be an address of this machine, and the port one from 0 to 65535`,
    false,
  );
}

const namedProxy = (list: ReadonlyArray<string>): NamedProxy => (peer) =>
  peer !== undefined && (list.includes(peer) || list.includes(peer.replace(/^::ffff:(?=.*\.)/i, "")));

/**
 * Listens.
 *
 * @param provider The provider's name.
 * @param answer Answers requests.
 * @param trustProxy Addresses of the proxies whose `X-Forwarded-Proto` and `X-Forwarded-Host` are believed.
 * @param options Where.
 * @returns The server. Rejects with `ProviderFailed`; `reason._tag` is `PackageMissing`, `PortTaken`, `NotPermitted` or
 * `AddressUnavailable`.
 */
export async function listen(
  provider: string,
  answer: Answering,
  trustProxy: ReadonlyArray<string>,
  { port = 8787, hostname = "127.0.0.1" }: ListenOptions,
): Promise<WebhookServer> {
  const address = `${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;
  // Deno has node:http too; Deno.serve reads a refused body to its end, however long it is.
  const { serve, FastResponse } = await loadPackage(provider, "srvx", () => import("srvx/node"));
  if (!await mayListen(address)) {
    throw webhookFailed(
      provider,
      "NotPermitted",
      `may not listen on ${address}: run it with --allow-net=${address}`,
      false,
    );
  }
  const isNamed = namedProxy(trustProxy);
  const admitted = oneAtATime();
  let server: ReturnType<typeof serve> | undefined;
  try {
    server = serve({
      fetch: async (request) => {
        const { req, res } = request.runtime?.node ?? {};
        if (
          req !== undefined && res !== undefined && !admitted(req as IncomingMessage, res as ServerResponse)
        ) {
          return new FastResponse("", { status: 400 });
        }
        const peer = req?.socket?.remoteAddress;
        const { status, headers, body } = await answer(request, isNamed(peer) ? request.url : undefined);
        return new FastResponse(body, { status, headers });
      },
      hostname,
      port,
      trustProxy: [...trustProxy],
      gracefulShutdown: false,
      node: headTimes,
      silent: true,
    });
    await server.ready();
  } catch (error) {
    throw listenFailure(provider, address, error);
  }
  const listening = server;
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    closing ??= (async () => {
      const timer = setTimeout(() => void listening.close(true).catch(() => {}), goodbyeMillis);
      await listening.close().catch(() => {});
      clearTimeout(timer);
    })();
  return { url: listening.url ?? `http://${address}/`, close, [Symbol.asyncDispose]: close };
}
