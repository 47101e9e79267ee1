/**
 * Whether the mailbox of the settings can be read: packages, connection, sign-in, folders, IDLE, certificate.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { ImapOptions } from "../../../../plugins/imap.ts";
import type { InvalidConfiguration, ProviderFailed } from "../../../AuthError.ts";
import { failureInVariables, makeImap, packagesOf } from "../../providers/imapProvider.ts";
import { imapAuthentication } from "../../providers/imapAuthentication.ts";
import { oneSignIn } from "../../providers/imapSignIn.ts";
import { imapOptions, inVariables, mailboxName } from "../../settings/imapSettings.ts";
import { missingPackages, notInstalled, type OptionalPackage } from "../../optionalPackages.ts";
import type { Settings } from "../../settings/Settings.ts";
import { certificateFinding } from "./certificateFinding.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";

const check = "mailbox";

/** Below the limit of the whole check, so that the mailbox can say itself what does not answer. */
const limits = { connectTimeout: "8 seconds", commandTimeout: "5 seconds" } as const;

const anySender: Finding = {
  level: "warn",
  check,
  found: "AUTOSHARES_IMAP_FROM is not set, so anybody's mail may hold the code",
  advice: "set it to the broker's address or domain",
};

/** The mailbox and its certificate. */
function lookInside(
  options: ImapOptions,
): Effect.Effect<ReadonlyArray<Finding>, InvalidConfiguration | ProviderFailed> {
  return Effect.gen(function* () {
    yield* makeImap(options); // It looks at more options than the check has use for.
    const { checkMailbox } = yield* Effect.promise(() => import("../../../../plugins/imap/checkMailbox.ts"));
    const { server, idle, folders, certificateExpires } = yield* Effect.mapError(
      checkMailbox({ ...options, ...limits }),
      (error) => error._tag === "ProviderFailed" ? failureInVariables(error) : inVariables(error),
    );
    const counts = folders.map(({ path, messages }) =>
      `${path} (${messages} message${messages === 1 ? "" : "s"})`
    );
    const found = `${mailboxName(options)} opens ${counts.join(" and ")}; ` +
      (idle ? "it has IDLE" : "it has no IDLE, so it is asked for news") +
      (server === undefined ? "" : `; the server is ${server}`) +
      (options.to === undefined
        ? "; where several programs log in by it, each needs AUTOSHARES_IMAP_TO"
        : "");
    const findings: Array<Finding> = [{ level: "ok", check, found }];
    if (certificateExpires !== undefined) {
      findings.push(certificateFinding(options.host, certificateExpires, Date.now()));
    }
    return findings;
  });
}

/**
 * Looks for the packages that reading a mailbox takes, then opens the mailbox; changes nothing in it.
 *
 * @param settings The settings.
 * @returns Packages, mailbox and its certificate, and whether anybody's mail counts.
 */
export function checkMailboxSettings(settings: Settings): Findings {
  return Effect.gen(function* () {
    const warnings = settings.text("AUTOSHARES_IMAP_FROM") === undefined ? [anySender] : [];
    // A login tells of this before it looks for the packages of a sign-in.
    const signIn = yield* Effect.result(oneSignIn(settings));
    const conflict = Result.isFailure(signIn) ? [failed(check, signIn.failure)] : [];
    const authentication = yield* Effect.result(imapAuthentication(settings));
    const needed: ReadonlyArray<OptionalPackage> = [
      ...packagesOf({ authentication: Result.getOrElse(authentication, () => undefined) }),
      ...(settings.text("AUTOSHARES_IMAP_OAUTH") === undefined ? [] : ["oauth4webapi" as const]),
    ];
    const missing = yield* Effect.result(missingPackages(needed));
    if (Result.isFailure(missing)) return [failed("packages", missing.failure), ...conflict, ...warnings];
    if (missing.success.length > 0) {
      return [
        failed("packages", notInstalled("The provider imap", missing.success)),
        ...conflict,
        ...warnings,
      ];
    }
    const inside = yield* Effect.result(Effect.flatMap(imapOptions(settings), lookInside));
    return [
      { level: "ok", check: "packages", found: `${needed.join(", ")} are installed` },
      ...(Result.isFailure(inside) ? [failed(check, inside.failure)] : inside.success),
      ...warnings,
    ];
  });
}
