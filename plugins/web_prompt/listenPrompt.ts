/**
 * Serves the pages alone.
 *
 * @module
 */
import { isAuthError } from "../../mod.ts";
import type { Answering } from "../webhook/answering.ts";
import { listen, type WebhookServer } from "../webhook/listen.ts";
import { listenHost } from "./listenHost.ts";
import { promptFailed, provider } from "./promptFailed.ts";

/** Where to listen. */
export interface ListenOptions {
  /** The port; default 8789; 0 for a free one. */
  readonly port?: number | undefined;
  /** The address, one of IPv6 perhaps in brackets; default `127.0.0.1`, which only this machine reaches (a proxy or a tunnel on it). */
  readonly hostname?: string | undefined;
}

/** Pages that are served. */
export interface WebPromptServer extends AsyncDisposable {
  /** Where it listens, for example `http://127.0.0.1:8789/`. */
  readonly url: string;
  /** Stops listening. Requests that are being answered have one second to end; logins go on waiting. */
  readonly close: () => Promise<void>;
}

/**
 * Listens.
 *
 * @param answer Answers requests.
 * @param options Where.
 * @param needsLoopback Whether links lead to where it listens, for want of a public address.
 * @returns The server. Rejects with `ProviderFailed`, or with `InvalidConfiguration` where the host is none, or links
 * would lead over a network in the clear.
 */
export async function listenPrompt(
  answer: Answering,
  { port = 8789, hostname = "127.0.0.1" }: ListenOptions,
  needsLoopback: boolean,
): Promise<WebPromptServer> {
  const host = listenHost(hostname, needsLoopback);
  try {
    const server: WebhookServer = await listen(provider, answer, [], { port, hostname: host });
    return server;
  } catch (error) {
    if (!isAuthError(error) || error._tag !== "ProviderFailed" || error.reason?._tag !== "PortTaken") {
      throw error;
    }
    throw promptFailed(
      "PortTaken",
      `cannot listen on ${
        host.includes(":") ? `[${host}]` : host
      }:${port}: the port is taken, by another program or another web prompt of this one`,
      true,
    );
  }
}
