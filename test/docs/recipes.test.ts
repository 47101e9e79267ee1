import { readFileSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthErrorFacts, authErrorTable } from "../../mod.ts";
import { simulate, type Simulator } from "../../src/simulator/mod.ts";
import { describeWithRedis } from "../support/describeWithRedis.ts";
import { type Redis, startRedis } from "../support/redis.ts";
import { type Outcome, root, run } from "../package/run.ts";

const timeout = 60_000;
const recipe = (name: string): string => readFileSync(join(root, "docs", "recipes", `${name}.md`), "utf8");

/** The blocks of a page that are of a language, in their order. */
const blocks = (page: string, language: string): ReadonlyArray<string> =>
  Array.from(page.matchAll(/^```(.+)\n([^]*?)^```$/gm))
    .flatMap(([, words = "", text = ""]) => words === language ? [text] : []);

const runtime = "Deno" in globalThis ? [process.execPath, "run", "-A"] : [process.execPath];

describe("exit codes that stop", () => {
  const facts: ReadonlyArray<AuthErrorFacts> = Object.values(authErrorTable);
  const mayPass = new Set(facts.filter(({ retryable }) => retryable).map(({ exitCode }) => exitCode));
  const never = facts.map(({ exitCode }) => exitCode).filter((code) => !mayPass.has(code));
  /** 8: what may have been done already. */
  const stopping = [...new Set([...never, 8])].sort();

  it("are those of errors that no further try mends, and 8", () => {
    expect(stopping).toEqual([2, 3, 5, 7, 8]);
  });

  it.each([
    ["systemd", `RestartPreventExitStatus=${stopping.join(" ")}`],
    ["kubernetes", `values: [${stopping.join(", ")}]`],
    ["cron", `${stopping.join(" | ")})`],
  ])("stand in the recipe for %s", (name, text) => {
    expect(recipe(name)).toContain(text);
  });
});

describe("the script for cron", () => {
  let broker: Simulator;
  let home: string;
  const script = blocks(recipe("cron"), "sh").find((text) => text.startsWith("#!")) ?? "exit 99";

  beforeAll(async () => {
    broker = await simulate({
      appKey: "recipe key",
      users: [{ username: "bob", password: "recipe password", twoFactor: "none" }],
      deliver: () => {},
    });
    home = await mkdtemp(join(tmpdir(), "autoshares-auth-cron-"));
    const main = join(root, "src", "cli", "main.ts");
    const words = [...runtime, ...("Deno" in globalThis ? [] : ["--"]), main].map((word) => `'${word}'`);
    await writeFile(join(home, "autoshares-auth"), `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
    await writeFile(join(home, "script"), script);
    await chmod(join(home, "autoshares-auth"), 0o700);
  });

  afterAll(async () => {
    await broker.close();
    await rm(home, { recursive: true });
  });

  const runScript = (password: string): Promise<Outcome> =>
    run("sh", [join(home, "script")], {
      limit: 30_000,
      env: {
        HOME: home,
        PATH: [home, process.env["PATH"]].join(delimiter),
        XDG_STATE_HOME: join(home, "state"),
        AUTOSHARES_STORE: "file",
        AUTOSHARES_BASE_URL: broker.baseUrl,
        AUTOSHARES_APP_KEY: "recipe key",
        AUTOSHARES_USERNAME: "bob",
        AUTOSHARES_PASSWORD: password,
      },
    });

  it("stops after a refused password until somebody has looked", { timeout }, async () => {
    expect(await runScript("wrong")).toMatchObject({ status: 3 });
    expect(await readFile(join(home, "bot-stopped"), "utf8")).toContain("exit code 3");
    expect(await runScript("recipe password")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(broker.requestCounts.RequestToken).toBe(1);
  });

  it("does its work once it may", { timeout }, async () => {
    await rm(join(home, "bot-stopped"));
    expect(await runScript("recipe password")).toMatchObject({ status: 0 });
    expect(JSON.parse(await readFile(join(home, "user.json"), "utf8"))).toMatchObject({ Login: "bob" });
  });
});

describeWithRedis("the functions for Lambda", () => {
  let broker: Simulator;
  let redis: Redis;
  let folder: string;
  let codes = 0;
  const [secrets = "", refresh = "", request = ""] = blocks(recipe("aws-lambda"), "ts");
  const extension = createServer(({ url = "", headers }, response) => {
    const name = new URL(url, "http://localhost").searchParams.get("secretId")?.replace("autoshares/", "");
    const values: Record<string, string> = { "app-key": "recipe key", "password": "recipe password" };
    const text = name === "redis" ? redis.url : values[name ?? ""] ?? "of nothing";
    response.statusCode = headers["x-aws-parameters-secrets-token"] === "session" ? 200 : 403;
    response.end(JSON.stringify({ SecretString: text }));
  });

  beforeAll(async () => {
    redis = await startRedis({ password: "redis password" });
    // In the repository, so that the package's own name is known.
    folder = await mkdtemp(join(root, "test", "docs", ".lambda-"));
    broker = await simulate({
      appKey: "recipe key",
      users: [{ username: "bob", password: "recipe password", twoFactor: "sms" }],
      deliver: async ({ code }) => {
        codes++;
        await writeFile(join(folder, "code"), code);
      },
    });
    await new Promise<void>((resolve) => extension.listen(0, "127.0.0.1", resolve));
    const provider = `fromFunction(() => readFile(${JSON.stringify(join(folder, "code"))}, "utf8"))`;
    const local = refresh.replace(/imap\(\{[^}]*\}\)/, provider).replace(/.*auth\/imap";\n/, "");
    await writeFile(
      join(folder, "refresh.ts"),
      `import { fromFunction } from "@autoshares/auth";\nimport { readFile } from "node:fs/promises";\n${local}\n${secrets}` +
        `\nconsole.log(JSON.stringify(await handler({}, { getRemainingTimeInMillis: () => 30_000 })));\nprocess.exit(0);`,
    );
    await writeFile(
      join(folder, "request.ts"),
      `${request}\n${secrets}\nconsole.log(JSON.stringify(await handler()));\nprocess.exit(0);`,
    );
  }, timeout);

  afterAll(async () => {
    extension.close();
    await broker.close();
    await redis.stop();
    await rm(folder, { recursive: true });
  });

  const call = (name: string): Promise<Outcome> =>
    run(runtime[0] ?? "", [...runtime.slice(1), join(folder, `${name}.ts`)], {
      limit: 30_000,
      env: {
        AUTOSHARES_BASE_URL: broker.baseUrl,
        AUTOSHARES_USERNAME: "bob",
        AWS_SESSION_TOKEN: "session",
        PARAMETERS_SECRETS_EXTENSION_HTTP_PORT: String((extension.address() as AddressInfo).port),
      },
    });

  const answer = async (name: string): Promise<Record<string, unknown>> => {
    const { status, stdout, stderr } = await call(name);
    expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it("answer that there is no token before there is one", { timeout }, async () => {
    expect(await answer("request")).toMatchObject({ statusCode: 503 });
  });

  it("log in once, and hand the token over", { timeout }, async () => {
    const { expiresAt } = await answer("refresh");
    expect(await answer("refresh")).toEqual({ expiresAt });
    expect(await answer("request")).toMatchObject({
      statusCode: 200,
      body: expect.stringContaining('"Login":"bob"') as string,
    });
    expect(codes).toBe(1);
  });

  it("do not log in where the store is down", { timeout }, async () => {
    await redis.kill();
    const { status, stderr } = await call("refresh");
    expect(status).not.toBe(0);
    expect(stderr).toContain("StoreFailed");
    expect(broker.requestCounts.RequestToken).toBe(1);
  });
});
