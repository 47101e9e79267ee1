/**
 * Serves the pages alone.
 *
 * @module
 */
import { InvalidConfiguration, isAuthError } from "../../mod.ts";
import { isPrivate } from "../internal/isPrivate.ts";
import type { Answering } from "../webhook/answering.ts";
import { listen, type WebhookServer } from "../webhook/listen.ts";
import { promptFailed, provider } from "./promptFailed.ts";

/** Where to listen. */
export interface ListenOptions {
  /** The port; default 8789; 0 for a free one. */
  readonly port?: number | undefined;
  /** The address; default `127.0.0.1`, which only this machine reaches (a proxy or a tunnel on it). */
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
 * @param needsPrivate Whether links lead to where it listens, for want of a public address.
 * @returns The server. Rejects with `ProviderFailed`, or with `InvalidConfiguration` where links would lead over a
 * network in the clear.
 */
export async function listenPrompt(
  answer: Answering,
  { port = 8789, hostname = "127.0.0.1" }: ListenOptions,
  needsPrivate: boolean,
): Promise<WebPromptServer> {
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  if (needsPrivate && !(URL.canParse(`http://${host}`) && isPrivate(new URL(`http://${host}`)))) {
    throw new InvalidConfiguration({
      setting: `${provider} publicUrl`,
      problem:
        "is missing, and needed to listen where others reach it: set it to the https address of the proxy before it",
    });
  }
  try {
    const server: WebhookServer = await listen(provider, answer, [], { port, hostname });
    return server;
  } catch (error) {
    if (!isAuthError(error) || error._tag !== "ProviderFailed" || error.reason?._tag !== "PortTaken") {
      throw error;
    }
    throw promptFailed(
      "PortTaken",
      `cannot listen on ${host}:${port}: the port is taken, by another program or another web prompt of this one`,
      true,
    );
  }
}
