import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { FetchHttpClient } from "effect/http";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import * as Metric from "effect/Metric";
import { Otlp, OtlpSerialization } from "effect/observability";
import * as TestClock from "effect/testing/TestClock";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createClient, fromFunction } from "../../mod.ts";
import { CircuitOpen } from "../../plugins/circuit_breaker.ts";
import { trace } from "../../plugins/trace.ts";
import { simulate } from "../../src/simulator/mod.ts";

/** Takes what an OTLP exporter posts as JSON; a stand-in for a collector. */
async function collector() {
  const posts: Array<string> = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => text += chunk).on("end", () => {
      posts.push(`${request.url} ${text}`);
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    [Symbol.asyncDispose]: close,
  };
}

describe("trace", () => {
  it("gives a collector spans and metrics of each step, with no secret in them", async () => {
    await using otlp = await collector();
    let code = "";
    await using broker = await simulate({
      appKey: "appkey-canary",
      users: [{ username: "user-canary", password: "password-canary", twoFactor: "sms" }],
      deliver: (delivery) => void (code = delivery.code),
    });
    const exporting = Otlp.layer({ baseUrl: otlp.url, resource: { serviceName: "bot" } }).pipe(
      Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer]),
    );
    const telemetry = ManagedRuntime.make(exporting);
    const options = { baseUrl: broker.baseUrl, appKey: "appkey-canary", username: "user-canary" };
    const use = [trace({ services: await telemetry.context() })];
    const provider = fromFunction(() => code);
    await using client = createClient({ ...options, password: "password-canary", provider, use });
    const token = (await client.token()).reveal();
    broker.setFault("ApiRequest", { type: "status", status: 503, times: 1 });
    await expect(client.request({ path: "/v1.0/users/@me/info" })).rejects.toMatchObject({
      _tag: "ServerFault",
    });
    await telemetry.dispose();

    const all = otlp.posts.join("\n");
    for (const step of ["Arm", "RequestToken", "AwaitCode", "SubmitCode", "ApiRequest"]) {
      expect(all).toContain(`"name":"autoshares.${step}"`);
    }
    expect(all).toMatch(/"key":"error\.type","value":\{"stringValue":"ServerFault"\}/);
    expect(all).toContain('"name":"autoshares.step.duration"');
    expect(all).toContain('"name":"autoshares.step.count"');
    for (const secret of ["canary", token]) expect(all).not.toContain(secret);
  });

  it("counts and times every step by how it ended, one that was interrupted among them", async () => {
    const services = Context.make(Metric.MetricRegistry, new Map());
    const { middleware } = trace({ services });
    const step = {
      name: "AwaitCode",
      username: "bob",
      baseUrl: "https://broker.example/api",
      attempt: 1,
      loginStartedAt: 0,
    } as const;
    const open = new CircuitOpen({ retryAfterMillis: 1, message: "canary" });
    const ends = [Effect.void, Effect.fail(open), Effect.fail(new Error("canary")), Effect.die("canary")];
    await Effect.runPromise(
      Effect.gen(function* () {
        for (const end of ends) yield* Effect.exit(middleware!(step, end as Effect.Effect<never, never>));
        const waiting = yield* Effect.forkChild(middleware!(step, Effect.never), { startImmediately: true });
        yield* TestClock.adjust("7 seconds");
        yield* Fiber.interrupt(waiting);
      }).pipe(Effect.provide(TestClock.layer())),
    );
    const measured = Metric.snapshotUnsafe(services).map(({ id, attributes, state }) => [
      id,
      attributes?.["error.type"] ?? "none",
      "count" in state && "sum" in state ? [state.count, state.sum] : "count" in state && state.count,
    ]);
    expect(measured).toHaveLength(8);
    expect(measured).toEqual(expect.arrayContaining([
      ["autoshares.step.count", "none", 1],
      ["autoshares.step.count", "CircuitOpen", 1],
      ["autoshares.step.count", "_OTHER", 2],
      ["autoshares.step.count", "interrupted", 1],
      ["autoshares.step.duration", "interrupted", [1, 7]],
    ]));
  });

  it("gives the step's own failure, whatever it is", async () => {
    const plugin = { name: "own", middleware: () => Effect.die(new Error("canary")) };
    const options = {
      baseUrl: "https://broker.example/api",
      appKey: "key",
      username: "trace-user",
      password: "pw",
    };
    await using client = createClient({ ...options, use: [trace(), plugin] });
    await expect(client.login()).rejects.toThrow("canary");
  });
});
