/**
 * This machine, by its names.
 *
 * @module
 */

/** Names and addresses: RFC 6761 (localhost), RFC 1122 (127/8), RFC 4291 (::1). */
const loopback = /^(?:localhost|127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}|::1|\[::1\])$/;

/**
 * Whether a host is this machine.
 *
 * @param host A name or an address, as `URL.hostname` has it; one of IPv6 perhaps without its brackets.
 * @returns Whether it is a loopback name or address.
 */
export function isLoopbackHost(host: string): boolean {
  return loopback.test(host);
}
