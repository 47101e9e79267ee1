/**
 * Scripted mailboxes (`imapMailbox.ts`) that end with the test that uses them, and with nothing left open at them.
 */
import { afterEach, expect } from "vitest";
import type { ImapOptions } from "../../plugins/imap.ts";
import { type ImapMailbox, imapMailbox, type ImapMailboxOptions, type SentCommand } from "./imapMailbox.ts";

/**
 * Gets ready to serve mailboxes in this file's tests: after each test, every client must have gone.
 *
 * @returns Starts a server.
 */
export function servedMailboxes(): (script?: ImapMailboxOptions) => Promise<ImapMailbox> {
  let servers: Array<ImapMailbox> = [];
  afterEach(async () => {
    const used = servers;
    servers = [];
    try {
      for (const server of used) await expect.poll(() => server.openConnections).toBe(0);
    } finally {
      for (const server of used) await server[Symbol.asyncDispose]();
    }
  });
  return async (script = {}) => {
    const server = await imapMailbox(script);
    servers.push(server);
    return server;
  };
}

/**
 * Options of a provider at such a server.
 *
 * @param server The server.
 * @param options What is otherwise.
 * @returns The options.
 */
export function optionsAt(server: ImapMailbox, options: Partial<ImapOptions> = {}): ImapOptions {
  return {
    host: "127.0.0.1",
    port: server.port,
    tls: "none",
    user: "bob@example.test",
    password: "correct-horse",
    ...options,
  };
}

/**
 * The commands of one name that a server was sent.
 *
 * @param server The server.
 * @param name The name, in upper case.
 * @returns The commands.
 */
export function commandsNamed(server: ImapMailbox, name: string): ReadonlyArray<SentCommand> {
  return server.sent.filter((command) => command.name === name);
}
