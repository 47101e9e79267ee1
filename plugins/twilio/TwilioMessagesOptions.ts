/**
 * The options of `twilioMessages` and `checkTwilio`.
 *
 * @module
 */
import type * as Redacted from "effect/Redacted";
import type { MessageOptions } from "../inbox/MessageOptions.ts";

/** Options of `twilioMessages`; it signs in with `authToken`, or with `apiKey` and `apiSecret`. */
export interface TwilioMessagesOptions extends MessageOptions {
  /** The account's SID (`AC…`). */
  readonly accountSid: string;
  /** The account's auth token. */
  readonly authToken?: string | Redacted.Redacted<string> | undefined;
  /** SID of an API key (`SK…`); a restricted one must be allowed to read messages. */
  readonly apiKey?: string | undefined;
  /** The API key's secret. */
  readonly apiSecret?: string | Redacted.Redacted<string> | undefined;
  /**
   * The region that the number's messages are kept in, such as `ie1`; default `us1`. Each has credentials of its own, and
   * any but `us1`, `ie1` and `au1` needs `edge` beside it
   * ({@link https://www.twilio.com/docs/global-infrastructure/api-domain-migration-guide}).
   */
  readonly region?: string | undefined;
  /** The edge that requests go through, such as `dublin`; default the region's own. */
  readonly edge?: string | undefined;
  /** Another host with the same API: an https address without a path (http on loopback). Excludes `region` and `edge`. */
  readonly baseUrl?: string | URL | undefined;
}
