/**
 * Brings the servers and the browser that tests need, where Debian's packages can be installed.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { whyChromiumIsMissing } from "../test/support/chromium/whyChromiumIsMissing.ts";
import { whyDovecotIsMissing } from "../test/support/dovecot/whyDovecotIsMissing.ts";
import { whyRedisIsMissing } from "../test/support/redis/whyRedisIsMissing.ts";

/** A server or a browser, and what brings it. */
interface Server {
  /** Why it is missing, or nothing if it is there. */
  readonly why: () => string | undefined;
  readonly packages: ReadonlyArray<string>;
  /** What must not start by itself. */
  readonly units: ReadonlyArray<string>;
}

const servers: ReadonlyArray<Server> = [
  {
    why: whyDovecotIsMissing,
    packages: ["dovecot-imapd", "dovecot-lmtpd"],
    units: ["dovecot.service", "dovecot.socket"],
  },
  { why: whyRedisIsMissing, packages: ["redis-server"], units: ["redis-server.service"] },
  // Without a font, a page's texts have no width.
  { why: whyChromiumIsMissing, packages: ["chromium", "fonts-dejavu-core"], units: [] },
];

// The tests start servers of their own: Debian's must not start, now or with the machine.
const script = (packages: ReadonlyArray<string>, units: ReadonlyArray<string>): string => `
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
bring() {
  apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install ${packages.join(" ")} >/dev/null
}
bring 2>/dev/null || { apt-get -qq update && bring; } || exit
if [ -n "${units.join(" ")}" ] && command -v systemctl >/dev/null; then systemctl --quiet disable ${
  units.join(" ")
} 2>/dev/null; fi
exit 0
`;

function install({ why, packages, units }: Server): string | undefined {
  const missing = why();
  if (missing === undefined || process.platform !== "linux") return missing;
  if (spawnSync("apt-get", ["--version"]).error !== undefined) return missing;
  const asRoot = process.getuid?.() === 0 ? [] : process.env["CI"] ? ["sudo", "-n"] : undefined;
  if (asRoot === undefined) return missing;
  console.log(`Installing ${packages.join(" and ")}`);
  const [program = "sh", ...args] = [...asRoot, "sh", "-c", script(packages, units)];
  const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  return status === 0 ? why() : `${missing}; apt-get could not install it`;
}

/**
 * Installs what is missing, where this is root on Debian, or a CI's user who may become root.
 *
 * @returns Why some are still missing, or nothing if all are there.
 */
export function installDebian(): string | undefined {
  const missing = servers.flatMap((server) => install(server) ?? []);
  return missing.length === 0 ? undefined : missing.join("; ");
}
