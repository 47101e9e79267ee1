import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { simulate, type Simulator } from "../../../../src/simulator/mod.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { describeWithDovecot } from "../../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../../support/dovecot.ts";

describeWithDovecot("the command line with a mailbox", () => {
  let folder: string;
  let server: Dovecot;
  let broker: Simulator;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "autoshares-mail-"));
    server = await startDovecot();
    broker = await simulate({
      appKey: "canary-key",
      users: [{ username: "bob", password: "canary-pw", twoFactor: "email", email: "bot+bob@example.test" }],
      deliver: async ({ to, from, subject, html }) => {
        await server.deliver({ to, from, subject, html });
      },
    });
    await writeFile(join(folder, "ca.pem"), server.ca);
    env = {
      AUTOSHARES_BASE_URL: broker.baseUrl,
      AUTOSHARES_APP_KEY: "canary-key",
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD: "canary-pw",
      AUTOSHARES_IMAP_HOST: server.host,
      AUTOSHARES_IMAP_PORT: String(server.imapsPort),
      AUTOSHARES_IMAP_USER: "bot",
      AUTOSHARES_IMAP_PASSWORD: server.password,
      AUTOSHARES_IMAP_CA_FILE: join(folder, "ca.pem"),
      AUTOSHARES_IMAP_FROM: "etna.example",
    };
  });
  afterAll(async () => {
    await broker.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it("login reads the code from the mailbox, which needs no --provider", async () => {
    const { code, stdout, stderr } = await runCli(["login", "--json"], { env });
    expect(stderr).toContain("Logged in as bob");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: "bob", provider: "imap", codesTried: 1 });
  });

  it("login signs in with an access token, by STARTTLS, for one recipient", async () => {
    const { code, stderr } = await runCli(["login", "--provider", "imap"], {
      env: {
        ...env,
        AUTOSHARES_IMAP_PASSWORD: "",
        AUTOSHARES_IMAP_ACCESS_TOKEN: server.issueToken("bot"),
        AUTOSHARES_IMAP_SECURE: "false",
        AUTOSHARES_IMAP_PORT: String(server.imapPort),
        AUTOSHARES_IMAP_TO: "bot+bob@example.test",
      },
    });
    expect(stderr).toContain("Logged in as bob");
    expect(code).toBe(0);
  });

  it("listen writes the next code, and tells on stderr what it refuses", async () => {
    const listening = startCli(["listen"], { env });
    await listening.shown("Ctrl-C ends it.");
    expect(listening.stderrSoFar()).toMatch(
      /^Listening to the mailbox of bot at 127\.0\.0\.1:\d+ \(INBOX\), from etna\.example until \d{4}-\S+Z;/,
    );
    await server.deliver({ to: "bot@example.test", from: "a@b.example", subject: "Hi", text: "Type 1111" });
    await listening.shown("refused: other sender");
    await server.deliver({
      to: "bot@example.test",
      from: "no-reply@etna.example",
      subject: "Disposable password",
      text: "Type 0417 to access the platform.",
    });
    expect(await listening.result).toMatchObject({ code: 0, stdout: "0417\n" });
  });

  it("listen ends with 4 and what it saw when no code came in time", async () => {
    const listening = startCli(["listen", "--timeout", "1.5s"], { env });
    await listening.shown("Ctrl-C ends it.");
    await server.deliver({ to: "bot@example.test", from: "x@etna.example", subject: "Hi", text: "Hello" });
    const { code, stdout, lastLine } = await listening.result;
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(lastLine).toContain("No verification code from imap within 1.5 s (seen: 1; refused: 1 no code)");
  });

  it("listen ends with 130 on Ctrl-C, and leaves no connection", async () => {
    const listening = startCli(["listen"], { env });
    await listening.shown("Ctrl-C ends it.");
    listening.kill("SIGINT");
    expect(await listening.result).toMatchObject({ code: 130, stdout: "" });
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("doctor finds all well, and says until when", async () => {
    const { code, stdout, stderr } = await runCli(["doctor"], {
      env: { ...env, AUTOSHARES_IMAP_MAILBOX: "INBOX,\\Junk" },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ok {4}credentials: app key and password of bob are set$/m);
    expect(stdout).toMatch(/^ok {4}broker: 127\.0\.0\.1:\d+ answers$/m);
    expect(stdout).toMatch(/^ok {4}clock: within 1 s of/m);
    expect(stdout).toMatch(/^ok {4}packages: imapflow, postal-mime, html-to-text are installed$/m);
    expect(stdout).toMatch(
      /^ok {4}mailbox: bot at \S+ opens INBOX \(\d+ messages\) and Unwanted \(0 messages\); it has IDLE; the server is Dovecot; where several programs log in by it, each needs AUTOSHARES_IMAP_TO$/m,
    );
    expect(stdout).toMatch(
      /^warn {2}certificate of 127\.0\.0\.1: expires (today|tomorrow), \d{4}-\d\d-\d\d, at \d\d:\d\d UTC — /m,
    );
    expect(stdout).not.toContain("canary");
    expect(stdout).not.toContain(server.password);
  });

  it("doctor asks the broker for no token, and changes nothing in the mailbox", async () => {
    const before = broker.requests.length;
    await runCli(["doctor"], { env });
    const [request, ...others] = broker.requests.slice(before);
    expect(others).toEqual([]);
    expect(JSON.stringify(request ?? {})).not.toContain("canary");
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a wrong password",
      { AUTOSHARES_IMAP_PASSWORD: "canary-wrong" },
      /refused the user or the password: check/,
    ],
    ["an unknown folder", { AUTOSHARES_IMAP_MAILBOX: "Nowhere" }, /the mailbox Nowhere does not exist/],
    ["an untrusted certificate", { AUTOSHARES_IMAP_CA_FILE: "" }, /name its .* in AUTOSHARES_IMAP_CA_FILE$/],
    ["a broken setting", { AUTOSHARES_IMAP_TLS: "ssl" }, /AUTOSHARES_IMAP_TLS is none of/],
    ["a setting that the plugin refuses", { AUTOSHARES_IMAP_FROM: "no sender" }, /AUTOSHARES_IMAP_FROM/],
  ])("doctor, %s: a line that says what to do, and 2", async (_what, change, said) => {
    const { code, stdout, stderr, lastLine } = await runCli(["doctor"], { env: { ...env, ...change } });
    expect(code).toBe(2);
    const failures = stdout.split("\n").filter((line) => line.startsWith("fail"));
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(/^fail {2}mailbox: /);
    expect(failures[0]).toMatch(said);
    expect(lastLine).toMatch(/^autoshares-auth: 1 of \d checks failed\.$/);
    expect(stdout + stderr).not.toContain("canary");
  });

  it("a mailbox that cannot be opened fails a login before the broker is asked for a code", async () => {
    const before = broker.requests.length;
    const { code, stdout, lastLine } = await runCli(["login"], {
      env: { ...env, AUTOSHARES_IMAP_TLS: "implicit", AUTOSHARES_IMAP_PORT: String(server.imapPort) },
    });
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(lastLine).toContain("AUTOSHARES_IMAP_TLS=starttls");
    expect(broker.requests).toHaveLength(before);
  });
});
