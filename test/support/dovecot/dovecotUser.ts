/**
 * Who runs a private Dovecot.
 */
import { execFileSync } from "node:child_process";
import process from "node:process";

/** A user and its main group, by name and by number. */
export interface DovecotUser {
  readonly user: string;
  readonly group: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Finds the user.
 *
 * @returns This process's user; for root `nobody`, since Dovecot gives root no mail.
 */
export function dovecotUser(): DovecotUser {
  const who = process.getuid?.() === 0 ? ["nobody"] : [];
  const id = (what: string) => execFileSync("id", [what, ...who], { encoding: "utf8" }).trim();
  return { user: id("-un"), group: id("-gn"), uid: Number(id("-u")), gid: Number(id("-g")) };
}
