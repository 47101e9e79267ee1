/**
 * Addresses of servers as they are typed.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { invalid } from "./invalid.ts";

/** A host and a port. */
export interface HostPort {
  /** Name or address; of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `HOST:PORT`; without a host (`:8787`, `8787`) it is `127.0.0.1`.
 *
 * @param setting The setting, for the error.
 * @param text What was typed.
 * @param example What could be typed, for the error.
 * @returns Host and port, which may be 0; or `InvalidConfiguration`.
 */
export function hostPort(
  setting: string,
  text: string,
  example: string,
): Effect.Effect<HostPort, InvalidConfiguration> {
  const [, host, port] = /^(?:(\[[\da-f:.]+\]|[^:[\]\s]*):)?(\d{1,5})$/i.exec(text.trim()) ?? [];
  return port === undefined || Number(port) > 65_535
    ? invalid(setting, `is not HOST:PORT, for example ${example}`)
    : Effect.succeed({ host: (host || "127.0.0.1").replace(/^\[|\]$/g, ""), port: Number(port) });
}

/**
 * Writes it.
 *
 * @param address Host and port.
 * @returns `HOST:PORT`, with brackets around an IPv6 address.
 */
export function hostPortText({ host, port }: HostPort): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}
