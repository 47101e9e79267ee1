/**
 * Brings Dovecot for the tests of mailboxes, where Debian's packages can be installed.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import process from "node:process";
import { whyDovecotIsMissing } from "../test/support/dovecot/whyDovecotIsMissing.ts";

// The tests start Dovecots of their own: Debian's must not start, now or with the machine.
const script = `
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
bring() {
  apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install dovecot-imapd dovecot-lmtpd >/dev/null
}
bring 2>/dev/null || { apt-get -qq update && bring; } || exit
if command -v systemctl >/dev/null; then systemctl --quiet disable dovecot.service dovecot.socket 2>/dev/null; fi
exit 0
`;

/**
 * Installs Dovecot where it is missing and this is root on Debian, or a CI's user who may become root.
 *
 * @returns Why there is still no Dovecot, or nothing if there is one.
 */
export function installDovecot(): string | undefined {
  const missing = whyDovecotIsMissing();
  if (missing === undefined || process.platform !== "linux") return missing;
  if (spawnSync("apt-get", ["--version"]).error !== undefined) return missing;
  const asRoot = process.getuid?.() === 0 ? [] : process.env["CI"] ? ["sudo", "-n"] : undefined;
  if (asRoot === undefined) return missing;
  console.log("Installing dovecot-imapd and dovecot-lmtpd");
  const [program = "sh", ...args] = [...asRoot, "sh", "-c", script];
  const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  return status === 0 ? whyDovecotIsMissing() : `${missing}; apt-get could not install it`;
}
