/**
 * A mailbox on this machine for the demo: an IMAP server in this process.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { AddressInfo, Server } from "node:net";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import type { CodeDelivery } from "../../../simulator/mod.ts";
import { mailboxPackages, missingPackages, notInstalled } from "../../optionalPackages.ts";

/** The part of `hoodiecrow-imap` that is used; the package has no types. */
interface Hoodiecrow {
  readonly server: Server;
  readonly appendMessage: (
    folder: string,
    flags: ReadonlyArray<string>,
    date: string,
    raw: string,
  ) => unknown;
  readonly formatInternalDate: (date: Date) => string;
}
type MakeHoodiecrow = (options: {
  readonly users: Readonly<Record<string, { readonly password: string }>>;
  readonly plugins: ReadonlyArray<string>;
}) => Hoodiecrow;

/** A mailbox that is open for mail. */
export interface DemoMailbox {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts an email into its inbox. */
  readonly receive: (email: CodeDelivery) => void;
}

const name = "hoodiecrow-imap";

/** Not spelled out: a demo's package is no dependency, whatever a tool finds in the sources. */
const load: Effect.Effect<MakeHoodiecrow, InvalidConfiguration> = Effect.tryPromise(() =>
  // From JSR, Deno has no package of a bare name, but can fetch it.
  import(name).catch((error) => "Deno" in globalThis ? import(`npm:${name}@2`) : Promise.reject(error))
).pipe(
  Effect.map((module) => module.default),
  Effect.catch(() =>
    Effect.flatMap(
      missingPackages(mailboxPackages),
      (missing) => Effect.fail(notInstalled("demo --provider imap", [name, ...missing])),
    )
  ),
);

function emailOf({ from, to, subject = "", html = "" }: CodeDelivery): string {
  const body = Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\r\n");
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${randomUUID()}@etna.example>`,
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    body,
    "",
  ].join("\r\n");
}

function open(make: MakeHoodiecrow): Promise<DemoMailbox & { readonly close: () => void }> {
  const account = { user: "demo@example.com", password: randomUUID() };
  const hoodiecrow = make({ users: { [account.user]: { password: account.password } }, plugins: ["ID"] });
  const { server } = hoodiecrow;
  const host = "127.0.0.1";
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () =>
      resolve({
        host,
        port: (server.address() as AddressInfo).port,
        ...account,
        receive: (email) =>
          hoodiecrow.appendMessage("INBOX", [], hoodiecrow.formatInternalDate(new Date()), emailOf(email)),
        close: () => void server.close(),
      }));
  });
}

/**
 * Uses a mailbox.
 *
 * @param use What is done with it.
 * @returns What that gives; `InvalidConfiguration` where the package `hoodiecrow-imap` is missing.
 */
export function withMailbox<A, E>(
  use: (mailbox: DemoMailbox) => Effect.Effect<A, E>,
): Effect.Effect<A, E | InvalidConfiguration> {
  return Effect.flatMap(load, (make) =>
    Effect.acquireUseRelease(
      Effect.promise(() => open(make)),
      use,
      ({ close }) => Effect.sync(close),
    ));
}
