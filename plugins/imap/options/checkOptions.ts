/**
 * Checks what the IMAP provider is told beside the connection's settings: what is wrong shows when the provider is made,
 * and not after the broker has sent a code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { explainCode, InvalidConfiguration } from "../../../mod.ts";
import { checkNames } from "../../internal/checkNames.ts";
import type { ImapOptions } from "./ImapOptions.ts";
import { senderCheck } from "../filter/senderAuthentication.ts";

const known: { readonly [Name in keyof Required<ImapOptions>]: true } = {
  host: true,
  port: true,
  tls: true,
  ca: true,
  user: true,
  password: true,
  accessToken: true,
  mailboxes: true,
  from: true,
  to: true,
  subject: true,
  authentication: true,
  code: true,
  afterUse: true,
  maxMessageBytes: true,
  warm: true,
  lookout: true,
  connectTimeout: true,
  commandTimeout: true,
};

/** Whether a function ends without an error. */
function works(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

function authenticationWorks(authentication: ImapOptions["authentication"]): boolean {
  if (authentication === undefined) return true;
  if (typeof authentication !== "object" || authentication === null) return false;
  if ("dkim" in authentication) return authentication.dkim === true;
  return "results" in authentication && Exit.isSuccess(Effect.runSyncExit(senderCheck(authentication)));
}

/**
 * Checks a provider's options.
 *
 * @param options What the user gave; plain JavaScript may give anything.
 * @throws {InvalidConfiguration} Names the option that cannot be used, and not its value.
 */
export function checkOptions(options: ImapOptions): void {
  const check = (setting: string, works: boolean, problem: string): void => {
    if (!works) throw new InvalidConfiguration({ setting: `imap ${setting}`, problem });
  };
  checkNames("imap", options, known);
  const { host, lookout = {}, code, afterUse = "leave", warm = false } = options;
  check("host", !/^[^:]+:\d+$/.test(String(host)), "holds a port, which belongs into port");
  check("lookout", typeof lookout === "object" && lookout !== null, "must be an object");
  check("afterUse", ["leave", "seen", "delete"].includes(afterUse), "must be leave, seen or delete");
  check("warm", typeof warm === "boolean", "must be true or false");
  check("code", works(() => explainCode("", code)), "cannot be used: its pattern or its length is not valid");
  check(
    "authentication",
    authenticationWorks(options.authentication),
    "must be { results: … } with the name of the mailbox's server, or { dkim: true }",
  );
}
