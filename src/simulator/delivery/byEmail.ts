/**
 * Codes by email.
 *
 * @module
 */
import type { CodeDelivery, Delivery } from "../CodeDelivery.ts";

/** The SMTP server that takes the emails. */
export interface EmailOptions {
  /** The server's name or address. */
  readonly host: string;
  /** Its port, for example 25, 587 or 465. */
  readonly port: number;
  /** Sender instead of the platform's, for example `Broker <code@broker.example>`. */
  readonly from?: string | undefined;
  /** TLS from the first byte; default false, which uses STARTTLS where the server offers it. */
  readonly secure?: boolean | undefined;
  /** Login, where the server wants one. */
  readonly auth?: { readonly user: string; readonly pass: string } | undefined;
  /** Time limit of connecting, and of each silence of the server, in milliseconds; default 10000. */
  readonly timeout?: number | undefined;
}

/** Tests run mail servers with certificates that they made themselves. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Sends each code as an email, HTML as the platform's, over a connection of its own. It needs the package `nodemailer`
 * and users whose `twoFactor` is `email`. A server on loopback may have any certificate.
 *
 * @param options The SMTP server.
 * @returns The delivery; it throws an `Error` where the package is missing, the code goes by SMS, or the server fails.
 *
 * @example
 * ```ts
 * import { byEmail, simulate } from "@autoshares/auth/simulator";
 *
 * await using broker = await simulate({
 *   appKey: "key",
 *   users: [{ username: "bob", password: "pw", twoFactor: "email", email: "bob@example.com" }],
 *   deliver: byEmail({ host: "127.0.0.1", port: 1025 }),
 * });
 * ```
 */
export function byEmail(options: EmailOptions): Delivery {
  const { host, port, auth, secure = false, timeout = 10_000 } = options;
  return async (delivery: CodeDelivery, signal: AbortSignal) => {
    const { from, to, subject = "", html = "", channel } = delivery;
    if (channel !== "email") throw new Error("byEmail sends emails only; set the user's twoFactor to email");
    const { createTransport } = await nodemailer();
    const transport = createTransport({
      host,
      port,
      secure,
      auth,
      tls: { rejectUnauthorized: !loopback.test(host) },
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
    });
    try {
      await transport.sendMail({ from: options.from ?? from, to, subject, html, signal });
    } finally {
      transport.close();
    }
  };
}

async function nodemailer(): Promise<typeof import("nodemailer")> {
  try {
    return await import("nodemailer");
  } catch {
    throw new Error("byEmail needs the package nodemailer; install it beside this one");
  }
}
