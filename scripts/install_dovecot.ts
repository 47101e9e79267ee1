/**
 * Brings Dovecot for the tests of mailboxes.
 *
 * @module
 */
import { whyDovecotIsMissing } from "../test/support/dovecot/whyDovecotIsMissing.ts";
import { installDebian } from "./install_debian.ts";

/**
 * Installs Dovecot where it is missing and can be installed.
 *
 * @returns Why there is still no Dovecot, or nothing if there is one.
 */
export function installDovecot(): string | undefined {
  return installDebian({
    whyMissing: whyDovecotIsMissing,
    packages: ["dovecot-imapd", "dovecot-lmtpd"],
    units: ["dovecot.service", "dovecot.socket"],
  });
}
