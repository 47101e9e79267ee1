/**
 * Posts a notice to a service.
 *
 * @module
 */
import { bodyStart } from "../../internal/bodyStart.ts";
import { promptFailed } from "../promptFailed.ts";

/** A notice on its way. */
export interface Notice {
  /** Where it goes; parts of it may be secret. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is sent, as JSON. */
  readonly body: object;
  /** The service, for errors: a name or a host. */
  readonly service: string;
  /** What mends a refusal, for errors. */
  readonly cure: (status: number, answer: string) => string;
}

/** How long a notice and its answer may take, in milliseconds. */
const limitMillis = 10_000;

/** What is read of an answer, in bytes. */
const mostBytes = 4096;

/** A request that came to nothing. Nothing of the error is kept: it may hold the address. */
function unsent(error: unknown, service: string, host: string) {
  const name = error instanceof Error ? error.name : "";
  return name === "NotCapable" || name === "PermissionDenied"
    ? promptFailed(
      "NotPermitted",
      `nobody was told of the link: Deno may not connect to ${host}: run it with --allow-net=${host}`,
      false,
    )
    : promptFailed(
      "NoConnection",
      `nobody was told of the link: no connection to ${service} (${host}), or no answer in time: check the address ` +
        "and the network",
      true,
    );
}

/**
 * Posts it: no redirect is followed, and of the answer little is read.
 *
 * @param notice What is sent, and where.
 * @param signal Ends it.
 * @returns When the service has taken it. Rejects with `ProviderFailed`: `NoticeRefused`, `NoticeUnavailable`,
 * `NoConnection` or `NotPermitted`; nothing of the address but its host is in it.
 */
export async function postNotice(
  { url, headers, body, service, cure }: Notice,
  signal: AbortSignal,
): Promise<void> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), limitMillis);
  let status: number;
  let answer = "";
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.any([signal, time.signal]),
    });
    status = response.status;
    // The notice has been taken, however the rest of the answer fares.
    if (response.ok) return void response.body?.cancel().catch(() => {});
    answer = await bodyStart(response.body, mostBytes).then(({ text }) => text, () => "");
  } catch (error) {
    throw unsent(error, service, url.host);
  } finally {
    clearTimeout(timer);
  }
  const said = `nobody was told of the link: ${service} answered ${status}`;
  if (status >= 500 || status === 429 || status === 408) {
    throw promptFailed("NoticeUnavailable", `${said}: try again later`, true);
  }
  throw promptFailed("NoticeRefused", `${said}: ${cure(status, answer)}`, false);
}
