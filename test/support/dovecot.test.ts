import { ImapFlow, type ImapFlowOptions } from "imapflow";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { selfSigned } from "./certificates.ts";
import { deliverMail } from "./deliverMail.ts";
import { describeWithDovecot } from "./describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "./dovecot.ts";

type Settings = Partial<ImapFlowOptions> & { readonly user?: string };

async function imap(server: Dovecot, { user = "bob", ...settings }: Settings = {}): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: server.host,
    port: server.imapsPort,
    secure: true,
    auth: { user, pass: server.password },
    tls: { ca: server.ca },
    logger: false,
    disableCompression: true,
    ...settings,
  });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** How a login was refused. */
const refusal = (login: Promise<ImapFlow>): Promise<unknown> =>
  login.then((client) => client.close(), (error: unknown) => error);

describeWithDovecot("a Dovecot for tests", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());

  it("takes mail by LMTP, for a user whatever the tag, and gives it by IMAP", async () => {
    await deliverMail(server.lmtpPort, { to: "bob+x@example.test", subject: "first", text: "Type 5653" });
    await server.deliver({ to: ["bob@example.test"], raw: "Subject: second\r\n\r\nType 4163\r\n" });
    const client = await imap(server);
    await client.mailboxOpen("INBOX");
    const messages = await client.fetchAll("1:*", { source: true });
    expect(messages.map(({ source }) => String(source))).toEqual([
      expect.stringMatching(/Delivered-To: bob\+x@example.test[^]*Subject: first[^]*\r\n\r\nType 5653/),
      expect.stringMatching(/Delivered-To: bob@example.test[^]*Subject: second\r\n\r\nType 4163/),
    ]);
    await client.logout();
  });

  it("offers STARTTLS, IDLE and a mailbox for junk", async () => {
    const client = await imap(server, { port: server.imapPort, secure: false, doSTARTTLS: true });
    expect(client.secureConnection).toBe(true);
    expect([...client.capabilities.keys()]).toContain("IDLE");
    expect([...client.capabilities.keys()]).not.toContain("COMPRESS=DEFLATE");
    const boxes = await client.list();
    expect(boxes.map(({ path, specialUse }) => [path, specialUse])).toEqual(
      expect.arrayContaining([["INBOX", "\\Inbox"], [server.junkMailbox, "\\Junk"]]),
    );
    await client.logout();
  });

  it("refuses a wrong password, at once", async () => {
    const from = performance.now();
    const error = await refusal(imap(server, { auth: { user: "bob", pass: "wrong" } }));
    expect(error).toMatchObject({ authenticationFailed: true });
    expect(performance.now() - from).toBeLessThan(1500);
  });

  it("takes the OAuth tokens that are good now", async () => {
    const accessToken = server.issueToken("bob");
    const client = await imap(server, { auth: { user: "bob", accessToken } });
    expect(client.authenticated).toBeTruthy();
    await client.logout();
    const ofOther = server.issueToken("eve");
    expect(await refusal(imap(server, { auth: { user: "bob", accessToken: ofOther } }))).toBeInstanceOf(
      Error,
    );
    server.revokeToken(accessToken);
    expect(await refusal(imap(server, { auth: { user: "bob", accessToken } }))).toMatchObject({
      authenticationFailed: true,
    });
  });

  it("counts its clients, and refuses more than a user may have", async () => {
    await using small = await startDovecot({ maxConnections: 1 });
    const client = await imap(small);
    expect(small.connections()).toBe(1);
    // Under Deno imapflow may see the connection's end before the server's last line, which says why.
    expect(await refusal(imap(small))).toBeInstanceOf(Error);
    await expect.poll(() => small.log()).toContain("Maximum number of connections");
    const eve = await imap(small, { user: "eve" });
    expect(small.connections()).toBe(2);
    await Promise.all([client.logout(), eve.logout()]);
    await expect.poll(() => small.connections()).toBe(0);
  });

  it("has a full mailbox in seconds, an empty one, and another UIDVALIDITY", async () => {
    await server.fill("full", 5000);
    const client = await imap(server, { user: "full" });
    const query = { messages: true, uidNext: true, uidValidity: true };
    const full = await client.status("INBOX", query);
    expect(full).toMatchObject({ messages: 5000, uidNext: 5001 });
    const uidValidity = await server.resetUidValidity("full");
    await server.expunge("full");
    expect(full).not.toMatchObject({ uidValidity: BigInt(uidValidity) });
    const empty = await client.status("INBOX", query);
    expect(empty).toMatchObject({ messages: 0, uidValidity: BigInt(uidValidity) });
    await client.logout();
  });

  it("ends a user's connections", async () => {
    const client = await imap(server, { user: "kicked" });
    const closed = new Promise((resolve) => client.once("close", () => resolve("closed")));
    await server.kick("kicked");
    expect(await closed).toBe("closed");
  });

  it("offers COMPRESS, lacks IDLE and shows another certificate where it is told to", async () => {
    await using other = await startDovecot({ compress: true, idle: false, certificate: () => selfSigned() });
    expect(await refusal(imap(other))).toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    const client = await imap(other, { tls: { rejectUnauthorized: false } });
    expect([...client.capabilities.keys()]).toContain("COMPRESS=DEFLATE");
    expect([...client.capabilities.keys()]).not.toContain("IDLE");
    await client.logout();
  });

  it("is gone when the process that started it is killed", async () => {
    const module = JSON.stringify(fileURLToPath(new URL("./dovecot.ts", import.meta.url)));
    const script = `const { startDovecot } = await import(${module});
      const { doveadm, imapPort } = await startDovecot();
      console.log(imapPort, (await doveadm("config", "-h", "base_dir")).trim());
      setInterval(() => {}, 1000);`;
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const words = "Deno" in globalThis ? ["eval", script] : ["--input-type=module", "--eval", script];
    const child = spawn(process.execPath, words, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const [port = "", folder = ""] = await new Promise<ReadonlyArray<string>>((resolve) =>
      child.stdout.setEncoding("utf8").once("data", (line: string) => resolve(line.trim().split(" ")))
    );
    expect(existsSync(folder)).toBe(true);
    process.kill(child.pid!, "SIGKILL");
    await expect.poll(() => existsSync(folder), { timeout: 5000 }).toBe(false);
    await expect.poll(() => fetch(`http://127.0.0.1:${port}`).then(() => "open", () => "refused")).toBe(
      "refused",
    );
  });
});
