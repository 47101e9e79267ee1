import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";

const secrets = {
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_PIN: "0417",
};

describe("simulate: an Autoshares server in a process of its own", () => {
  it("serves a login by another process, and ends on SIGTERM", async () => {
    const env = { ...secrets, AUTOSHARES_USERNAME: "bob" };
    const broker = startCli(["simulate", "--listen", "127.0.0.1:0"], { env });
    await broker.shown("/api\n");
    const baseUrl = broker.stdoutSoFar().trimEnd();
    const login = startCli(["login", "--provider", "stdin"], {
      env: { ...env, AUTOSHARES_BASE_URL: baseUrl },
      stdin: "open",
    });
    await broker.shown("to access the platform");
    const code = /Type (\d{4}) to/.exec(broker.stderrSoFar())?.[1];
    login.child.stdin?.write(`${code}\n`);
    const { code: exitCode, stdout, stderr } = await login.result;
    expect(stderr).toContain("good until");
    expect(exitCode).toBe(0);
    const info = await fetch(`${baseUrl}/v1.0/users/@me/info`, {
      headers: { "Authorization": `Bearer ${stdout.trimEnd()}`, "Et-App-Key": secrets.AUTOSHARES_APP_KEY },
    });
    expect(await info.json()).toMatchObject({ Login: "bob" });
    broker.kill("SIGTERM");
    const ended = await broker.result;
    expect(ended.code).toBe(130);
    expect(ended.stderr + ended.stdout).not.toContain("canary");
  });

  /** What a shell has in its environment, and what it would run, after all that is to be pasted has been. */
  const pasted = (said: string): { ran: string; env: Record<string, string> } => {
    const block = said.slice(said.indexOf("export "));
    const script = `${block.replace("autoshares-auth", 'echo "ran:"')}\nenv`;
    const { stdout } = spawnSync("sh", ["-euc", script], {
      encoding: "utf8",
      env: { PATH: "/usr/bin:/bin" },
    });
    const [ran = "", ...lines] = stdout.trimEnd().split("\n");
    return { ran, env: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s))) };
  };

  it("gives lines to paste into another terminal, all at once", async () => {
    const broker = startCli(["simulate", "--listen", "127.0.0.1:0", "--two-factor", "none"]);
    await broker.shown("autoshares-auth login\n");
    expect(broker.stderrSoFar()).toMatch(/^In another terminal:\n\nexport /m);
    const { ran, env } = pasted(broker.stderrSoFar());
    expect(ran).toBe("ran: login");
    expect(env).toMatchObject({ AUTOSHARES_APP_KEY: "demo-key", AUTOSHARES_USERNAME: "demo" });
    const login = await runCli(["login"], { env });
    broker.kill("SIGINT");
    expect(login.code, login.stderr).toBe(0);
    expect((await broker.result).code).toBe(130);
  });

  it("--webhook: says what to set for the login, which then has its code by the webhook", async () => {
    const env = { ...secrets, AUTOSHARES_USERNAME: "it's bob", TWILIO_AUTH_TOKEN: "canary-token" };
    const url = `http://127.0.0.1:${await freePort()}/it's/sms?a=1&b=2`;
    const broker = startCli(["simulate", "--listen", "127.0.0.1:0", "--webhook", `${url}#x`], { env });
    await broker.shown("autoshares-auth login\n");
    const said = broker.stderrSoFar();
    expect(said).toContain("The user is it's bob; codes go by sms, posted to the webhook as Twilio does.");
    expect(said).toContain(
      "In another terminal, with the same AUTOSHARES_APP_KEY, AUTOSHARES_PASSWORD, TWILIO_AUTH_TOKEN as here:",
    );
    const typed = pasted(said);
    expect(typed.env["AUTOSHARES_WEBHOOK_PUBLIC_URL"]).toBe(url);
    const login = await runCli(["login"], { env: { ...env, ...typed.env } });
    broker.kill("SIGTERM");
    expect(login.code, login.stderr).toBe(0);
    expect((await broker.result).stderr).not.toContain("canary");
  });

  it("--webhook at another machine: where the login listens is its own affair", async () => {
    const broker = startCli(["simulate", "--listen", ":0", "--webhook", "https://bot.example/sms"], {
      env: { ...secrets, TWILIO_AUTH_TOKEN: "canary-token" },
    });
    await broker.shown("autoshares-auth login\n");
    expect(broker.stderrSoFar()).not.toContain("AUTOSHARES_WEBHOOK_LISTEN");
    broker.kill("SIGTERM");
    await broker.result;
  });

  it.each<[string, ReadonlyArray<string>, string]>([
    [
      "a webhook for codes by email",
      ["--webhook", "http://127.0.0.1:1/", "--two-factor", "email"],
      "--two-factor email excludes --webhook, which sends codes by sms",
    ],
    [
      "a mail server for codes by SMS",
      ["--smtp", "127.0.0.1:1", "--two-factor", "sms"],
      "--two-factor sms excludes --smtp, which sends codes by email",
    ],
    [
      "a webhook and a mail server",
      ["--smtp", "127.0.0.1:1", "--webhook", "http://127.0.0.1:1/"],
      "--smtp and --webhook are both given; keep one",
    ],
    ["an address that is none", ["--listen", "here"], "--listen is not HOST:PORT"],
    ["a webhook that is no URL", ["--webhook", "here"], "--webhook is not an http or https address"],
    [
      "a webhook without a token to sign with",
      ["--webhook", "http://127.0.0.1:1/"],
      "TWILIO_AUTH_TOKEN is not set",
    ],
  ])("%s: 2", async (_what, args, message) => {
    const env: Record<string, string> = message.includes("TWILIO") ? {} : { TWILIO_AUTH_TOKEN: "canary" };
    const { code, stdout, lastLine, stderr } = await runCli(["simulate", ...args], { env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toContain(message);
    expect(stderr).not.toContain("canary");
  });

  it("a port that is taken: 2, and nothing is said of a user whom it does not serve", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stdout, stderr } = await runCli(["simulate", "--listen", `127.0.0.1:${port}`]);
    await new Promise((resolve) => server.close(resolve));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `autoshares-auth: 127.0.0.1:${port} cannot be listened on (EADDRINUSE): another program has it, another simulator ` +
        "perhaps; --listen 127.0.0.1:0 takes a free port. Correct the setting and start again.\n",
    );
  });
});
