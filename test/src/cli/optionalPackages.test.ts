import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The sources beside the packages that every installation has, and no others. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-bare-"));
  await mkdir(join(folder, "node_modules"));
  for (const name of ["effect", "ofetch"]) {
    await symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  for (const name of ["src", "plugins", "mod.ts", "package.json", "deno.json"]) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true }));

function run(args: ReadonlyArray<string>, variables: Record<string, string> = {}) {
  const main = join(folder, "src/cli/main.ts");
  const words = "Deno" in globalThis ? ["run", "-A", main] : [main];
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], DENO_DIR: process.env["DENO_DIR"] };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    // Deno is not to fetch what is missing.
    const offline = { NPM_CONFIG_REGISTRY: "http://127.0.0.1:1/" };
    const noHome = {
      AUTOSHARES_STORE: "memory",
      XDG_CONFIG_HOME: join(folder, "config"),
      XDG_STATE_HOME: join(folder, "state"),
    };
    const child = execFile(
      process.execPath,
      [...words, ...args],
      { cwd: folder, env: { ...env, ...offline, ...noHome, ...variables } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** What installs packages with the runtime that runs the test. */
const installs = (...names: ReadonlyArray<string>) =>
  "Deno" in globalThis
    ? `deno add ${names.map((name) => `npm:${name}`).join(" ")}`
    : `npm install ${names.join(" ")}`;

const mailbox = {
  AUTOSHARES_IMAP_HOST: "127.0.0.1",
  AUTOSHARES_IMAP_USER: "bot",
  AUTOSHARES_IMAP_PASSWORD: "canary-password",
};

describe("without the packages that only a mailbox takes", () => {
  it("the provider imap says what to install: 2", async () => {
    const { code, stdout, stderr } = await run(["listen", "--provider", "imap"], mailbox);
    expect(stderr).toContain(
      "autoshares-auth: The provider imap needs packages that are not installed: " +
        `run “${installs("imapflow", "postal-mime", "html-to-text")}” first`,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("a refresh token needs one more", async () => {
    const oauth = {
      AUTOSHARES_IMAP_PASSWORD: "",
      AUTOSHARES_IMAP_OAUTH: "microsoft",
      AUTOSHARES_IMAP_OAUTH_CLIENT_ID: "app",
      AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN: "canary-refresh",
    };
    const { code, stdout } = await run(["doctor"], { ...mailbox, ...oauth });
    expect(stdout).toMatch(/^fail {2}packages: The provider imap needs packages/m);
    expect(stdout).toContain(`run “${installs("imapflow", "postal-mime", "html-to-text", "oauth4webapi")}”`);
    expect(code).toBe(2);
  });

  it("doctor tells of two ways to sign in all the same, as a login does", async () => {
    const both = { ...mailbox, AUTOSHARES_IMAP_OAUTH: "google" };
    const { stdout } = await run(["doctor"], both);
    expect(stdout).toMatch(/^fail {2}packages: The provider imap needs packages/m);
    expect(stdout).toMatch(
      /^fail {2}mailbox: AUTOSHARES_IMAP_PASSWORD and AUTOSHARES_IMAP_OAUTH are set; keep one$/m,
    );
  });

  it("proof of the sender by DKIM needs one more", async () => {
    const { code, stderr } = await run(["login", "--provider", "imap"], {
      AUTOSHARES_BASE_URL: "http://127.0.0.1:1/api",
      AUTOSHARES_APP_KEY: "canary-key",
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD: "canary-password",
      ...mailbox,
      AUTOSHARES_IMAP_AUTHENTICATION: "dkim",
    });
    expect(stderr).toContain(`run “${installs("imapflow", "postal-mime", "html-to-text", "mailauth")}”`);
    expect(stderr).not.toContain("canary");
    expect(code).toBe(2);
  });

  it("the demo with a mailbox says all of it at once", async () => {
    const { code, stderr } = await run(["demo", "--provider", "imap"]);
    const install = installs("hoodiecrow-imap", "imapflow", "postal-mime", "html-to-text");
    expect(stderr).toContain(`run “${install}” first`);
    expect(code).toBe(2);
  });

  it("the other commands work, and the demo without what its webhook takes says so and goes on", async () => {
    const { code, stdout, stderr } = await run(["demo"]);
    expect(stderr.split("\n")[0]).toMatch(
      /^demo --provider twilio-webhook needs packages that are not installed: /,
    );
    expect(stderr.split("\n")[0]).toContain(`run “${installs("twilio", "srvx")}” first`);
    expect(stderr.split("\n")[0]).toContain("Here is --provider phone instead.");
    expect(stdout).toContain("Logged in as demo with the code from phone");
    expect(code).toBe(0);
  });
});

describe("without the packages that only webhooks take", () => {
  const twilio = { TWILIO_AUTH_TOKEN: "canary", AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://bot.example/sms" };
  const bearer = { AUTOSHARES_WEBHOOK_SECRET: "canary-bearer-secret" };
  const signed = { AUTOSHARES_WEBHOOK_SECRET: `whsec_${btoa("canary".repeat(5))}` };

  it.each<[string, Record<string, string>, ReadonlyArray<string>]>([
    ["twilio-webhook", twilio, ["twilio", "srvx"]],
    ["webhook", bearer, ["srvx"]],
    ["webhook", signed, ["srvx", "standardwebhooks"]],
  ])("the provider %s says what to install, and no more than it needs: 2", async (name, env, packages) => {
    const { code, stdout, stderr } = await run(["listen", "--provider", name], env);
    expect(stderr).toContain(`autoshares-auth: The provider ${name} needs `);
    expect(stderr).toContain(`run “${installs(...packages)}” first`);
    expect(stderr).not.toContain("canary");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("doctor says it too", async () => {
    const { stdout } = await run(["doctor", "--provider", "twilio-webhook"], twilio);
    expect(stdout).toMatch(/^fail {2}packages: The provider twilio-webhook needs packages/m);
    expect(stdout).toContain(`run “${installs("twilio", "srvx")}”`);
  });

  it("the demo, where its webhook is asked for by name, ends: 2", async () => {
    const { code, stdout, stderr } = await run(["demo", "--provider", "twilio-webhook"]);
    expect(stderr).toContain(`run “${installs("twilio", "srvx")}” first`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("Twilio's API is asked without any", async () => {
    const { code, stderr } = await run(["listen", "--provider", "twilio-messages"], {
      TWILIO_ACCOUNT_SID: `AC${"a".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "canary",
      AUTOSHARES_TWILIO_BASE_URL: "http://127.0.0.1:1",
    });
    expect(stderr).toContain("no connection to 127.0.0.1:1");
    expect(code).toBe(4);
  });
});
