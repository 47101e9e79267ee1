/**
 * Answers in good HTTP that say something else than they should.
 */
import { html, json, redirect, reply } from "../../support/scriptedServer.ts";
import { ofApiStatus, ofStatus, refusedRedirect, unexpected, type WireFault } from "./WireFault.ts";

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
export const answerFaults: ReadonlyArray<WireFault> = [...bodies, ...redirects, ...statuses];
