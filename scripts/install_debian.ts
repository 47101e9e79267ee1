/**
 * Brings servers for the tests, where Debian's packages can be installed.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import process from "node:process";

/** A server that the tests run. */
export interface DebianServer {
  /** Looks for it; gives why it cannot be used, or nothing if it can. */
  readonly whyMissing: () => string | undefined;
  /** Debian's packages. */
  readonly packages: ReadonlyArray<string>;
  /** What systemd would start of them. */
  readonly units: ReadonlyArray<string>;
}

// The tests start servers of their own: Debian's must not start, now or with the machine.
const script = (packages: string, units: string): string => `
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
bring() {
  apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install ${packages} >/dev/null
}
bring 2>/dev/null || { apt-get -qq update && bring; } || exit
if command -v systemctl >/dev/null; then systemctl --quiet disable ${units} 2>/dev/null; fi
exit 0
`;

/**
 * Installs a server where it is missing and this is root on Debian, or a CI's user who may become root.
 *
 * @param server The server.
 * @returns Why there is still none, or nothing if there is one.
 */
export function installDebian({ whyMissing, packages, units }: DebianServer): string | undefined {
  const missing = whyMissing();
  if (missing === undefined || process.platform !== "linux") return missing;
  if (spawnSync("apt-get", ["--version"]).error !== undefined) return missing;
  const asRoot = process.getuid?.() === 0 ? [] : process.env["CI"] ? ["sudo", "-n"] : undefined;
  if (asRoot === undefined) return missing;
  console.log(`Installing ${packages.join(" and ")}`);
  const [program = "sh", ...args] = [...asRoot, "sh", "-c", script(packages.join(" "), units.join(" "))];
  const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  return status === 0 ? whyMissing() : `${missing}; apt-get could not install it`;
}
