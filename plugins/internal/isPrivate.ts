/**
 * Addresses that credentials may be sent to.
 *
 * @module
 */
import { isLoopbackHost } from "./isLoopbackHost.ts";

/**
 * Whether a request to an address goes over TLS or does not leave this machine, so that credentials may be in it.
 *
 * @param url The address.
 * @returns Whether it is https, or http on a loopback name or address.
 */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}
