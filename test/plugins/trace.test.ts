import * as Effect from "effect/Effect";
import { FetchHttpClient } from "effect/http";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import { Otlp, OtlpSerialization } from "effect/observability";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createClient, fromFunction } from "../../mod.ts";
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
