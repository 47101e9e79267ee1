import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { isWebhookFailure, webhook } from "../../../plugins/webhook.ts";
import { rawHttp } from "../../support/rawHttp.ts";
import { bearer, bearerText, codeText, post } from "../../support/textMessages.ts";

const provider = webhook({ bearer, log: () => {} });
const portOf = ({ url }: { readonly url: string }) => Number(new URL(url).port);
const isServed = (url: string) =>
  fetch(url).then((response) => response.body?.cancel()).then(() => true, () => false);
const unfinished = `POST / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${bearer}\r\n` +
  "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nab";

describe("a webhook that is served", () => {
  it("tells where, and answers there", async () => {
    await using server = await provider.listen({ port: 0 });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await post(server, bearerText(codeText("5653")))).toBe(200);
  });

  it("fails with PortTaken where the port is taken, at once and as often as it is asked", async () => {
    await using server = await provider.listen({ port: 0 });
    for (let i = 0; i < 2; i++) {
      const failure = await provider.listen({ port: portOf(server) }).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        _tag: "ProviderFailed",
        reason: { _tag: "PortTaken" },
        retryable: true,
      });
      expect(isWebhookFailure(failure)).toBe(true);
    }
    expect(await post(server, bearerText("x"))).toBe(200);
  });

  it("fails so too where another program has the port", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    await expect(provider.listen({ port })).rejects.toMatchObject({ reason: { _tag: "PortTaken" } });
    await new Promise((resolve) => other.close(resolve));
    await using server = await provider.listen({ port });
    expect(portOf(server)).toBe(port);
  });

  it.each([
    ["an address that is not this machine's", { port: 0, hostname: "192.0.2.1" }],
    ["a port that there is not", { port: 70_000 }],
  ])("fails with AddressUnavailable for %s", async (_, where) => {
    await expect(provider.listen(where)).rejects.toMatchObject({
      reason: { _tag: "AddressUnavailable" },
      retryable: false,
    });
  });
});

describe("a connection", () => {
  const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  it("carries one request after another", async () => {
    await using server = await provider.listen({ port: 0 });
    await using sender = await rawHttp(server.url);
    sender.send(`${unfinished}cde`);
    expect(await sender.status()).toBe(200);
    sender.send(`${unfinished.replace("\r\n", "\r\nConnection: close\r\n")}cde`);
    expect((await sender.closed()).match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  });

  it("on which the next request comes before the answer is cut: nobody fills the memory with answers that he leaves unread", async () => {
    await using server = await provider.listen({ port: 0 });
    await using sender = await rawHttp(server.url);
    sender.send(get.repeat(1000));
    const answered = (await sender.closed()).match(/HTTP\/1\.1 /g)?.length ?? 0;
    expect(answered).toBeLessThan(10);
    expect(await isServed(server.url)).toBe(true);
  });
});

describe("closing it", () => {
  it("frees its port at once, and does so once however often it is asked", async () => {
    const server = await provider.listen({ port: 0 });
    await Promise.all([server.close(), server.close(), server[Symbol.asyncDispose]()]);
    await server.close();
    expect(await isServed(server.url)).toBe(false);
    await using again = await provider.listen({ port: portOf(server) });
    expect(await post(again, bearerText("x"))).toBe(200);
  });

  it("happens at the end of await using", async () => {
    let url: string;
    {
      await using server = await provider.listen({ port: 0 });
      url = server.url;
    }
    expect(await isServed(url)).toBe(false);
  });

  it("lets a request in flight end", async () => {
    const server = await provider.listen({ port: 0 });
    await using sender = await rawHttp(server.url);
    sender.send(unfinished);
    // Until it has arrived, nothing is in flight.
    await expect.poll(() => isServed(server.url)).toBe(true);
    const closing = server.close();
    sender.send("cde");
    expect(await sender.status()).toBe(200);
    await closing;
  });

  it("ends one within a second that does not, and an idle connection too", async () => {
    const server = await provider.listen({ port: 0 });
    await using sender = await rawHttp(server.url);
    await using idle = await rawHttp(server.url);
    sender.send(unfinished);
    await expect.poll(() => isServed(server.url)).toBe(true);
    const startedAt = performance.now();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(4000);
    await Promise.all([sender.closed(), idle.closed()]);
    await using again = await provider.listen({ port: portOf(server) });
    expect(await post(again, bearerText("x"))).toBe(200);
  });
});
