/**
 * How the command line's settings sign in to a mailbox: a password, an access token, or a refresh token.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { AccessTokenSource, ImapOptions } from "../../../plugins/imap.ts";
import { type InvalidConfiguration, ProviderFailed } from "../../AuthError.ts";
import { loadWith } from "../optionalPackages.ts";
import { replaceSecretFile } from "../process/replaceSecretFile.ts";
import { invalid, missing } from "../settings/invalid.ts";
import type { Settings } from "../settings/Settings.ts";
import { note } from "../process/terminal.ts";

/** What signs in. */
export type ImapSignIn = Pick<ImapOptions, "password" | "accessToken">;

const passwordName = "AUTOSHARES_IMAP_PASSWORD";
const tokenName = "AUTOSHARES_IMAP_ACCESS_TOKEN";
const vendorName = "AUTOSHARES_IMAP_OAUTH";
const tenantName = "AUTOSHARES_IMAP_OAUTH_TENANT";
const refreshName = "AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN";

/**
 * Looks for more than one way to sign in.
 *
 * @param settings The settings.
 * @returns Nothing; `InvalidConfiguration` that names those that are set, where they are more than one.
 */
export function oneSignIn(settings: Settings): Effect.Effect<void, InvalidConfiguration> {
  const names = [[passwordName, `${passwordName}_FILE`], [tokenName, `${tokenName}_FILE`], [vendorName]];
  const given = names.flatMap((either) =>
    either.filter((name) => settings.text(name) !== undefined).slice(0, 1)
  );
  return given.length > 1 ? invalid(given.join(" and "), "are set; keep one") : Effect.void;
}

/**
 * Reads how to sign in.
 *
 * @param settings The settings.
 * @returns A password or a source of access tokens; `InvalidConfiguration` where nothing is set, or more than one way.
 */
export function imapSignIn(settings: Settings): Effect.Effect<ImapSignIn, InvalidConfiguration> {
  return Effect.gen(function* () {
    const password = yield* settings.secret(passwordName);
    const token = yield* settings.secret(tokenName);
    const vendor = settings.text(vendorName);
    yield* oneSignIn(settings);
    if (vendor !== undefined) return { accessToken: yield* refreshing(vendor, settings) };
    if (token !== undefined) return { accessToken: readAnew(settings) };
    if (password !== undefined) return { password };
    return yield* missing(passwordName, `${passwordName}_FILE, ${tokenName} or ${vendorName}`);
  });
}

/** Each connection takes the token that stands there then: another program may keep its file fresh. */
function readAnew(settings: Settings): AccessTokenSource {
  const failed = ({ setting, problem }: Pick<InvalidConfiguration, "setting" | "problem">) =>
    new ProviderFailed({
      provider: "imap",
      problem: `${setting} ${problem}`,
      reason: { _tag: "AccessTokenUnavailable" },
    });
  const token = Effect.flatMap(
    Effect.mapError(settings.secret(tokenName), failed),
    (found) =>
      found === undefined
        ? Effect.fail(failed({ setting: tokenName, problem: "is not set any more" }))
        : Effect.succeed(found),
  );
  return () => Effect.runPromise(token);
}

function refreshing(
  vendor: string,
  settings: Settings,
): Effect.Effect<AccessTokenSource, InvalidConfiguration> {
  return Effect.gen(function* () {
    const vendorWord = vendor.trim().toLowerCase();
    if (vendorWord !== "google" && vendorWord !== "microsoft") {
      return yield* invalid(vendorName, "is neither google nor microsoft");
    }
    const clientId = settings.text("AUTOSHARES_IMAP_OAUTH_CLIENT_ID");
    if (clientId === undefined) {
      return yield* invalid(
        "AUTOSHARES_IMAP_OAUTH_CLIENT_ID",
        `is not set, and ${vendorName} needs it`,
      );
    }
    const clientSecret = yield* settings.secret("AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET");
    const refreshToken = yield* settings.secret(refreshName);
    if (refreshToken === undefined) {
      return yield* invalid(
        refreshName,
        `is not set (nor is ${refreshName}_FILE), and ${vendorName} needs it`,
      );
    }
    const tenant = settings.text(tenantName);
    if (tenant !== undefined && vendorWord === "google") {
      return yield* invalid(tenantName, "is for microsoft only");
    }
    if (clientSecret === undefined && vendorWord === "google") {
      return yield* invalid(
        "AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET",
        "is not set (nor is AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET_FILE), and google needs it",
      );
    }
    const { googleAccessToken, microsoftAccessToken } = yield* loadWith(
      vendorName,
      ["oauth4webapi"],
      () => import("../../../plugins/imap_oauth.ts"),
    );
    const app = { clientId, refreshToken, onRefreshToken: keep(settings) };
    return clientSecret !== undefined && vendorWord === "google"
      ? googleAccessToken({ ...app, clientSecret })
      : microsoftAccessToken({ ...app, clientSecret, tenant });
  });
}

/** A refresh token that the vendor has replaced goes where the old one came from. */
function keep(settings: Settings): (refreshToken: string) => Promise<void> {
  const setting = `${refreshName}_FILE`;
  return async (refreshToken) => {
    const path = settings.text(setting);
    const kept = path !== undefined && await replaceSecretFile(path, Redacted.make(refreshToken));
    if (kept) return;
    note(
      path === undefined
        ? `The mail service has replaced the refresh token; in a file (${setting}) it would be kept up to date.`
        : `The mail service has replaced the refresh token, and the file of ${setting} cannot be written.`,
    );
  };
}
