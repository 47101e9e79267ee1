/** The matrix can find something: each question has an answer that is wrong. */
import { Buffer } from "node:buffer";
import * as Effect from "effect/Effect";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import process from "node:process";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Middleware, UnexpectedResponse } from "../../mod.ts";
import { json } from "../support/scriptedServer.ts";
import { answers, requestsUpTo, upTo } from "./broker.ts";
import { excessOver, openHandles, settledExcess } from "./openHandles.ts";
import { functionRig } from "./rigs/functionRig.ts";
import type { Row } from "./Row.ts";
import { runFault } from "./runFault.ts";
import { linesOf, tallyOf } from "./tally.ts";

// Each row logs its steps.
beforeEach(() => {
  for (const name of ["error", "warn"] as const) vi.spyOn(console, name).mockImplementation(() => {});
});

const good: Row = {
  provider: "function",
  step: "SubmitCode",
  fault: "503",
  rig: functionRig(),
  script: upTo("SubmitCode", () => [json(503, {})]),
  expected: { tag: "ServerFault", fields: { step: "SubmitCode", status: 503 } },
  requests: requestsUpTo("SubmitCode"),
};

const clean = {
  wrongError: undefined,
  tooLate: undefined,
  leftOpen: undefined,
  secretsSeen: 0,
  tooManyRequests: undefined,
};

describe("a row", () => {
  it("that ends as it must has no finding", async () => {
    expect(await runFault(good)).toMatchObject(clean);
  });

  it.each<[string, Partial<Row>, RegExp]>([
    ["another error", { expected: { tag: "RateLimited" } }, /tag "ServerFault" in place of "RateLimited"/],
    ["another field", { expected: { tag: "ServerFault", fields: { status: 500 } } }, /status 503/],
    ["another retryability", { expected: { tag: "ServerFault", retryable: false } }, /retryable true/],
    ["another exit code", { expected: { tag: "ServerFault", exitCode: 3 } }, /exitCode 6/],
    ["an error in place of a token", { expected: "token" }, /token expected/],
    ["an error in place of an abort", { expected: "aborted" }, /the signal's reason expected/],
    ["no store failure where one was due", { storeFailures: ["full"] }, /no failure of the store/],
    ["a token in place of an error", {
      script: upTo("SubmitCode", ({ secrets }) => [answers.succeeded(secrets)]),
    }, /it was token/],
  ])("is found out that ends with %s", async (_, wrong, finding) => {
    expect((await runFault({ ...good, ...wrong })).wrongError).toMatch(finding);
  });

  it("is found out whose middleware dies", async () => {
    const dying: Middleware = () => Effect.die(new TypeError("a defect"));
    const { wrongError } = await runFault({ ...good, setting: () => ({ options: { use: [dying] } }) });
    expect(wrongError).toMatch(/no typed error/);
  });

  it.each(["plain", "base64", "URL"])("is found out whose error says a secret: %s", async (spelling) => {
    const spelled = (secret: string): string =>
      spelling === "plain"
        ? secret
        : spelling === "URL"
        ? encodeURIComponent(secret)
        : Buffer.from(secret).toString("base64");
    const { secretsSeen } = await runFault({
      ...good,
      expected: { tag: "UnexpectedResponse" },
      setting: ({ password }) => ({
        options: {
          use: [
            () =>
              Effect.fail(
                new UnexpectedResponse({
                  step: "RequestToken",
                  status: 200,
                  problem: "odd",
                  excerpt: spelled(password),
                }),
              ),
          ],
        },
      }),
    });
    expect(secretsSeen).toBe(1);
  });

  it("is found out that sends too many requests, or shows a password too often", async () => {
    expect((await runFault({ ...good, requests: ["RequestToken"] })).tooManyRequests).toMatch(
      /RequestToken, SubmitCode/,
    );
    const rig: Row["rig"] = async (secrets) => ({ ...await functionRig()(secrets), signIns: () => 2 });
    expect((await runFault({ ...good, rig, signIns: 1 })).tooManyRequests).toBe("2 sign-ins in place of 1");
  });

  it("is found out whose provider leaves something open", async () => {
    const rig: Row["rig"] = async (secrets) => ({ ...await functionRig()(secrets), leftOpen: () => 1 });
    expect((await runFault({ ...good, rig })).leftOpen).toBe("1 of the provider's");
  });
});

/** Deno tells little by itself, and not every system has `/proc`. */
const countedHere = {
  ...("Deno" in globalThis ? { "Timeout": 1 } : { "Timeout": 1, "TCPServerWrap": 1, "ProcessWrap": 1 }),
  ...(existsSync("/proc/self/fd") ? { "socket descriptor": 1, "child process": 1 } : {}),
};

describe("what a process holds open", () => {
  it("is told by kind: listeners, timers, children", async () => {
    const before = openHandles();
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const timer = setTimeout(() => {}, 60_000);
    const child = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(child, "spawn");
    const excess = excessOver(before);
    expect(excess).toMatchObject(countedHere);
    const gone = once(child, "exit");
    server.close();
    clearTimeout(timer);
    process.kill(child.pid!, "SIGKILL");
    await gone;
    expect(await settledExcess(before)).toEqual({});
  });
});

describe("the counts", () => {
  it("say what was found", async () => {
    const judgements = [await runFault(good), await runFault({ ...good, expected: "token", requests: [] })];
    const tally = tallyOf(judgements, { handles: 2, secrets: 3, seconds: 1 });
    expect(tally).toEqual({
      tried: 2,
      rightError: 1,
      inTime: 2,
      withinRequests: 1,
      handlesLeftOpen: 2,
      secretsSeen: 3,
      seconds: 1,
    });
    expect(linesOf(new Map([["function", tally]]))).toContain(
      "faults tried 2, right typed error 1, in time 2, requests as allowed 1, handles left open 2, secrets seen 3",
    );
  });
});
