/**
 * The error of an address that cannot be listened on.
 *
 * @module
 */
import { InvalidConfiguration } from "../../AuthError.ts";
import { type HostPort, hostPortText } from "../settings/hostPort.ts";

/**
 * Words it.
 *
 * @param address Where was to be listened.
 * @param error What the runtime says.
 * @param other What else may have the port, `another proxy` for example.
 * @returns The error: it names the address, for `--listen` may not be given.
 */
export function listenFailure(address: HostPort, error: unknown, other: string): InvalidConfiguration {
  const code = error instanceof Error ? ("code" in error ? error.code : error.name) : "unknown";
  const why = code === "EADDRINUSE" ? `: another program has it, ${other} perhaps` : "";
  return new InvalidConfiguration({
    setting: hostPortText(address),
    problem: `cannot be listened on (${code})${why}; --listen 127.0.0.1:0 takes a free port`,
  });
}
