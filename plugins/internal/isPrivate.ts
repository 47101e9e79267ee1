/**
 * This machine, as URLs name it.
 *
 * @module
 */

/** Names and addresses: RFC 6761 (localhost), RFC 1122 (127/8), RFC 4291 (::1). */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether an address names this machine.
 *
 * @param url The address.
 * @returns Whether its host is a loopback name or address.
 */
export function isLoopback({ hostname }: URL): boolean {
  return loopback.test(hostname);
}

/**
 * Whether a request to an address goes over TLS or does not leave this machine, so that credentials may be in it.
 *
 * @param url The address.
 * @returns Whether it is https, or http on a loopback name or address.
 */
export function isPrivate(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}
