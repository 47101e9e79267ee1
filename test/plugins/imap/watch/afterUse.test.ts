import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { armMailbox, codeMail, mailboxAt } from "../../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../../support/dovecot.ts";
import { tcpProxy } from "../../../support/tcpProxy.ts";

describeWithDovecot("imap: after use", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  /** What is in the mailbox, as another connection sees it: UIDs, and whether the message was seen. */
  const messages = async (user: string): Promise<ReadonlyArray<string>> => {
    const listed = await server.doveadm(
      "-f",
      "tab",
      "fetch",
      "-u",
      user,
      "uid flags",
      "mailbox",
      "INBOX",
      "all",
    );
    return listed.trim().split("\n").slice(1).map((line) => {
      const [uid, flags = ""] = line.split("\t");
      return `${uid}${flags.includes("\\Seen") ? " seen" : ""}`;
    });
  };

  /** A login that takes one code, and ends at once. */
  const login = async (user: string, options: Partial<ImapOptions>): Promise<void> => {
    const to = `${user}@example.test`;
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(imap(mailboxAt(server, { user, ...options })));
    await server.deliver({ to, subject: "News", text: "Nothing of interest." });
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next()).toBe("5653");
  };

  it.each(
    [
      [undefined, ["1", "2", "3"]],
      ["leave", ["1", "2", "3"]],
      ["seen", ["1", "2", "3 seen"]],
      ["delete", ["1", "2"]],
    ] as const,
  )("%s: the message whose code was used, and no other", async (afterUse, left) => {
    const user = `use-${afterUse ?? "default"}`;
    await login(user, { afterUse });
    expect(await messages(user)).toEqual(left);
  });

  it("what is to be done is done, however soon the login ends and however far away the server is", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    proxy.delay = 30;
    await login("soon", { afterUse: "delete", tls: "none", port: proxy.port });
    expect(await messages("soon")).toEqual(["1", "2"]);
  });

  it("each message whose code was given, while the login goes on, and the mark stays", async () => {
    const to = "both@example.test";
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "both", afterUse: "seen" })));
    for (const code of ["5653", "4163", "7788"]) {
      await server.deliver(codeMail(code, { to }));
      expect(await armed.next()).toBe(code);
    }
    await expect.poll(() => messages("both")).toEqual(["1 seen", "2 seen", "3 seen"]);
    expect(await armed.sightings()).toEqual({ seen: 3, refused: {} });
  });

  it("a message that somebody else has removed by then is no failure", async () => {
    const to = "removed@example.test";
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "removed", afterUse: "delete" })));
    await server.deliver(codeMail("5653", { to }));
    await expect.poll(async () => (await armed.sightings()).seen).toBe(1);
    await server.expunge("removed");
    expect(await armed.next()).toBe("5653");
    await server.deliver(codeMail("4163", { to }));
    expect(await armed.next()).toBe("4163");
    await expect.poll(() => messages("removed")).toEqual([]);
  });
});
