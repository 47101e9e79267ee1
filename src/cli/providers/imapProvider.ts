/**
 * The provider `imap` on the command line. Its plugin is loaded when it is named: it needs packages that may be missing.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ImapOptions } from "../../../plugins/imap.ts";
import { InvalidConfiguration, ProviderFailed } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import { describeMailbox, imapOptions, inVariables } from "../settings/imapSettings.ts";
import { loadWith, mailboxPackages, type OptionalPackage } from "../optionalPackages.ts";
import type { Settings } from "../settings/Settings.ts";
import { withFailures } from "./withFailures.ts";

const loadPlugin = (options: ImapOptions) =>
  loadWith("The provider imap", packagesOf(options), () => import("../../../plugins/imap.ts"));

/**
 * Which packages reading the mailbox takes.
 *
 * @param options The provider's options.
 * @returns Their names; those of the sign-in not among them.
 */
export function packagesOf(
  { authentication }: Pick<ImapOptions, "authentication">,
): ReadonlyArray<OptionalPackage> {
  return authentication !== undefined && "dkim" in authentication
    ? [...mailboxPackages, "mailauth"]
    : mailboxPackages;
}

/** Where the plugin's failures speak of its options, the command line has variables. */
const words: ReadonlyArray<readonly [option: RegExp, variable: string]> = [
  [/\btls: (?=implicit|starttls)/g, "AUTOSHARES_IMAP_TLS="],
  [/^authentication: /g, "AUTOSHARES_IMAP_AUTHENTICATION: "],
  [/\bcheck the host and\b/g, "check AUTOSHARES_IMAP_HOST and"],
  [/\bcheck host(?:,| and) port\b/g, "check AUTOSHARES_IMAP_HOST and AUTOSHARES_IMAP_PORT"],
  [/\bcheck its name as\b/g, "check its name in AUTOSHARES_IMAP_MAILBOX, as"],
  [/\bset tls to\b/g, "set AUTOSHARES_IMAP_TLS to"],
  [/\bset host to\b/g, "set AUTOSHARES_IMAP_HOST to"],
  [
    /\bset ca to its authority's certificate\b/g,
    "name its authority's certificate in AUTOSHARES_IMAP_CA_FILE",
  ],
  [/\bcheck both(?=; with two-step)/g, "check AUTOSHARES_IMAP_USER and AUTOSHARES_IMAP_PASSWORD"],
  [/\bset the new one$/g, "set the new one as AUTOSHARES_IMAP_PASSWORD"],
  [/\bif this is one\b/g, "if AUTOSHARES_IMAP_PASSWORD is one"],
  [/\bset it as the password\b/g, "set it as AUTOSHARES_IMAP_PASSWORD"],
  [/\bin mailboxes\b/g, "in AUTOSHARES_IMAP_MAILBOX"],
  [/\bmicrosoftAccessToken of imap-oauth\b/g, "AUTOSHARES_IMAP_OAUTH=microsoft"],
  [/\baccessToken\b(?! (?:failed|gave))/g, "AUTOSHARES_IMAP_ACCESS_TOKEN"],
];

/**
 * Says what mends a failure in the command line's own words.
 *
 * @param failure A failure of the plugin, which names its options.
 * @returns The same, which names variables.
 */
export function failureInVariables(failure: ProviderFailed): ProviderFailed {
  const { provider, retryable, reason } = failure;
  const problem = words.reduce((text, [option, variable]) => text.replace(option, variable), failure.problem);
  return new ProviderFailed({ provider, problem, retryable, reason });
}

/**
 * Makes the provider.
 *
 * @param options Its options, from the settings.
 * @returns The provider, or `InvalidConfiguration` that names the variable, or the packages that are missing.
 */
export function makeImap(options: ImapOptions): Effect.Effect<CodeProvider, InvalidConfiguration> {
  return Effect.flatMap(loadPlugin(options), ({ imap }) =>
    Effect.try({
      try: () => imap(options),
      catch: (error) => {
        if (error instanceof InvalidConfiguration) return inVariables(error);
        throw error;
      },
    }));
}

/**
 * The provider that the settings describe.
 *
 * @param settings The settings.
 * @returns The provider, and which mail it reads, for people; `InvalidConfiguration` for settings that cannot be used or
 * packages that are missing.
 */
export function imapProvider(
  settings: Settings,
): Effect.Effect<{ readonly provider: CodeProvider; readonly where: string }, InvalidConfiguration> {
  return Effect.gen(function* () {
    const options = yield* imapOptions(settings);
    const provider = withFailures(yield* makeImap(options), failureInVariables);
    return { provider, where: describeMailbox(options) };
  });
}
