/**
 * What can be wrong with the way to the broker before a request is sent: names, ports, TLS.
 */
import { createServer } from "node:tls";
import type { AddressInfo, Socket } from "node:net";
import { type Certificate, certificateAuthority, selfSigned } from "../support/certificates.ts";
import { raw, resetBefore, type ScriptedReply, scriptedServer, silence } from "../support/scriptedServer.ts";
import type { Refusal } from "./refusals.ts";
import type { Setting } from "./Row.ts";

const authority = certificateAuthority();

/** A server whose certificate is this one; a request that it reads would be one too many. */
const presenting = (certificate: Certificate) => async (): Promise<Setting> => {
  const sockets = new Set<Socket>();
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {}).on("secureConnection", (socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** A server that answers the handshake so. */
const shaking = (answer: ScriptedReply, requestTimeout = 30_000) => async (): Promise<Setting> => {
  const server = await scriptedServer([answer], { repeatLast: true });
  return {
    baseUrl: `https://127.0.0.1:${server.port}/api`,
    options: { requestTimeout },
    dispose: async () => await server[Symbol.asyncDispose](),
  };
};

const noTls = { tag: "NetworkFailed", fields: { kind: "tls", mayHaveArrived: false } } as const;
const base = { step: "RequestToken", script: () => [], requests: [] } as const;
const day = 86_400_000;

/** All of them. */
export const tlsFaults: ReadonlyArray<Refusal> = [
  {
    ...base,
    fault: "a name that nobody knows",
    setting: () => ({ baseUrl: "https://nosuch.invalid/api" }),
    expected: { tag: "NetworkFailed", fields: { kind: "dns", mayHaveArrived: false } },
  },
  {
    ...base,
    fault: "plain HTTP to another machine",
    setting: () => ({ baseUrl: "http://broker.example/api" }),
    expected: { tag: "InvalidConfiguration", fields: { setting: "baseUrl" } },
  },
  {
    ...base,
    fault: "TLS: a certificate that nobody vouches for",
    setting: presenting(authority.issue()),
    expected: noTls,
  },
  { ...base, fault: "TLS: a self-signed certificate", setting: presenting(selfSigned()), expected: noTls },
  {
    ...base,
    fault: "TLS: a certificate that has expired",
    setting: presenting(authority.issue({ notAfter: new Date(Date.now() - day) })),
    expected: noTls,
  },
  {
    ...base,
    fault: "TLS: a certificate of another host",
    setting: presenting(authority.issue({ names: ["other.example.test"] })),
    expected: noTls,
  },
  {
    ...base,
    fault: "TLS: a server that speaks none",
    setting: shaking(raw("220 smtp\r\n")),
    expected: noTls,
  },
  {
    ...base,
    fault: "TLS: a reset in the handshake",
    setting: shaking(resetBefore()),
    expected: { tag: "NetworkFailed", fields: { kind: ["tls", "reset", "connect"] } },
  },
  {
    ...base,
    fault: "TLS: a handshake that stalls",
    setting: shaking(silence(), 1500),
    waits: 1500,
    expected: { tag: "RequestTimedOut" },
  },
];
