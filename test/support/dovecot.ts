/**
 * A private Dovecot for tests: IMAP, IMAP over TLS and LMTP on free loopback ports, all its files in a folder of its own,
 * run as the tests' user (for root as `nobody`). It is gone when the tests' process is, however that ended.
 *
 * ```ts
 * await using server = await startDovecot();
 * await server.deliver({ to: "bob+broker@example.test", subject: "Disposable password", text: "Type 5653" });
 * // … connect to server.host, server.imapsPort as "bob" with server.password, trusting server.ca …
 * ```
 *
 * Any user exists, and its domain and `+tag` do not matter: `bob`, `bob@example.test` and `bob+tag@example.test` are one.
 */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Certificate, type CertificateAuthority, certificateAuthority } from "./certificates.ts";
import { type DeliveredMail, type MailToDeliver, openLmtp } from "./deliverMail.ts";
import { doveadmIn } from "./dovecot/doveadm.ts";
import { dovecotConfig } from "./dovecot/dovecotConfig.ts";
import { type DovecotUser, dovecotUser } from "./dovecot/dovecotUser.ts";
import { fillMailbox } from "./dovecot/fillMailbox.ts";
import { freePorts } from "./freePort.ts";
import { openConnections } from "./dovecot/openConnections.ts";
import { runDovecot } from "./dovecot/runDovecot.ts";
import { tokenIntrospection } from "./dovecot/tokenIntrospection.ts";
import { dovecotEnvironment } from "./dovecot/whyDovecotIsMissing.ts";

/** How a Dovecot is to be. */
export interface DovecotOptions {
  /** Its certificate, made by its authority or otherwise; default: a good one for localhost. */
  readonly certificate?: (authority: CertificateAuthority) => Certificate;
  /** How many connections a user may have; default 10, as Dovecot has it. */
  readonly maxConnections?: number;
  /** Whether it offers IDLE; default true. */
  readonly idle?: boolean;
  /** Whether it offers COMPRESS=DEFLATE; default false. */
  readonly compress?: boolean;
}

/** A running Dovecot; disposing of it stops it. */
export interface Dovecot extends AsyncDisposable {
  readonly host: "127.0.0.1";
  /** IMAP without TLS at first; STARTTLS is offered. */
  readonly imapPort: number;
  /** IMAP over TLS. */
  readonly imapsPort: number;
  readonly lmtpPort: number;
  /** The certificate of its authority, PEM. */
  readonly ca: string;
  /** Every user's password. */
  readonly password: string;
  /** The name of the one mailbox besides INBOX, which every user has and which has the flag `\Junk`. */
  readonly junkMailbox: string;
  /** How many IMAP clients are connected now, logged in or not; a client that goes is counted until its end has come. */
  readonly connections: () => number;
  /** Delivers a message, over a connection that is kept open; see `deliverMail.ts`. */
  readonly deliver: (mail: MailToDeliver) => Promise<DeliveredMail>;
  /** Puts so many old messages into a user's mailbox (default INBOX), which must be empty. */
  readonly fill: (user: string, count: number, mailbox?: string) => Promise<void>;
  /** Removes all messages from a user's mailbox (default INBOX). */
  readonly expunge: (user: string, mailbox?: string) => Promise<void>;
  /** Gives a user's mailbox (default INBOX) another UIDVALIDITY, and tells which. */
  readonly resetUidValidity: (user: string, mailbox?: string) => Promise<number>;
  /** Ends a user's connections with a `BYE`, where there are any. */
  readonly kick: (user: string) => Promise<void>;
  /** Makes a user's OAuth access token, for XOAUTH2 and OAUTHBEARER. */
  readonly issueToken: (user: string) => string;
  /** Makes a token worth nothing. */
  readonly revokeToken: (token: string) => void;
  /** Runs Dovecot's tool with these words, and gives what it prints; rejects where it fails. */
  readonly doveadm: (...args: ReadonlyArray<string>) => Promise<string>;
  /** What it has logged. */
  readonly log: () => string;
  /** Ends it; once is enough. */
  readonly stop: () => Promise<void>;
}

/** Makes the folder. Not in $TMPDIR: sockets in it have paths of at most 107 bytes, and `nobody` must reach it. */
function writeFolder(
  owner: DovecotUser,
  filesIn: (folder: string) => Readonly<Record<string, string>>,
): string {
  const folder = mkdtempSync("/tmp/dovecot-");
  for (const [name, content] of Object.entries(filesIn(folder))) {
    const file = join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    chownSync(file, owner.uid, owner.gid);
  }
  mkdirSync(join(folder, "mail"));
  for (const each of [join(folder, "mail"), folder]) chownSync(each, owner.uid, owner.gid);
  return folder;
}

/**
 * Starts a Dovecot.
 *
 * @param options How it is to be.
 * @returns It, ready for connections. Rejects with its log where it does not start, and where it is of a version whose
 * configuration is not known.
 */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const {
    certificate = (authority) => authority.issue(),
    maxConnections = 10,
    idle = true,
    compress = false,
  } = options;
  const version = execFileSync("dovecot", ["--version"], { env: dovecotEnvironment, encoding: "utf8" })
    .trim();
  const owner = dovecotUser();
  const authority = certificateAuthority();
  const { cert, key } = certificate(authority);
  const password = randomBytes(12).toString("hex");
  const junkMailbox = "Unwanted";
  const tokens = await tokenIntrospection();

  const start = async () => {
    const [imapPort = 0, imapsPort = 0, lmtpPort = 0] = await freePorts(3);
    const ports = { imapPort, imapsPort, lmtpPort };
    const folder = writeFolder(owner, (folder) => ({
      "cert.pem": cert,
      "key.pem": key,
      ...dovecotConfig({
        folder,
        ...owner,
        ...ports,
        introspectionUrl: tokens.url,
        password,
        junkMailbox,
        maxConnections,
        idle,
        compress,
      }, version),
    }));
    return { folder, ports, running: await runDovecot(folder, owner) };
  };
  // Somebody may take a port between its finding and its use.
  const portTaken = (error: unknown) => String(error).includes("Address already in use");
  const { folder, ports, running } = await start()
    .catch((error) => portTaken(error) ? start() : Promise.reject(error))
    .catch(async (error) => {
      await tokens[Symbol.asyncDispose]();
      throw error;
    });

  const lmtp = openLmtp(ports.lmtpPort);
  const doveadm = doveadmIn(folder, owner);
  const stopAll = async (): Promise<void> => {
    await lmtp[Symbol.asyncDispose]();
    await running.stop();
    await tokens[Symbol.asyncDispose]();
  };
  let stopped: Promise<void> | undefined;
  const stop = () => stopped ??= stopAll();

  return {
    host: "127.0.0.1",
    ...ports,
    ca: authority.ca,
    password,
    junkMailbox,
    connections: () => openConnections([ports.imapPort, ports.imapsPort]),
    deliver: lmtp.deliver,
    fill: (user, count, mailbox = "INBOX") => fillMailbox(doveadm, user, mailbox, count),
    expunge: async (user, mailbox = "INBOX") => {
      await doveadm(["expunge", "-u", user, "mailbox", mailbox, "all"]);
    },
    resetUidValidity: async (user, mailbox = "INBOX") => {
      const status = await doveadm(["mailbox", "status", "-u", user, "uidvalidity", mailbox]);
      const next = Number(status.match(/uidvalidity=(\d+)/)?.[1]) + 1;
      await doveadm(["mailbox", "update", "-u", user, "--uid-validity", String(next), mailbox]);
      return next;
    },
    kick: async (user) => {
      // Status 68: the connection has ended by itself meanwhile.
      await doveadm(["kick", user]).catch((error) => {
        if (!String(error).includes("status 68")) throw error;
      });
    },
    issueToken: (user) => {
      const token = randomBytes(24).toString("base64url");
      tokens.users.set(token, user);
      return token;
    },
    revokeToken: (token) => void tokens.users.delete(token),
    doveadm: (...args) => doveadm(args),
    log: running.log,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
