/**
 * Questions about the mailbox that codes come to.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type MailVendor, mailVendor } from "../../../../plugins/imap/options/mailVendors.ts";
import { isLoopback } from "../../../internal/http/plainBaseUrl.ts";
import { note } from "../../process/terminal.ts";
import { askSecretFile } from "./askSecretFile.ts";
import { checkMailbox } from "./checks.ts";
import type { Interview } from "./Interview.ts";
import type { Check, Unanswered } from "./Question.ts";
import { mailHost } from "./mailHost.ts";

/** Port and encryption; the large services have the usual ones. */
function askConnection({ ask, choose, keep }: Interview, host: string): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    const port = yield* ask({
      name: "AUTOSHARES_IMAP_PORT",
      text: "Port",
      usual: "993",
      check: checkMailbox,
    });
    if (port === "993") return;
    const tls = yield* choose("Encryption?", [
      { key: "starttls", text: "STARTTLS, usual at port 143" },
      { key: "implicit", text: "TLS from the first byte" },
      ...(isLoopback(host) ? [{ key: "none" as const, text: "none: the server is this machine" }] : []),
    ]);
    keep("AUTOSHARES_IMAP_TLS", tls);
  });
}

const refreshToken = "AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN";

const checkRefreshToken: Check = (settings) => settings.secret(refreshToken);

/** The npm package brings the README along, which links it, and not the page. */
const outlookPage = "docs/providers/outlook.md";

/** Microsoft takes no password of any kind. */
function askOAuth(interview: Interview): Effect.Effect<void, Unanswered> {
  const { ask, keep } = interview;
  return Effect.gen(function* () {
    note(
      "Microsoft's mailboxes take OAuth alone. How an app of yours gets a refresh token stands on the page " +
        `Outlook that the README links: ${outlookPage} in the repository of @autoshares/auth.`,
    );
    yield* ask({ name: "AUTOSHARES_IMAP_OAUTH_CLIENT_ID", text: "Client ID of your app" });
    yield* askSecretFile(interview, {
      name: refreshToken,
      text: "File with the refresh token (it is replaced there; a file that is not there is made)",
      secret: "Refresh token",
      check: checkRefreshToken,
    });
    yield* ask({ name: "AUTOSHARES_IMAP_OAUTH_TENANT", text: "Tenant", without: "any" });
    keep("AUTOSHARES_IMAP_OAUTH", "microsoft");
  });
}

function askPassword({ ask }: Interview, vendor: MailVendor | undefined): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    if (vendor !== undefined) {
      note(`${vendor.name} wants an app password, not your own: make one ${vendor.where}.`);
    }
    const text = vendor === undefined ? "Password of the mailbox" : "App password";
    yield* ask({ name: "AUTOSHARES_IMAP_PASSWORD", text, masked: true, check: checkMailbox });
  });
}

/**
 * Asks whose mailbox, where it is, how to sign in, and whose mail counts.
 *
 * @param interview Where the answers go.
 */
export function askMailbox(interview: Interview): Effect.Effect<void, Unanswered> {
  const { ask } = interview;
  return Effect.gen(function* () {
    const user = yield* ask({
      name: "AUTOSHARES_IMAP_USER",
      text: "User of the mailbox, mostly its address",
      check: checkMailbox,
    });
    const guess = mailHost(user ?? "");
    const host = (yield* ask({
      name: "AUTOSHARES_IMAP_HOST",
      text: "Its IMAP server",
      usual: guess,
      check: checkMailbox,
    })) ?? "";
    const vendor = mailVendor(host);
    if (vendor === undefined) yield* askConnection(interview, host);
    if (vendor?.wants === "oauth") yield* askOAuth(interview);
    else yield* askPassword(interview, vendor);
    yield* ask({
      name: "AUTOSHARES_IMAP_FROM",
      text: "Address or domain that the broker's mail comes from",
      without: "anybody's mail counts, which is less safe",
      check: checkMailbox,
    });
  });
}
