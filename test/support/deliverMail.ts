/**
 * Delivers mail over LMTP, by nodemailer.
 *
 * ```ts
 * await deliverMail(server.lmtpPort, { to: "bob+broker@example.test", subject: "Disposable password", text: "Type 5653" });
 *
 * await using postman = openLmtp(server.lmtpPort);      // one connection for all of them
 * const { at } = await postman.deliver({ to: "bob@example.test", raw: bytes });
 * ```
 */
import { createTransport, type SendMailOptions, type SMTPPoolSentMessageInfo } from "nodemailer";

/**
 * A message: nodemailer's fields, or `raw`, the whole of it. `to` is the envelope's recipients too, if there is no
 * `envelope`; `from` is a made-up sender unless it is given.
 */
export type MailToDeliver = SendMailOptions & { readonly to: string | ReadonlyArray<string> };

/** What became of a message. */
export interface DeliveredMail {
  /** When the server had said that it is delivered: `performance.now()`. */
  readonly at: number;
  /** What the server said. */
  readonly response: string;
}

/** An LMTP connection, opened by the first message and kept open; disposing of it closes it. */
export interface LmtpConnection extends AsyncDisposable {
  /**
   * Delivers a message; messages go one after another.
   *
   * @param mail The message.
   * @returns What became of it, after the server has said that it is delivered; rejects where it does not say so for
   * every recipient.
   */
  readonly deliver: (mail: MailToDeliver) => Promise<DeliveredMail>;
}

/**
 * Gets ready to deliver mail.
 *
 * @param port LMTP on 127.0.0.1.
 * @returns The connection, to be opened by the first message.
 */
export function openLmtp(port: number): LmtpConnection {
  const transport = createTransport({
    pool: true,
    host: "127.0.0.1",
    port,
    lmtp: true,
    secure: false,
    ignoreTLS: true,
    name: "localhost",
    maxConnections: 1,
    maxMessages: Infinity,
  });
  const send = async (mail: MailToDeliver): Promise<SMTPPoolSentMessageInfo> => {
    const { to, from = "ETNA Trader <no-reply@example.test>" } = mail;
    const recipients = typeof to === "string" ? to : [...to];
    // nodemailer does not look for recipients in a raw message.
    const envelope = mail.raw === undefined
      ? {}
      : { envelope: { from: "no-reply@example.test", to: recipients } };
    return await transport.sendMail({ from, ...envelope, ...mail, to: recipients });
  };
  return {
    deliver: async (mail) => {
      const { response, rejected } = await send(mail);
      const at = performance.now();
      if (rejected.length > 0) throw new Error(`Not delivered to ${rejected.join(", ")}: ${response}`);
      return { at, response };
    },
    [Symbol.asyncDispose]: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}

/**
 * Delivers one message by a connection of its own.
 *
 * @param port LMTP on 127.0.0.1.
 * @param mail The message.
 * @returns What became of it; rejects as {@linkcode LmtpConnection.deliver} does.
 */
export async function deliverMail(port: number, mail: MailToDeliver): Promise<DeliveredMail> {
  await using connection = openLmtp(port);
  return await connection.deliver(mail);
}
