/**
 * Connections that break, answers that do not end, and what is no HTTP.
 */
import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import {
  delayed,
  endless,
  json,
  raw,
  reply,
  resetBefore,
  resetMidway,
  type ScriptedReply,
  silence,
  stall,
} from "../../support/scriptedServer.ts";
import { isDeno, network, timedOut, tooLarge, unexpected, type WireFault } from "./WireFault.ts";

/** Sends a text bit by bit, and never all of it in time. */
const trickle = (start: string, piece: string): ScriptedReply => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.once("close", () => clearInterval(timer));
};

const okHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

const brokenConnections: ReadonlyArray<WireFault> = [
  { fault: "connection refused", answer: "refused", expected: network("connect") },
  { fault: "reset before the answer", answer: resetBefore, expected: network("reset") },
  { fault: "closed without an answer", answer: () => raw(""), expected: network("reset") },
  {
    fault: "closed in the middle of the headers",
    answer: () => raw("HTTP/1.1 200 OK\r\nContent-Ty"),
    expected: network("reset"),
  },
  {
    fault: "closed in the middle of the body",
    answer: ({ token }) => raw(`${okHead}Content-Length: 999\r\n\r\n{"State":"Succeeded","Token":"${token}"`),
    expected: network("reset"),
  },
  {
    fault: "closed in the middle of a chunk",
    answer: ({ token }) => raw(`${okHead}Transfer-Encoding: chunked\r\n\r\nfff\r\n{"Token":"${token}"`),
    expected: network("reset"),
  },
  {
    fault: "reset in the middle of the body",
    answer: ({ token }) => resetMidway(200, `{"Token":"${token}`),
    expected: network("reset"),
  },
];

const slowness: ReadonlyArray<WireFault> = [
  { fault: "no answer", answer: silence, expected: timedOut, endless: true },
  {
    fault: "headers that stall",
    answer: () => (socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-"),
    expected: timedOut,
    endless: true,
  },
  {
    fault: "a body that stalls",
    answer: ({ token }) => stall(200, `{"Token":"${token}`),
    expected: timedOut,
    endless: true,
  },
  {
    fault: "headers that trickle",
    answer: () => trickle(okHead, "X: y\r\n"),
    expected: timedOut,
    endless: true,
  },
  {
    fault: "a body that trickles",
    answer: () => trickle(`${okHead}Content-Length: 60000\r\n\r\n`, " "),
    expected: timedOut,
    endless: true,
  },
  {
    fault: "a 100 Continue and then nothing",
    answer: () => (socket) => void socket.write("HTTP/1.1 100 Continue\r\n\r\n"),
    // Node takes an interim answer that it has not asked for as an error.
    expected: isDeno ? timedOut : network("reset"),
    endless: true,
  },
  {
    fault: "an answer that comes too late",
    answer: ({ token }) => delayed(6000, json(200, { State: "Succeeded", Token: token })),
    expected: timedOut,
    endless: true,
  },
];

const gzip = { "Content-Encoding": "gzip" };
const size: ReadonlyArray<WireFault> = [
  { fault: "an endless body", answer: () => endless(), expected: tooLarge, waits: 30_000 },
  {
    fault: "a body of 1 MiB",
    answer: () => reply(200, "x".repeat(1024 * 1024)),
    expected: tooLarge,
    ofApi: unexpected,
  },
  {
    fault: "a gzip bomb",
    answer: () => reply(200, bomb, gzip),
    expected: tooLarge,
    waits: 30_000,
  },
  {
    fault: "half a megabyte of headers",
    answer: ({ all }) =>
      raw(`HTTP/1.1 200 OK\r\n${`X: ${Buffer.from(all).toString("base64")}\r\n`.repeat(2000)}\r\n`),
    expected: network("protocol"),
  },
];
const bomb = gzipSync(new Uint8Array(20_000_000));

const noHttp: ReadonlyArray<WireFault> = [
  {
    fault: "another protocol",
    answer: ({ all }) => raw(`220 ${latin(all)} ESMTP\r\n`),
    expected: network("protocol"),
  },
  {
    fault: "binary garbage",
    answer: () => raw(Uint8Array.from({ length: 512 }, (_, index) => (index * 37 + 128) % 256)),
    expected: network("protocol"),
  },
  {
    fault: "a length that is no number",
    answer: () => raw(`${okHead}Content-Length: abc\r\n\r\n{}`),
    expected: network("protocol"),
  },
  {
    fault: "a chunk that is none",
    answer: () => raw(`${okHead}Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}`),
    expected: network(isDeno ? "reset" : "protocol"),
  },
  {
    fault: "gzip that is none",
    answer: ({ all }) => reply(200, all, gzip),
    expected: network("protocol"),
  },
  {
    fault: "a content encoding that nobody knows",
    answer: () => reply(200, "{}", { "Content-Encoding": "rot13" }),
    expected: unexpected,
  },
];

const latin = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** All of them. */
export const connectionFaults: ReadonlyArray<WireFault> = [
  ...brokenConnections,
  ...slowness,
  ...size,
  ...noHttp,
];
