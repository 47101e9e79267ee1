import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { answeringApi } from "../../../support/answeringApi.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { brokerOf, cliHome, secrets } from "../../../support/cliHome.ts";
import { endless, resetMidway, scriptedServer, stall } from "../../../support/scriptedServer.ts";

vi.setConfig({ testTimeout: 60_000 });

const main = fileURLToPath(new URL("../../../../src/cli/main.ts", import.meta.url));
const me = "/v1.0/users/@me/info";

describe("request", () => {
  it("calls the API with the stored token or a new one, and writes the answer's body as it is", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const first = await runCli(["request", "GET", me], { env: home.env() });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain("token received");
    expect(JSON.parse(first.stdout)).toMatchObject({ Login: "bob" });
    const again = await runCli(["request", "get", me.slice(1)], {
      env: home.env({ AUTOSHARES_PASSWORD: "" }),
    });
    expect(again).toMatchObject({ code: 0, stdout: first.stdout, stderr: "" });
    const whole = await runCli(["request", "GET", `${broker.baseUrl}${me}`], { env: home.env() });
    expect(whole).toMatchObject({ code: 0, stdout: first.stdout });
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 3 });
  });

  it("sends JSON as it is typed, from a file, or from standard input", async () => {
    await using api = await answeringApi(() => [201, '{"Id": 1}\n\n']);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const path = "/v1.0/accounts/1/orders?currency=USD";
    const file = await home.write("order.json", '{ "Price": 1.10 }\n');
    const runs = [
      await runCli(["request", "POST", path, "--data", '{"Symbol":"Ünïcode", "Price":1.10}'], {
        env: home.env(),
      }),
      await runCli(["request", "put", path, `--data=@${file}`], { env: home.env() }),
      await runCli(["request", "DELETE", path, "--data", "-"], { env: home.env(), stdin: "[1.0,\n2]" }),
    ];
    for (const run of runs) expect(run).toMatchObject({ code: 0, stdout: '{"Id": 1}\n\n', stderr: "" });
    expect(api.requests.map(({ method, body }) => [method, body])).toEqual([
      ["POST", '{"Symbol":"Ünïcode", "Price":1.10}'],
      ["PUT", '{ "Price": 1.10 }\n'],
      ["DELETE", "[1.0,\n2]"],
    ]);
    for (const { path: asked, headers } of api.requests) {
      expect(asked).toBe(`/api${path}`);
      expect(headers).toMatchObject({
        "authorization": "Bearer kept-token",
        "et-app-key": secrets.appKey,
        "content-type": "application/json",
        "accept": "application/json",
      });
    }
  });

  it.each<[what: string, words: ReadonlyArray<string>, line: string]>([
    ["a method that is none", ["FETCH", me], "METHOD is none of GET, HEAD, POST"],
    ["a body that is no JSON", ["POST", me, "--data", "{oops canary"], "--data is no JSON"],
    ["an empty body", ["POST", me, "--data", ""], "--data is no JSON"],
    ["nothing on standard input", ["POST", me, "--data", "-"], "--data is no JSON"],
    ["a body's file that is missing", ["POST", me, "--data", "@/nonexistent"], "cannot be read (ENOENT)"],
    ["a body with GET", ["GET", me, "--data", "{}"], "--data cannot go with GET"],
    ["another server", ["GET", "https://evil.example/api/v1.0"], "leads outside of the base URL"],
    ["a path above the base URL", ["GET", "/../v1.0"], "leads outside of the base URL"],
    [
      "a path above the base URL, in percent signs",
      ["GET", "/v1.0/%2e%2e/%2E%2E/x"],
      "leads outside of the base URL",
    ],
    ["a path above the base URL, in backslashes", ["GET", "\\..\\..\\x"], "leads outside of the base URL"],
    ["another scheme", ["GET", "file:///etc/passwd"], "leads outside of the base URL"],
    ["no path", ["GET"], "PATH"],
  ])("with %s: 2, and nothing is sent", async (_what, words, line) => {
    await using api = await answeringApi(() => [200, ""]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, stdout, stderr, lastLine } = await runCli(["request", ...words], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toContain(line);
    expect(stderr).not.toContain("canary");
    expect({ requests: api.requests.length, logins: api.logins() }).toEqual({ requests: 0, logins: 0 });
  });

  it("with a path that looks like another server's goes to the broker all the same", async () => {
    await using api = await answeringApi(() => [404, ""]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    expect((await runCli(["request", "GET", "//evil.example/x"], { env: home.env() })).code).toBe(7);
    expect(api.requests.map(({ path }) => path)).toEqual(["/api//evil.example/x"]);
  });
});

describe("a path that is not found", () => {
  it.each<[path: string, isDoubled: boolean]>([
    ["/api/v1.0/users/@me/info", true],
    ["api?x=1", true],
    ["/apis/v1.0", false],
    ["/v1.0/api", false],
  ])("%s: it is told of an /api that the base URL has already: %s", async (path, isDoubled) => {
    await using api = await answeringApi(() => [404, ""]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, lastLine } = await runCli(["request", "GET", path], { env: home.env() });
    expect(code).toBe(7);
    expect(lastLine).toBe(
      `autoshares-auth: The API answered 404.${
        isDoubled ? " PATH begins after the base URL, which ends in /api already: leave /api out." : ""
      }`,
    );
  });
});

describe("on a terminal", () => {
  it.each(['{"Id":1}', '{"Id":1}\n'])("%j ends with one line end", async (body) => {
    await using api = await answeringApi(() => [200, body]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const line = `${process.execPath} ${"Deno" in globalThis ? "run -A" : "--"} ${main} request GET /v1.0/x`;
    const words = process.platform === "darwin"
      ? ["-q", "/dev/null", "sh", "-c", line]
      : ["-qec", line, "/dev/null"];
    const { PATH, HOME, DENO_DIR } = process.env;
    const env = { PATH, HOME, DENO_DIR, TERM: "xterm", SHELL: "/bin/sh", ...home.env() };
    // The terminal writes a line end as two characters.
    const { stdout } = await promisify(execFile)("script", words, { env });
    expect(stdout).toBe('{"Id":1}\r\n');
  });
});

describe("an answer's body is written in any case, and the exit code tells its status", () => {
  it.each([
    [204, 0, ""],
    [400, 7, ""],
    [403, 7, ""],
    [404, 7, ""],
    [409, 7, ""],
    [429, 6, ""],
    [500, 8, " The request may have been done: look before you repeat it."],
    [503, 8, " The request may have been done: look before you repeat it."],
  ])("%i: %i", async (status, exitCode, advice) => {
    await using api = await answeringApi(() => [status, status === 204 ? "" : '{"Message":"why"}']);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, stdout, lastLine } = await runCli(["request", "POST", "/v1.0/x", "--data", "{}"], {
      env: home.env(),
    });
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: status === 204 ? "" : '{"Message":"why"}' });
    expect(lastLine).toBe(exitCode === 0 ? "" : `autoshares-auth: The API answered ${status}.${advice}`);
    // Who asked decides whether an order is sent twice.
    expect(api.requests.length).toBe(1);
  });
});

describe("a broker that does not answer in time", () => {
  it.each([
    ["GET", 6, /no answer within 1 s\. Try again later/],
    ["POST", 8, /no answer within 1 s\. The request may have been done: look before you repeat it\.$/],
  ])("%s: %i", async (method, exitCode, said) => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await home.keep("kept-token");
    broker.setFault("ApiRequest", { type: "hang" });
    const { code, lastLine } = await runCli(["request", method, me], {
      env: home.env({ AUTOSHARES_REQUEST_TIMEOUT: "1s" }),
    });
    expect(code).toBe(exitCode);
    expect(lastLine).toMatch(said);
    expect(broker.requestCounts.ApiRequest).toBe(1);
  });
});

describe("a fault while the API is only read: 6", () => {
  it.each([500, 503])("%i", async (status) => {
    await using api = await answeringApi(() => [status, ""]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, lastLine } = await runCli(["request", "GET", "/v1.0/x"], { env: home.env() });
    expect({ code, lastLine }).toEqual({ code: 6, lastLine: `autoshares-auth: The API answered ${status}.` });
  });
});

describe("a 401", () => {
  it("leads to one login, and the request is repeated with the new token", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const old = (await runCli(["token"], { env: home.env() })).stdout;
    broker.revokeTokens();
    const { code, stdout } = await runCli(["request", "GET", me], { env: home.env() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ Login: "bob" });
    expect(broker.requestCounts).toMatchObject({ RequestToken: 2, ApiRequest: 2 });
    const { stdout: renewed, stderr } = await runCli(["token"], { env: home.env() });
    expect(stderr).toBe("");
    expect(renewed).not.toBe(old);
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it("that stays leads to one login, then to 7 with the answer's body", async () => {
    await using api = await answeringApi(() => [401, '{"Message":"denied"}']);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, stdout, lastLine } = await runCli(["request", "POST", "/v1.0/x", "--data", "{}"], {
      env: home.env(),
    });
    expect({ code, stdout }).toEqual({ code: 7, stdout: '{"Message":"denied"}' });
    expect(lastLine).toBe("autoshares-auth: The API answered 401.");
    expect(api.logins()).toBe(1);
    expect(api.requests.map(({ headers, body }) => [headers.authorization, body])).toEqual([
      ["Bearer kept-token", "{}"],
      ["Bearer token-1", "{}"],
    ]);
  });

  it("without a password is an error of the settings", async () => {
    await using api = await answeringApi(() => [401, ""]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const { code, lastLine } = await runCli(["request", "GET", me], {
      env: home.env({ AUTOSHARES_PASSWORD: "" }),
    });
    expect(code).toBe(2);
    expect(lastLine).toContain("AUTOSHARES_PASSWORD is not set");
  });
});

describe("a body is written as it comes:", () => {
  const bytes = 20 * 1024 * 1024;

  it("one of 20 MB comes whole", async () => {
    const body = new Uint8Array(bytes).map((_, i) => (i * 31) % 251);
    await using api = await answeringApi(() => [200, body]);
    await using home = await cliHome(api.baseUrl);
    await home.keep("kept-token");
    const stdout = join(home.folder, "body");
    const { code, stderr } = await runCli(["request", "GET", "/v1.0/x"], { env: home.env(), stdout });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const written = await readFile(stdout);
    const hash = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
    expect(written.length).toBe(bytes);
    expect(hash(written)).toBe(hash(body));
  });

  it("one without an end ends with its reader", async () => {
    await using server = await scriptedServer([endless()]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("kept-token");
    const cli = startCli(["request", "GET", "/v1.0/x"], { env: home.env() });
    const { closed } = await server.received();
    cli.child.stdout.once("data", () => cli.child.stdout.destroy());
    const { code, lastLine } = await cli.result;
    expect(code).toBe(2);
    expect(lastLine).toContain("Standard output cannot be written");
    await closed;
  });

  it("one whose connection breaks is cut short, and the exit code says so", async () => {
    await using server = await scriptedServer([resetMidway(200, "the start")]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("kept-token");
    const { code, stdout, lastLine } = await runCli(["request", "GET", "/v1.0/x"], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 6, stdout: "the start" });
    expect(lastLine).toMatch(/the connection broke/);
  });

  it("one that stops in its middle ends with SIGTERM, at once", async () => {
    await using server = await scriptedServer([stall(200, "the start")]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("kept-token");
    const cli = startCli(["request", "GET", "/v1.0/x"], { env: home.env() });
    await cli.shown("the start");
    const sent = Date.now();
    cli.kill("SIGTERM");
    expect(await cli.result).toMatchObject({ code: 130, stdout: "the start" });
    expect(Date.now() - sent).toBeLessThan(5000);
    await (await server.received()).closed;
  });
});
