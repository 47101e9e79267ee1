/**
 * Arms code providers by hand, as a login does: for tests that want to know what stands between the steps.
 *
 * ```ts
 * await using armed = await armMailbox(imap(mailboxAt(server, { user: "bob" })));
 * await server.deliver(codeMail("5653", { to: "bob@example.test" }));
 * expect(await armed.next()).toBe("5653");
 * ```
 */
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Redacted from "effect/Redacted";
import * as Scope from "effect/Scope";
import type { CodeProvider, Sightings } from "../../mod.ts";
import type { ImapOptions } from "../../plugins/imap.ts";
import type { MailToDeliver } from "./deliverMail.ts";
import type { Dovecot } from "./dovecot.ts";

/** A provider that is armed; disposing of it closes its scope. */
export interface ArmedMailbox extends AsyncDisposable {
  /** Waits for the next code; rejects with the provider's failure, or with `undefined` after the signal's abort. */
  readonly next: (signal?: AbortSignal) => Promise<string>;
  /** What it has met. */
  readonly sightings: () => Promise<Sightings>;
}

const baseUrl = "https://broker.example/api";

/**
 * Arms a provider.
 *
 * @param provider The provider.
 * @param username Who logs in; default `bob`.
 * @param signal Interrupts the arming.
 * @returns It, armed. Rejects with the provider's failure, and has closed the scope then.
 */
export async function armMailbox(
  provider: CodeProvider,
  username = "bob",
  signal?: AbortSignal,
): Promise<ArmedMailbox> {
  const scope = Scope.makeUnsafe();
  const close = () => Effect.runPromise(Scope.close(scope, Exit.void));
  const context = { username, baseUrl };
  const arming = Scope.provide(provider.arm(context), scope);
  const armed = await Effect.runPromise(arming, signal && { signal }).catch(async (error) => {
    await close();
    throw error;
  });
  let attempt = 0;
  return {
    next: async (signal) => {
      const challenge = { ...context, attempt: ++attempt, requestedAt: Date.now(), timeoutMillis: 60_000 };
      const { code } = await Effect.runPromise(armed.next(challenge), signal && { signal });
      return Redacted.value(code);
    },
    sightings: () => Effect.runPromise(armed.sightings ?? Effect.succeed({ seen: 0, refused: {} })),
    [Symbol.asyncDispose]: close,
  };
}

/**
 * A provider's options for a mailbox at a Dovecot.
 *
 * @param server The server.
 * @param options Whose mailbox, and what is not as usual.
 * @returns The options.
 */
export function mailboxAt(server: Dovecot, options: Partial<ImapOptions> & { user: string }): ImapOptions {
  const password = options.accessToken === undefined ? { password: server.password } : {};
  return { host: server.host, port: server.imapsPort, ca: server.ca, ...password, ...options };
}

/** What {@linkcode codeMail} makes. */
export interface CodeMail {
  readonly subject: string;
  readonly html: string;
}

/**
 * A mail with a login code, as the platform writes it.
 *
 * @param code The code.
 * @param mail To whom, and what is not as usual.
 * @returns The mail.
 */
export function codeMail<Mail extends Partial<MailToDeliver>>(code: string, mail: Mail): CodeMail & Mail {
  return { subject: "Disposable password", html: `<p>Type ${code} to access the platform.</p>`, ...mail };
}
