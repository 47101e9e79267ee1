/**
 * Whether Dovecot is here, and how its programs are found.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

/** The environment of Dovecot's programs: Debian has them where an ordinary user's PATH does not lead. */
export const dovecotEnvironment: Readonly<Record<string, string>> = {
  PATH: `${process.env["PATH"] ?? ""}:/usr/local/sbin:/usr/sbin:/sbin`,
  LC_ALL: "C",
};

/**
 * Looks for Dovecot with IMAP and LMTP.
 *
 * @returns Why it cannot be used, or nothing if it can.
 */
export function whyDovecotIsMissing(): string | undefined {
  if (process.platform !== "linux") return "Dovecot is run on Linux only";
  const { error } = spawnSync("dovecot", ["--version"], { env: dovecotEnvironment });
  if (error !== undefined) return "Dovecot is not installed (Debian: dovecot-imapd and dovecot-lmtpd)";
  const folders = ["/usr/lib/dovecot", "/usr/libexec/dovecot"];
  const missing = ["imap", "lmtp"].filter((part) =>
    !folders.some((folder) => existsSync(`${folder}/${part}`))
  );
  return missing.length === 0
    ? undefined
    : `Dovecot has no ${missing.join(" and no ")} (Debian: dovecot-${missing[0]}d)`;
}
