/**
 * What it means when Redis says no, or nothing.
 *
 * @module
 */
import { StoreFailed, type StoreOperation } from "../../mod.ts";

/** Redis gave no answer in time. */
export class NoAnswer extends Error {}

/** The package of the client is not installed. */
export class PackageMissing extends Error {}

/** The store was closed. */
export class StoreClosed extends Error {}

type Failure = Pick<StoreFailed, "kind" | "problem">;
const unavailable = (problem: string): Failure => ({ kind: "unavailable", problem });
const full = (problem: string): Failure => ({ kind: "full", problem });

/** By the word with which Redis's error replies begin, or which they quote from within a script. */
const replies: Readonly<Record<string, Failure>> = {
  OOM: full("Redis has no memory left (maxmemory, and a policy that evicts nothing)"),
  MISCONF: full("Redis cannot write its data to disk and therefore takes no more (is the disk full?)"),
  READONLY: unavailable("this Redis is a read-only replica: give the address of the primary"),
  WRONGTYPE: unavailable("Redis holds something else under that name: give a prefix of its own"),
  NOAUTH: unavailable("Redis asks for a password: write it into the address, redis://:password@host"),
  WRONGPASS: unavailable("Redis refused the user name or the password"),
  NOPERM: unavailable(
    "Redis does not permit it to this user: it needs get, set, del, exists, incr, time and eval on keys of the prefix",
  ),
  LOADING: unavailable("Redis is still loading its data"),
  BUSY: unavailable("Redis is busy with somebody's script"),
  MASTERDOWN: unavailable("this Redis is a replica without its primary"),
  NOREPLICAS: unavailable("Redis has too few replicas to take writes"),
  CLUSTERDOWN: unavailable("the Redis cluster is down"),
  MOVED: unavailable(
    "this Redis is part of a cluster, which is not supported: give a single server or a proxy",
  ),
};
const replyWord = new RegExp(`(?:^|[\\s-])(${Object.keys(replies).join("|")})\\b`);

const field = (error: unknown, name: string): string => {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === "string" ? value : "";
};

function failureOf(error: unknown, server: string): Failure {
  if (error instanceof NoAnswer) {
    return { kind: "timeout", problem: `Redis at ${server} gives no answer` };
  }
  if (error instanceof StoreClosed) return unavailable("the store is closed");
  if (error instanceof PackageMissing) {
    const install = "Deno" in globalThis ? "deno add npm:@redis/client" : "npm install @redis/client";
    return unavailable(`it needs the package @redis/client: run “${install}”`);
  }
  const code = /^[A-Z][A-Z0-9_]{1,40}$/.exec(field(error, "code"))?.[0];
  if (code === undefined && error instanceof Error) {
    const message = error.message;
    const reply = replies[replyWord.exec(message)?.[1] ?? ""];
    if (reply !== undefined) return reply;
    if (message.startsWith("ERR DB index")) return unavailable("Redis has no database of that number");
    if (/^ERR (?:AUTH|Client sent AUTH)\b/.test(message)) {
      return unavailable("Redis has no password set: take it out of the address");
    }
    if (/^[A-Z]+ /.test(message)) return unavailable(`Redis refused it (${message.split(" ", 1)[0]})`);
    if (error.name === "NotCapable") {
      return unavailable(`may not connect to ${server}: run it with --allow-net`);
    }
  }
  if (code !== undefined && /CERT|SSL|TLS|SELF_SIGNED|ISSUER/.test(code)) {
    return unavailable(`no secure connection to Redis at ${server} (${code})`);
  }
  return unavailable(`no connection to Redis at ${server}${code === undefined ? "" : ` (${code})`}`);
}

/**
 * Makes the error. Of what the client or Redis said, it repeats single words only.
 *
 * @param operation What was to be done.
 * @param server The server's host and port.
 * @param error What the client gave.
 * @returns The store's error.
 */
export function redisFailure(operation: StoreOperation, server: string, error: unknown): StoreFailed {
  return new StoreFailed({ store: "redis", operation, ...failureOf(error, server) });
}
