/**
 * What can go wrong between a request and its answer, whatever it is for.
 */
import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import {
  delayed,
  endless,
  html,
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  resetMidway,
  type ScriptedReply,
  silence,
  stall,
} from "../support/scriptedServer.ts";
import type { Expected, ExpectedError } from "./Row.ts";
import type { RowSecrets } from "./rowSecrets.ts";

/** A fault of the wire. */
export interface WireFault {
  readonly fault: string;
  /** The answer; `refused`: nobody listens any more. */
  readonly answer: ((secrets: RowSecrets) => ScriptedReply) | "refused";
  /** What comes of it at the token endpoint. */
  readonly expected: Expected;
  /** What comes of it at the API, where that is something else; `none`: it is no fault there. */
  readonly ofApi?: Expected | "none";
  /** How often the request is sent; default once. */
  readonly times?: number;
  /** What it takes to read it, in milliseconds. */
  readonly waits?: number;
  /** Whether only the request's time limit ends it. */
  readonly endless?: boolean;
}

const isDeno = "Deno" in globalThis;
const network = (...kind: ReadonlyArray<string>): Expected => ({ tag: "NetworkFailed", fields: { kind } });
const unexpected: ExpectedError = { tag: "UnexpectedResponse" };
const timedOut: Expected = { tag: "RequestTimedOut" };
const tooLarge: Expected = { tag: "ResponseTooLarge" };
const refusedRedirect: Expected = { tag: "RedirectRefused" };
const ofStatus = (status: number): ExpectedError =>
  status === 429 ? { tag: "RateLimited" } : status >= 500 ? { tag: "ServerFault" } : unexpected;
const ofApiStatus = (status: number): ExpectedError =>
  status < 500 && status !== 429 ? { tag: "ApiRefused" } : ofStatus(status);

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

const bodies: ReadonlyArray<WireFault> = [
  { fault: "an empty body", answer: () => reply(200), expected: unexpected },
  { fault: "204 without a body", answer: () => reply(204), expected: unexpected },
  { fault: "304 without a body", answer: () => reply(304), expected: unexpected },
  {
    fault: "an HTML page",
    answer: ({ all }) => html(200, `<html><p title='${all}'>${all} ${encodeURIComponent(all)}`),
    expected: unexpected,
  },
  {
    fault: "broken JSON",
    answer: ({ token }) => reply(200, `{"State":"Succeeded","Token":"${token}`),
    expected: unexpected,
  },
  {
    fault: "bytes that are no UTF-8",
    answer: () => reply(200, Uint8Array.of(0x1f, 0x8b, 0, 0xff, 0xfe, 0x7b, 0xc3, 0x28)),
    expected: unexpected,
  },
  { fault: "JSON: a list", answer: ({ token }) => json(200, [{ Token: token }]), expected: unexpected },
  { fault: "JSON: a text", answer: ({ token }) => json(200, token), expected: unexpected },
  { fault: "JSON: null", answer: () => json(200, null), expected: unexpected },
  { fault: "JSON: wrong types", answer: () => json(200, { State: 1, Token: {} }), expected: unexpected },
  { fault: "JSON: {}", answer: () => json(200, {}), expected: unexpected },
  {
    fault: "Succeeded without a token",
    answer: () => json(200, { State: "Succeeded" }),
    expected: unexpected,
  },
  {
    fault: "Succeeded with an empty token",
    answer: () => json(200, { State: "Succeeded", Token: "" }),
    expected: unexpected,
  },
  {
    fault: "Succeeded with a token that no header can carry",
    answer: ({ token }) => json(200, { State: "Succeeded", Token: `${token}\r\nX: y` }),
    expected: unexpected,
  },
  {
    fault: "an unknown State",
    answer: ({ all, token }) => json(200, { State: all, Token: token, Extra: { deep: all } }),
    expected: unexpected,
  },
  {
    fault: "an unknown Step",
    answer: ({ token }) => json(202, { State: "Expecting", Step: "Captcha", Token: token }),
    expected: unexpected,
  },
  {
    fault: "a code expected without an interim token",
    answer: () => json(202, { State: "Expecting", Step: "VerificationCode" }),
    expected: unexpected,
  },
];

const redirects: ReadonlyArray<WireFault> = [
  ...[301, 302, 303, 307, 308].map((status): WireFault => ({
    fault: `${status} to another origin`,
    answer: ({ all }) => redirect(status, `https://evil.example/${encodeURIComponent(all)}`),
    expected: refusedRedirect,
  })),
  {
    fault: "302 within the origin, which would make it a GET",
    answer: () => redirect(302, "/api/token"),
    expected: refusedRedirect,
    ofApi: "none",
  },
  {
    fault: "307 in a circle",
    answer: () => redirect(307, "token"),
    expected: refusedRedirect,
    times: 4,
    ofApi: "none",
  },
  { fault: "307 without an address", answer: () => reply(307), expected: refusedRedirect },
  {
    fault: "307 with a password in its address",
    answer: () => (socket, request) =>
      redirect(307, `http://bob:secret@${request.headers["host"]}/api/token`)(socket, request),
    expected: refusedRedirect,
  },
];

const statuses: ReadonlyArray<WireFault> = [
  400,
  401,
  403,
  404,
  405,
  409,
  413,
  429,
  500,
  501,
  502,
  503,
  504,
  599,
].map(
  (status): WireFault => ({
    fault: `${status} and an HTML page`,
    answer: ({ all }) => html(status, `<html>${all} ${encodeURIComponent(all)}</html>`),
    expected: ofStatus(status),
    ofApi: status === 401 ? "none" : ofApiStatus(status),
  }),
).concat(
  [429, 503].map((status): WireFault => ({
    fault: `${status} with Retry-After`,
    answer: ({ all }) => json(status, { Message: all }, { "Retry-After": "3600" }),
    expected: { ...ofStatus(status), fields: { retryAfterMillis: 3_600_000, status } },
  })),
);

/** All of them. */
export const wireFaults: ReadonlyArray<WireFault> = [
  ...brokenConnections,
  ...slowness,
  ...size,
  ...noHttp,
  ...bodies,
  ...redirects,
  ...statuses,
];
