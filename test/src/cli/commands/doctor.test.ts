import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateFinding } from "../../../../src/cli/commands/doctor/certificateFinding.ts";
import { clockFinding } from "../../../../src/cli/commands/doctor/clockFinding.ts";
import { type Certificate, certificateAuthority } from "../../../support/certificates.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { brokerOf, cliHome } from "../../../support/cliHome.ts";

const main = fileURLToPath(new URL("../../../../src/cli/main.ts", import.meta.url));
const authority = certificateAuthority();
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000);
const secrets = {
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_PIN: "canary-pin",
};
const user = { ...secrets, AUTOSHARES_USERNAME: "bob" };

let folder: string;
let trusting: Record<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-doctor-"));
  const file = join(folder, "ca.pem");
  await writeFile(file, authority.ca);
  trusting = { NODE_EXTRA_CA_CERTS: file, DENO_CERT: file };
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a test against a server on loopback; whoever is still connected then is cut off. */
async function withServer(server: Server, use: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
const withHttps = (
  certificate: Certificate,
  use: (port: number) => Promise<void>,
  answer: RequestListener = (_request, response) => response.end(),
) => withServer(createHttpsServer(certificate, answer), use);

async function doctor(env: Record<string, string>, ...args: ReadonlyArray<string>) {
  const result = await runCli(["doctor", ...args], { env: { ...user, ...env } });
  expect(result.stdout + result.stderr).not.toContain("canary");
  return { ...result, lines: result.stdout.trimEnd().split("\n") };
}

describe("doctor looks at the broker without logging in", () => {
  it("an https server is reached, its certificate read, its clock compared; no credential is sent", async () => {
    const seen: Array<string> = [];
    await withHttps(authority.issue({ notAfter: daysAhead(40.5) }), async (port) => {
      const { code, lines } = await doctor({
        ...trusting,
        AUTOSHARES_BASE_URL: `https://localhost:${port}/api`,
      });
      expect(lines).toEqual([
        "ok    credentials: app key and password of bob are set",
        `ok    broker: localhost:${port} answers`,
        expect.stringMatching(
          /^ok {4}certificate of localhost:\d+: valid for 40 more days, until \d{4}-\d\d-\d\d$/,
        ),
        expect.stringMatching(/^ok {4}clock: within \d s of localhost:\d+'s$/),
        expect.stringMatching(/^warn {2}token store: memory: nothing is kept between runs/),
        expect.stringMatching(/^warn {2}provider: none, and nobody there to be asked for a code — /),
      ]);
      expect(code).toBe(0);
    }, (request, response) => {
      seen.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)}`);
      response.writeHead(401).end();
    });
    expect(seen).toEqual([expect.stringMatching(/^HEAD \/api /)]);
    expect(seen.join()).not.toMatch(/canary|bob/);
  });

  it("a certificate near its end, and a clock that is off, are warnings", async () => {
    await withHttps(authority.issue({ notAfter: daysAhead(3.5) }), async (port) => {
      const { code, stdout } = await doctor({
        ...trusting,
        AUTOSHARES_BASE_URL: `https://localhost:${port}/other`,
      });
      expect(stdout).toMatch(/^warn {2}broker: .* does not end in \/api — /m);
      expect(stdout).toMatch(
        /^warn {2}certificate of localhost:\d+: valid for 3 more days, .* — whoever runs/m,
      );
      expect(stdout).toMatch(
        /^warn {2}clock: 60 min ahead of localhost:\d+'s — let the system keep it right/m,
      );
      expect(code).toBe(0);
    }, (_request, response) => {
      response.writeHead(200, { "Date": new Date(Date.now() - 3_600_000).toUTCString() }).end();
    });
  });

  it.each<[string, Parameters<typeof authority.issue>[0], boolean, RegExp]>([
    ["nobody trusts", {}, false, /signed by nobody that this machine trusts .* — .*NODE_EXTRA_CA_CERTS/],
    [
      "is for another name",
      { names: ["other.example"] },
      true,
      /is for another name .* — check the base URL/,
    ],
    ["has expired", { notAfter: daysAhead(-1) }, true, /has expired .* — check this machine's clock/],
  ])("a certificate that %s: fail, and 2", async (_what, options, trusted, said) => {
    await withHttps(authority.issue(options), async (port) => {
      const { code, lines, lastLine } = await doctor({
        ...(trusted ? trusting : {}),
        AUTOSHARES_BASE_URL: `https://localhost:${port}/api`,
      });
      expect(lines[1]).toMatch(/^fail {2}broker: localhost:\d+: its certificate /);
      expect(lines[1]).toMatch(said);
      expect(code).toBe(2);
      expect(lastLine).toBe("autoshares-auth: 1 of 4 checks failed.");
    });
  });

  it("a fault of the server's own is a warning", async () => {
    const faulty = createHttpServer((_request, response) => response.writeHead(503).end());
    await withServer(faulty, async (port) => {
      const { code, lines } = await doctor({ AUTOSHARES_BASE_URL: `http://127.0.0.1:${port}/api` });
      expect(lines[1]).toBe(
        `warn  broker: 127.0.0.1:${port} answers, with a fault of its own (503) — try again later`,
      );
      expect(code).toBe(0);
    });
  });

  it("something that is no HTTP server fails", async () => {
    await withServer(createTcpServer((socket) => socket.end("220 mail\r\n")), async (port) => {
      const { code, lines } = await doctor({ AUTOSHARES_BASE_URL: `http://127.0.0.1:${port}/api` });
      expect(lines[1]).toMatch(/^fail {2}broker: .*no HTTP server/);
      expect(code).toBe(2);
    });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "no server",
      { AUTOSHARES_BASE_URL: "http://127.0.0.1:1/api" },
      "no connection (ECONNREFUSED) — check the",
    ],
    ["no base URL", {}, "AUTOSHARES_BASE_URL is not set (nor is --base-url)"],
    [
      "a base URL in the clear",
      { AUTOSHARES_BASE_URL: "http://x.example/api" },
      "AUTOSHARES_BASE_URL must be https",
    ],
  ])("%s: fail, and 2", async (_what, env, said) => {
    const { code, lines } = await doctor(env);
    expect(lines[1]).toMatch(/^fail {2}broker: /);
    expect(lines[1]).toContain(said);
    expect(code).toBe(2);
  });

  it("a server that says nothing does not hold it for ever", { timeout: 40_000 }, async () => {
    await withServer(createTcpServer(), async (port) => {
      const address = `127.0.0.1:${port}`;
      const started = performance.now();
      const { code, stdout } = await doctor({
        AUTOSHARES_BASE_URL: `http://${address}/api`,
        AUTOSHARES_IMAP_HOST: "127.0.0.1",
        AUTOSHARES_IMAP_PORT: String(port),
        AUTOSHARES_IMAP_TLS: "none",
        AUTOSHARES_IMAP_USER: "bot",
        AUTOSHARES_IMAP_PASSWORD: "canary-mail",
      });
      expect(stdout).toContain("fail  broker: no answer within 10 seconds — check the address");
      expect(stdout).toMatch(/^fail {2}mailbox: 127\.0\.0\.1:\d+ does not answer in time: /m);
      expect(code).toBe(2);
      expect(performance.now() - started).toBeLessThan(20_000);
    });
  });

  it("Ctrl-C ends it with 130", async () => {
    const reached = Promise.withResolvers<void>();
    await withServer(createTcpServer(() => reached.resolve()), async (port) => {
      const running = startCli(["doctor"], {
        env: { ...user, AUTOSHARES_BASE_URL: `http://127.0.0.1:${port}/api` },
      });
      await reached.promise;
      running.kill("SIGINT");
      expect(await running.result).toMatchObject({ code: 130, stdout: "" });
    });
  });
});

describe("doctor looks at settings and providers", () => {
  it("what is missing or cannot be sent is told all at once", async () => {
    const { code, stdout } = await doctor({
      AUTOSHARES_APP_KEY: "",
      AUTOSHARES_PASSWORD: "",
      AUTOSHARES_USERNAME: "b\tob",
      AUTOSHARES_PIN_FILE: "/nowhere",
      AUTOSHARES_PIN: "",
    });
    expect(stdout).toContain(
      "fail  credentials: AUTOSHARES_APP_KEY is not set (nor is AUTOSHARES_APP_KEY_FILE",
    );
    expect(stdout).toContain("warn  credentials: AUTOSHARES_PASSWORD is not set");
    expect(stdout).toContain(
      "fail  credentials: AUTOSHARES_PIN_FILE names a file that cannot be read (ENOENT)",
    );
    expect(stdout).toContain("fail  credentials: AUTOSHARES_USERNAME ");
    expect(code).toBe(2);
  });

  it("misspelt and unknown variables are warnings, of the env file too", async () => {
    const file = join(folder, "misspelt.env");
    await writeFile(file, "AUTOSHARE_PIN=canary\nAUTOSHARES_USER=bob\nPATH_TO=x\n");
    const { stdout } = await doctor(
      { AUTOSHARES_IMAP_FORM: "canary", AUTOSHARES_SOMETHING_ELSE: "canary", AUTOSHARES_CODE_ATTEMPT: "1" },
      "--env-file",
      file,
    );
    expect(stdout.split("\n").filter((line) => line.includes(" settings: ")).toSorted()).toEqual([
      "warn  settings: AUTOSHARES_IMAP_FORM is set, and nothing reads it — did you mean AUTOSHARES_IMAP_FROM?",
      "warn  settings: AUTOSHARES_SOMETHING_ELSE is set, and nothing reads it — check its spelling",
      "warn  settings: AUTOSHARES_USER is set, and nothing reads it — did you mean AUTOSHARES_USERNAME?",
      "warn  settings: AUTOSHARE_PIN is set, and nothing reads it — did you mean AUTOSHARES_PIN?",
    ]);
  });

  it("quotes that docker's --env-file leaves around a secret are warnings, and are not shown", async () => {
    const file = join(folder, "quoted.env");
    await writeFile(file, "AUTOSHARES_STORE_KEY='canary'\n");
    const { stdout } = await doctor(
      {
        AUTOSHARES_PASSWORD: '"canary"',
        AUTOSHARES_PIN: "'",
        AUTOSHARES_APP_KEY: "'canary",
        AUTOSHARES_USERNAME: "'bob'",
      },
      "--env-file",
      file,
    );
    expect(stdout.split("\n").filter((line) => line.includes(" settings: "))).toEqual([
      "warn  settings: AUTOSHARES_PASSWORD in the environment begins and ends with quotes, which are sent as part of it" +
      " — leave them out; “docker --env-file” takes them as they are",
    ]);
    expect(stdout).not.toContain("canary");
  });

  it("what login refuses at once, doctor refuses too", async () => {
    const { code, stdout } = await doctor({
      AUTOSHARES_CODE_TIMEOUT: "2 minutes",
      AUTOSHARES_IMAP_USER: "bot",
      AUTOSHARES_IMAP_PASSWORD: "canary",
    });
    expect(stdout).toContain("fail  settings: AUTOSHARES_CODE_TIMEOUT is not a time such as 90s, 5m or 1h");
    expect(stdout).toContain("fail  provider: AUTOSHARES_IMAP_USER is set, but AUTOSHARES_IMAP_HOST is not");
    expect(code).toBe(2);
  });

  it("a mailbox that takes anybody's mail is a warning, even where it cannot be opened", async () => {
    const { stdout } = await doctor({
      AUTOSHARES_IMAP_HOST: "127.0.0.1",
      AUTOSHARES_IMAP_PORT: "1",
      AUTOSHARES_IMAP_TLS: "none",
      AUTOSHARES_IMAP_USER: "bot",
      AUTOSHARES_IMAP_PASSWORD: "canary",
      AUTOSHARES_IMAP_AUTHENTICATION: "dkim",
    });
    expect(stdout).toContain("ok    packages: imapflow, postal-mime, html-to-text, mailauth are installed");
    expect(stdout).toMatch(/^fail {2}mailbox: no connection to 127\.0\.0\.1:1/m);
    expect(stdout).toMatch(/^warn {2}mailbox: AUTOSHARES_IMAP_FROM is not set/m);
  });

  it("where no provider is named, it is told who would be asked for the code", async () => {
    const { stdout } = await runCli(["doctor"], { env: user, stdin: "open" });
    expect(stdout).toContain("ok    provider: none is named; the code would be read from what is piped\n");
    const named = await runCli(["doctor", "--provider", "stdin"], { env: user, stdin: "open" });
    expect(named.stdout).toContain("ok    provider stdin: reads what is piped\n");
  });

  it("on a terminal it is told that the code would be asked for there", async () => {
    const line = `${process.execPath} ${"Deno" in globalThis ? "run -A" : "--"} ${main} doctor`;
    const words = process.platform === "darwin"
      ? ["-q", "/dev/null", "sh", "-c", line]
      : ["-qc", line, "/dev/null"];
    const { PATH, HOME, DENO_DIR } = process.env;
    await using home = await cliHome("http://127.0.0.1:1/api");
    const env = { PATH, HOME, DENO_DIR, TERM: "xterm", SHELL: "/bin/sh", ...home.env() };
    const { stdout } = await promisify(execFile)("script", words, { env });
    expect(stdout).toContain("ok    provider: none is named; on this terminal you would be asked\r\n");
  });

  it("a refused password is the ledger's, and no login is spoken of as tried", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const env = home.env({ AUTOSHARES_PASSWORD: "wrong" });
    await runCli(["login"], { env });
    const { code, stdout } = await runCli(["doctor"], { env });
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^fail {2}ledger: The server refused this password \(AUTOSHARES_PASSWORD\) at \S+Z, so no login is tried with it\. Correct/m,
    );
    expect(stdout).toMatch(/^ok {4}token store: file, /m);
  });

  it("each provider is looked at", async () => {
    const { code, stdout } = await doctor(
      { AUTOSHARES_CODE_COMMAND: "sh -c 'echo 1'" },
      "--provider",
      "command,stdin",
    );
    expect(stdout).toContain("ok    provider command: its program is there");
    expect(stdout).toContain("fail  provider stdin: standard input is neither a terminal nor piped");
    expect(code).toBe(2);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "carrier-pigeon",
      {},
      "fail  provider: --provider names no known provider; known are stdin",
    ],
    ["command", {}, "fail  provider command: AUTOSHARES_CODE_COMMAND is not set"],
    ["command", { AUTOSHARES_CODE_COMMAND: "no-such-program" }, "fail  provider command: the program of"],
    ["imap", {}, "fail  mailbox: AUTOSHARES_IMAP_HOST is not set"],
    ["imap", {
      AUTOSHARES_IMAP_HOST: "127.0.0.1",
      AUTOSHARES_IMAP_USER: "bot",
      AUTOSHARES_IMAP_PASSWORD: "canary",
      AUTOSHARES_IMAP_AUTHENTICATION: "spf",
    }, "fail  mailbox: AUTOSHARES_IMAP_AUTHENTICATION is neither dkim nor results:HOST"],
  ])("a provider that cannot work: %s", async (name, env, said) => {
    const { code, stdout } = await doctor(env, "--provider", name);
    expect(stdout).toContain(said);
    expect(code).toBe(2);
  });

  it("--json writes one object for machines", async () => {
    const { code, stdout } = await doctor({}, "--json", "--base-url", "http://127.0.0.1:1/api");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      findings: [
        { level: "ok", check: "credentials" },
        { level: "fail", check: "broker", advice: expect.stringContaining("check the base URL") },
        { level: "warn", check: "token store", found: expect.stringContaining("memory") },
        { level: "warn", check: "provider" },
      ],
    });
  });
});

describe("findings", () => {
  const now = Date.UTC(2026, 0, 1);

  it.each<[number, string, string]>([
    [14, "ok", "14 more days"],
    [13.9, "warn", "13 more days"],
    [1, "warn", "1 more day,"],
    [0.75, "warn", "expires today, 2026-01-01, at 18:00 UTC"],
  ])("a certificate that holds for %d days: %s", (days, level, words) => {
    const finding = certificateFinding("x", new Date(now + days * 86_400_000), now);
    expect(finding.level).toBe(level);
    expect(finding.found).toContain(words);
  });

  it("a certificate that holds for less than a day may end tomorrow", () => {
    const evening = now + 18 * 3_600_000;
    expect(certificateFinding("x", new Date(evening + 8 * 3_600_000), evening).found)
      .toBe("expires tomorrow, 2026-01-02, at 02:00 UTC");
  });

  it.each<[number | undefined, string, string]>([
    [0, "ok", "within 1 s"],
    [30_000, "ok", "within 30 s"],
    [-31_000, "warn", "31 s behind x's"],
    [7_200_000, "warn", "2 h ahead of x's"],
    [undefined, "ok", "not compared"],
  ])("a clock that is %s ms ahead: %s", (ahead, level, words) => {
    // The header has whole seconds, half a second of which has passed on average.
    const date = ahead === undefined ? undefined : now - 500;
    const finding = clockFinding("x", {
      date,
      sentAt: now + (ahead ?? 0) - 200,
      receivedAt: now + (ahead ?? 0) + 200,
    });
    expect(finding.level).toBe(level);
    expect(finding.found).toContain(words);
  });
});
