import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runCli } from "../../../support/cli.ts";
import { brokerOf, type CliHome, cliHome, secrets } from "../../../support/cliHome.ts";

vi.setConfig({ testTimeout: 60_000 });

const lifetime = 24 * 60 * 60_000;
/** Nobody listens there. */
const baseUrl = "http://127.0.0.1:9/api";

const statusOf = async (home: CliHome, env: Readonly<Record<string, string>> = {}) => {
  const asked = home.env({ AUTOSHARES_PASSWORD: "", ...env });
  const text = await runCli(["status"], { env: asked });
  const json = await runCli(["status", "--json"], { env: asked });
  expect(json).toMatchObject({ code: text.code, lastLine: text.lastLine });
  const all = text.stdout + text.stderr + json.stdout + json.stderr;
  for (const secret of [secrets.appKey, secrets.password, "kept-token", "wrong"]) {
    expect(all).not.toContain(secret);
  }
  return { ...text, json: JSON.parse(json.stdout) };
};

describe("status tells, without a request and without a password,", () => {
  it("that nothing is stored: 6", async () => {
    await using home = await cliHome(baseUrl);
    const { code, stdout, lastLine, json } = await statusOf(home);
    expect(code).toBe(6);
    expect(lastLine).toBe("autoshares-auth: No token of bob is stored. “autoshares-auth token” logs in.");
    expect(stdout).toContain(`user     bob at ${baseUrl}\nstore    file\n         ${home.records}/`);
    expect(stdout).toContain("\ntoken    none\nledger   nothing was refused\n");
    expect(json).toEqual({
      username: "bob",
      baseUrl,
      store: "file",
      places: [
        expect.stringMatching(/\/[0-9a-f]{64}\.record$/),
        expect.stringMatching(/\/[0-9a-f]{64}\.attempts\.record$/),
      ],
      token: null,
      ledger: { refused: [], codesRefused: [] },
      problems: [],
    });
    // To look makes nothing.
    expect(await home.recordNames()).toEqual([]);
  });

  it("of a good token when it expires: 0", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    const { code, stdout, stderr, json } = await statusOf(home);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { obtainedAt, expiresAt, ...rest } = json.token;
    expect(rest).toEqual({ good: true, provider: null, codesTried: 0 });
    expect(Date.parse(expiresAt) - Date.parse(obtainedAt)).toBe(lifetime);
    expect(stdout).toContain(
      `\ntoken    good until ${expiresAt}\nlogin    ${obtainedAt}, no code was needed\n`,
    );
    expect(json.places[0]).toBe(join(home.records, (await home.recordNames())[0] ?? ""));
  });

  it("that a token has expired: 6", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token", { age: lifetime });
    const { code, stdout, lastLine, json } = await statusOf(home);
    expect({ code, good: json.token.good }).toEqual({ code: 6, good: false });
    expect(stdout).toContain(`\ntoken    expired ${json.token.expiresAt}\n`);
    expect(lastLine).toContain("No token that is still good of bob is stored");
  });

  it("that a record cannot be used: 6, and it is left where it is", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    const names = await home.recordNames();
    await writeFile(join(home.records, names[0] ?? ""), "{oops");
    const { code, stdout, lastLine, json } = await statusOf(home);
    expect(code).toBe(6);
    expect(lastLine).toContain("What is stored of bob cannot be read");
    expect(stdout).toContain("\nproblem  Token store file, load: it is not JSON");
    expect(json).toMatchObject({ token: null, problems: [expect.stringContaining("it is not JSON")] });
    expect(await home.recordNames()).toEqual(names);
  });
});

describe("the attempt ledger outlives the process", () => {
  it("a refused password is sent once; a correct one is tried, and clears it", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const wrong = { AUTOSHARES_PASSWORD: "wrong" };
    const refused = await runCli(["login"], { env: home.env(wrong) });
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(refused.lastLine).toContain("refused the username or the password");
    for (const args of [["login"], ["token"], ["request", "GET", "/x"], ["exec", "--", "true"]]) {
      const { code, stdout, stderr, lastLine } = await runCli(args, { env: home.env(wrong) });
      expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
      expect(lastLine).toMatch(/autoshares-auth reset/);
      expect(stderr).not.toContain("wrong");
    }
    expect(broker.requestCounts.RequestToken).toBe(1);

    // Another one is set now: it may be right.
    expect((await statusOf(home, { AUTOSHARES_PASSWORD: secrets.password })).code).toBe(6);
    expect((await statusOf(home, wrong)).code).toBe(3);
    const status = await statusOf(home);
    expect(status.code).toBe(3);
    expect(status.lastLine).toMatch(
      /^autoshares-auth: The server refused this password \(AUTOSHARES_PASSWORD\) at \S+Z, so no login/,
    );
    expect(status.stdout).toMatch(/\nledger {3}the password was refused at \d{4}-\d\d-\d\dT\S+Z\n/);
    expect(status.json.ledger).toEqual({
      refused: [{ what: "password", times: 1, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }],
      codesRefused: [],
    });

    expect(await runCli(["token"], { env: home.env() })).toMatchObject({ code: 0 });
    const { code, json } = await statusOf(home);
    expect({ code, ledger: json.ledger }).toEqual({ code: 0, ledger: { refused: [], codesRefused: [] } });
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it("the reset that is told is this run's user's, typed as it stands", async () => {
    await using broker = await brokerOf(["alice", "bob"]);
    await using home = await cliHome(broker.baseUrl);
    const settings = await home.write(
      "my bot.env",
      "[alice]\nAUTOSHARES_USERNAME=alice\nAUTOSHARES_PASSWORD=wrong\n",
    );
    const flags = ["--env-file", settings, "--profile=alice"];
    await runCli(["login", ...flags], { env: home.env() });
    for (const args of [["token", ...flags], ["exec", ...flags, "true"], ["status", ...flags]]) {
      const { lastLine } = await runCli(args, { env: home.env() });
      expect(lastLine).toContain(`(autoshares-auth reset --settings-file '${settings}' --profile=alice)`);
    }
    const reset = await runCli(["reset", ...flags], { env: home.env() });
    expect(reset).toMatchObject({ code: 0, stderr: expect.stringContaining("ledger of alice is cleared") });
  });

  it("reset forgets the refused password, and nothing else", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await home.keep("kept-token");
    const wrong = home.env({ AUTOSHARES_PASSWORD: "wrong" });
    await runCli(["login"], { env: wrong });
    expect((await statusOf(home)).code).toBe(3);
    const reset = await runCli(["reset"], { env: home.env({ AUTOSHARES_PASSWORD: "" }) });
    expect(reset).toMatchObject({ code: 0, stdout: "" });
    expect(reset.stderr).toBe(
      "The attempt ledger of bob is cleared. If the broker has locked the account, have it unlocked first.\n",
    );
    expect(await statusOf(home)).toMatchObject({ code: 0, json: { token: { good: true } } });
    expect((await runCli(["login"], { env: wrong })).code).toBe(3);
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it("refused codes put the next login off; reset allows it", async () => {
    const users = [{ username: "bob", password: secrets.password, twoFactor: "sms" as const }];
    let right = "";
    await using broker = await brokerOf([], {
      users,
      maxCodeAttempts: 10,
      maxFailures: 10,
      deliver: ({ code }) => {
        right = code;
      },
      generateCode: () => "7777",
    });
    await using home = await cliHome(broker.baseUrl);
    const codesOf = (command: string) =>
      home.env({ AUTOSHARES_PROVIDER: "command", AUTOSHARES_CODE_COMMAND: command });
    const wrong = codesOf("sh -c 'echo 000$AUTOSHARES_CODE_ATTEMPT'");
    expect((await runCli(["login"], { env: wrong })).code).toBe(5);
    const { RequestToken, SubmitCode } = broker.requestCounts;
    expect({ RequestToken, SubmitCode }).toEqual({ RequestToken: 1, SubmitCode: 3 });
    const postponed = await runCli(["login"], { env: wrong });
    expect(postponed).toMatchObject({ code: 6, stdout: "" });
    expect(postponed.lastLine).toMatch(
      /refused 3 verification codes lately, so no login is tried before (?:59|60) min have passed/,
    );
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, SubmitCode: 3 });

    const { code, stdout, json } = await statusOf(home);
    expect(code).toBe(6);
    expect(stdout).toMatch(/\nledger {3}3 refused codes, the last at \d{4}-\d\d-\d\dT\S+Z\n/);
    expect(json.ledger.codesRefused).toHaveLength(3);

    expect((await runCli(["reset"], { env: home.env() })).code).toBe(0);
    expect(right).toBe("7777");
    expect((await runCli(["login"], { env: codesOf("echo 7777") })).code).toBe(0);
    expect(await statusOf(home)).toMatchObject({
      code: 0,
      json: { token: { provider: "command", codesTried: 1 } },
    });
  });
});

describe("login", () => {
  it("logs in whatever is stored, and stores the new token", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await home.keep("kept-token");
    const { code, stdout, lastLine } = await runCli(["login"], { env: home.env() });
    expect(code).toBe(0);
    expect(lastLine).toMatch(/^Logged in as bob; the token is good until \d{4}-\S+Z\.$/);
    expect(stdout).not.toBe("kept-token\n");
    expect((await runCli(["token"], { env: home.env() })).stdout).toBe(stdout);
    expect(broker.requestCounts.RequestToken).toBe(1);
  });
});

describe("logout", () => {
  it("removes what cannot be read, and what was moved aside, and leaves no token behind", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    for (const spoilt of [`{"token":"canary"`, Uint8Array.of(...new TextEncoder().encode("canary"), 0xc3)]) {
      await home.keep("old");
      const [name = ""] = (await home.recordNames()).filter((each) => each.length === 71);
      await writeFile(join(home.records, name), spoilt);
      expect((await runCli(["token"], { env: home.env() })).code).toBe(0);
    }
    const aside = (await home.recordNames()).filter((name) => /\.aside\.|\.damaged-/.test(name));
    expect(aside).toHaveLength(2);
    const [name = ""] = (await home.recordNames()).filter((each) => each.length === 71);
    await writeFile(join(home.records, name), "{canary");
    expect(await runCli(["logout"], { env: home.env() })).toMatchObject({
      code: 0,
      stderr: "What was stored as the token of bob could not be read, and is removed.\n",
    });
    expect((await home.recordNames()).filter((each) => !each.startsWith("limit-"))).toEqual([]);
  });

  it("leaves another user's token alone: exit code 2", async () => {
    await using home = await cliHome("http://127.0.0.1:9/api");
    const file = join(home.folder, "token");
    await home.keep("alice's", { username: "alice", file });
    const env = home.env({ AUTOSHARES_TOKEN_FILE: file });
    const { code, lastLine } = await runCli(["logout"], { env });
    expect(code).toBe(2);
    expect(lastLine).toContain("AUTOSHARES_TOKEN_FILE holds another user's token");
    expect(await readFile(file, "utf8")).toContain("alice's");
  });

  it("forgets the token, says until when the server would take it, and keeps the ledger", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await home.keep("kept-token");
    await runCli(["login"], { env: home.env({ AUTOSHARES_PASSWORD: "wrong" }) });
    const env = home.env({ AUTOSHARES_PASSWORD: "" });
    const { code, stdout, stderr } = await runCli(["logout"], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(
      /^The token of bob is no longer stored\. .* it would take that token until \d{4}-\S+Z\.\n$/,
    );
    expect(await statusOf(home)).toMatchObject({
      code: 3,
      json: { token: null, ledger: { refused: [{ times: 1 }] } },
    });
    const again = await runCli(["logout"], { env });
    expect(again).toMatchObject({ code: 0, stdout: "", stderr: "No token of bob was stored.\n" });
    expect((await runCli(["token"], { env })).code).toBe(2);
    expect(broker.requestCounts.RequestToken).toBe(1);
  });

  it("forgets a record that cannot be used, too", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    await writeFile(join(home.records, (await home.recordNames())[0] ?? ""), "{oops");
    expect((await runCli(["logout"], { env: home.env() })).code).toBe(0);
    expect(await home.recordNames()).toEqual([]);
  });
});
