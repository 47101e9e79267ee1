/**
 * A code on its way to its user.
 *
 * The texts are those that the platform sends, as pictured in the ETNA Trader documentation on two-factor authentication
 * ({@link https://github.com/etnatrader/gitbookHelp}).
 *
 * @module
 */

/** A message with a code. */
export interface CodeDelivery {
  /** The code alone. A string: `0417` stays `0417`. */
  readonly code: string;
  /** Whose login it is for. */
  readonly username: string;
  /** How it goes. */
  readonly channel: "email" | "sms";
  /** Email address or phone number. */
  readonly to: string;
  /** `Name <address>` of an email's sender, or the name that sends an SMS. */
  readonly from: string;
  /** An email's subject. */
  readonly subject?: string;
  /** The message as plain text. */
  readonly text: string;
  /** An email's body, which is what the platform sends. */
  readonly html?: string;
}

/**
 * Takes a code to its user. The signal aborts when the simulator is closed. What it throws is reported and harms nothing
 * else.
 */
export type Delivery = (delivery: CodeDelivery, signal: AbortSignal) => void | Promise<void>;

/** A delivery that failed; it does not hold the code. */
export interface DeliveryProblem extends Pick<CodeDelivery, "username" | "channel" | "to"> {
  /** What the delivery threw: somebody else's error, which may hold anything. */
  readonly error: unknown;
}

/**
 * Writes the message.
 *
 * @param channel How it goes.
 * @param username Whose login it is for.
 * @param to Email address or phone number.
 * @param code The code.
 * @returns The message with the platform's own words.
 */
export function codeMessage(
  channel: "email" | "sms",
  username: string,
  to: string,
  code: string,
): CodeDelivery {
  const line = `Type ${code} to access the platform`;
  if (channel === "sms") return { code, username, channel, to, from: "CentrSoobsh", text: line };
  return {
    code,
    username,
    channel,
    to,
    from: "ETNA Trader <no-reply@etna.example>",
    subject: "Disposable password",
    text: `${line}.\n\nThanks for using ETNA Trader,\nThe ETNA\n`,
    html: emailBody(line),
  };
}

function emailBody(line: string): string {
  return `<!DOCTYPE html>
<html>
<body style="font-family: Arial, sans-serif; font-size: 14px; color: #333333">
<img src="https://etna.example/logo.png" alt="ETNA" width="160" height="48">
<p>${line}.</p>
<p>Thanks for using ETNA Trader,<br>The ETNA</p>
</body>
</html>
`;
}
