import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { imapProvider } from "../../../../src/cli/providers/imapProvider.ts";
import { describeMailbox, imapOptions } from "../../../../src/cli/settings/imapSettings.ts";
import { providerNames } from "../../../../src/cli/providers/providers.ts";
import { replaceSecretFile } from "../../../../src/cli/process/replaceSecretFile.ts";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";
import { selfSigned } from "../../../support/certificates.ts";

type Variables = Readonly<Record<string, string>>;

const mailbox: Variables = { HOST: "imap.example.com", USER: "bot@example.com", PASSWORD: "canary-password" };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-imap-"));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(folder, { recursive: true }));

/** The settings of a process with these variables, without their prefix. */
function settingsOf(variables: Variables) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(`AUTOSHARES_IMAP_${name}`, value);
  return Effect.runSync(readSettings(undefined));
}
const optionsOf = (variables: Variables) => Effect.runPromise(imapOptions(settingsOf(variables)));
const providerOf = (variables: Variables) => Effect.runPromise(imapProvider(settingsOf(variables)));

/** What can be compared of options. */
const shown = ({ password, ...others }: Awaited<ReturnType<typeof optionsOf>>) => ({
  ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)),
  ...(password !== undefined && { password: String(Redacted.isRedacted(password)) }),
});

describe("the settings of the provider imap", () => {
  it.each<[string, Variables, object]>([
    ["the least", {}, {}],
    ["a port", { PORT: " 1993 " }, { port: 1993 }],
    ["TLS by its name", { TLS: "StartTLS" }, { tls: "starttls" }],
    ["SECURE=true, TLS at once", { SECURE: "true" }, { tls: "implicit" }],
    ["SECURE=false, which is STARTTLS and never in the clear", { SECURE: "False" }, { tls: "starttls" }],
    ["both, where they agree", { SECURE: "true", TLS: "implicit" }, { tls: "implicit" }],
    ["folders, a special use among them", { MAILBOX: "INBOX, \\Junk," }, { mailboxes: ["INBOX", "\\Junk"] }],
    ["senders and recipients", { FROM: "a@b.example,c.example", TO: "bot+x@d.example" }, {
      from: ["a@b.example", "c.example"],
      to: ["bot+x@d.example"],
    }],
    ["a subject", { SUBJECT: "Disposable, password" }, { subject: "Disposable, password" }],
    ["empty variables, which count as not set", { PORT: "", TLS: "", FROM: "" }, {}],
  ])("%s", async (_what, variables, expected) => {
    expect(shown(await optionsOf({ ...mailbox, ...variables }))).toEqual({
      host: "imap.example.com",
      user: "bot@example.com",
      password: "true",
      ...expected,
    });
  });

  it("the pattern for codes holds for mail too", async () => {
    vi.stubEnv("AUTOSHARES_CODE_PATTERN", "pass (\\w+)");
    expect((await optionsOf(mailbox)).code).toEqual({ pattern: /pass (\w+)/u });
  });

  it("a password and a certificate stand in files", async () => {
    const { cert } = selfSigned();
    await writeFile(join(folder, "password"), "canary-in-file\n");
    await writeFile(join(folder, "ca.pem"), cert);
    const { password, ca } = await optionsOf({
      ...mailbox,
      PASSWORD: "",
      PASSWORD_FILE: join(folder, "password"),
      CA_FILE: join(folder, "ca.pem"),
    });
    expect(Redacted.value(password as Redacted.Redacted<string>)).toBe("canary-in-file");
    expect(ca).toBe(cert);
  });

  it("an access token is read anew from its file for each connection", async () => {
    const file = join(folder, "token");
    await writeFile(file, "first\n");
    const { accessToken } = await optionsOf({ ...mailbox, PASSWORD: "", ACCESS_TOKEN_FILE: file });
    const token = async () => Redacted.value(await accessToken!() as Redacted.Redacted<string>);
    expect(await token()).toBe("first");
    await writeFile(file, "second\n");
    expect(await token()).toBe("second");
    await rm(file);
    await expect(token()).rejects.toMatchObject({
      _tag: "ProviderFailed",
      problem: "AUTOSHARES_IMAP_ACCESS_TOKEN_FILE names a file that cannot be read (ENOENT)",
      reason: { _tag: "AccessTokenUnavailable" },
    });
  });

  it("a refresh token makes a source of access tokens", async () => {
    const app = { PASSWORD: "", OAUTH_CLIENT_ID: "app", OAUTH_REFRESH_TOKEN: "canary-refresh" };
    const microsoft = await optionsOf({ ...mailbox, ...app, OAUTH: "Microsoft", OAUTH_TENANT: "consumers" });
    expect(microsoft.accessToken).toBeTypeOf("function");
    const google = { ...app, OAUTH: "google", OAUTH_TENANT: "", OAUTH_CLIENT_SECRET: "canary-secret" };
    expect((await optionsOf({ ...mailbox, ...google })).accessToken).toBeTypeOf("function");
  });

  it.each<[string, Variables, string]>([
    ["no host", { HOST: "" }, "AUTOSHARES_IMAP_HOST is not set, and the provider imap needs it"],
    ["a host that is a URL", { HOST: "imaps://x.example" }, "AUTOSHARES_IMAP_HOST must be a host name"],
    ["no user", { USER: "" }, "AUTOSHARES_IMAP_USER is not set"],
    ["no way to sign in", { PASSWORD: "" }, "AUTOSHARES_IMAP_PASSWORD is not set (nor is"],
    [
      "two ways to sign in",
      { ACCESS_TOKEN: "canary-token" },
      "AUTOSHARES_IMAP_PASSWORD and AUTOSHARES_IMAP_ACCESS_TOKEN are set; keep one",
    ],
    [
      "a password and its file",
      { PASSWORD_FILE: "/nowhere" },
      "AUTOSHARES_IMAP_PASSWORD and AUTOSHARES_IMAP",
    ],
    ["a port that is none", { PORT: "imap" }, "AUTOSHARES_IMAP_PORT is not a whole number"],
    ["port 0", { PORT: "0" }, "AUTOSHARES_IMAP_PORT is not a whole number"],
    ["a port too great", { PORT: "65536" }, "AUTOSHARES_IMAP_PORT is not a whole number"],
    ["TLS by another word", { TLS: "ssl" }, "AUTOSHARES_IMAP_TLS is none of implicit, starttls and none"],
    ["SECURE by another word", { SECURE: "yes" }, "AUTOSHARES_IMAP_SECURE is neither true"],
    [
      "TLS and SECURE that contradict",
      { SECURE: "false", TLS: "none" },
      "contradict each other; keep one (false means starttls)",
    ],
    ["no TLS on the way through a network", { TLS: "none" }, "AUTOSHARES_IMAP_TLS may be none on a loopback"],
    [
      "a file of certificates that is not there",
      { CA_FILE: "/nowhere" },
      "AUTOSHARES_IMAP_CA_FILE names a file",
    ],
    ["a list of nothing", { FROM: " , " }, "AUTOSHARES_IMAP_FROM names nothing"],
    [
      "another vendor",
      { PASSWORD: "", OAUTH: "yahoo" },
      "AUTOSHARES_IMAP_OAUTH is neither google nor microsoft",
    ],
    ["no app", { PASSWORD: "", OAUTH: "google" }, "AUTOSHARES_IMAP_OAUTH_CLIENT_ID is not set"],
    [
      "no refresh token",
      { PASSWORD: "", OAUTH: "google", OAUTH_CLIENT_ID: "app" },
      "AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN is not set",
    ],
    [
      "no secret of a Google app",
      { PASSWORD: "", OAUTH: "google", OAUTH_CLIENT_ID: "app", OAUTH_REFRESH_TOKEN: "canary-refresh" },
      "AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET is not set",
    ],
    [
      "a tenant at Google",
      {
        PASSWORD: "",
        OAUTH: "google",
        OAUTH_CLIENT_ID: "app",
        OAUTH_REFRESH_TOKEN: "canary",
        OAUTH_TENANT: "x",
      },
      "AUTOSHARES_IMAP_OAUTH_TENANT is for microsoft only",
    ],
  ])("%s: InvalidConfiguration names the variable and no secret", async (_what, variables, message) => {
    const failure = await providerOf({ ...mailbox, ...variables }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ _tag: "InvalidConfiguration", exitCode: 2 });
    expect(String(failure)).toContain(message);
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("canary");
  });

  it("a certificate file without a certificate is refused", async () => {
    const file = join(folder, "empty.pem");
    await writeFile(file, "nothing");
    await expect(providerOf({ ...mailbox, CA_FILE: file })).rejects.toMatchObject({
      setting: "AUTOSHARES_IMAP_CA_FILE",
    });
  });

  it("people are told whose mail is read, and no secret", async () => {
    const options = await optionsOf({ ...mailbox, MAILBOX: "INBOX,\\Junk", FROM: "a.example,b@c.example" });
    expect(describeMailbox(options)).toBe(
      "the mailbox of bot@example.com at imap.example.com:993 (INBOX, \\Junk), from a.example or b@c.example",
    );
  });
});

describe("the provider where none is named", () => {
  const names = (flag: string | undefined, variables: Variables) =>
    Effect.runSync(providerNames(flag, settingsOf(variables)));

  it("is imap where a mailbox is set", () => expect(names(undefined, mailbox)).toEqual(["imap"]));

  it("is what the flag says before that", () =>
    expect(names("stdin, command", mailbox)).toEqual(["stdin", "command"]));

  it("is what AUTOSHARES_PROVIDER says before that", () => {
    vi.stubEnv("AUTOSHARES_PROVIDER", "command");
    expect(names(undefined, mailbox)).toEqual(["command"]);
  });
});

describe("a refresh token that the vendor has replaced", () => {
  it("goes into the file that the old one came from, for its owner only", async () => {
    const file = join(folder, "refresh");
    await writeFile(file, "old");
    expect(await replaceSecretFile(file, Redacted.make("new"))).toBe(true);
    expect(await readFile(file, "utf8")).toBe("new\n");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("is on the disk before the old one is replaced", async () => {
    const file = join(folder, "synced");
    await writeFile(file, "old");
    const handle = await open(file);
    await handle.close();
    const seen: Array<string> = [];
    const synced = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "sync")
      .mockImplementation(async () => {
        const drafts = (await readdir(folder)).filter((name) => /^synced\..*\.tmp$/.test(name));
        for (const name of ["synced", ...drafts]) seen.push(await readFile(join(folder, name), "utf8"));
      });
    expect(await replaceSecretFile(file, Redacted.make("new"))).toBe(true);
    synced.mockRestore();
    expect(seen).toEqual(["old", "new\n"]);
    expect((await readdir(folder)).filter((name) => name.startsWith("synced"))).toEqual(["synced"]);
  });

  it("leaves the old one, and no draft, where the disk fails", async () => {
    const file = join(folder, "failing");
    await writeFile(file, "old");
    const handle = await open(file);
    await handle.close();
    const failing = vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, "sync")
      .mockRejectedValue(new Error("EIO"));
    expect(await replaceSecretFile(file, Redacted.make("new"))).toBe(false);
    failing.mockRestore();
    expect(await readFile(file, "utf8")).toBe("old");
    expect((await readdir(folder)).filter((name) => name.startsWith("failing"))).toEqual(["failing"]);
  });

  it("is not kept where there is no such file", async () => {
    expect(await replaceSecretFile(join(folder, "nowhere", "x"), Redacted.make("new"))).toBe(false);
  });
});
