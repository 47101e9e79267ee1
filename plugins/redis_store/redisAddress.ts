/**
 * Where a Redis is.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../mod.ts";
import { revealed } from "../internal/revealed.ts";

/** A Redis's address, in parts. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly database: number;
  readonly username?: string;
  readonly password?: Redacted.Redacted<string>;
}

const setting = "redisStore url";

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InvalidConfiguration({
      setting,
      problem: "has a % in its user name or password that is no %XX (write % as %25)",
    });
  }
}

/**
 * Reads an address (IANA's provisional schemes `redis` and `rediss`).
 *
 * @param url `redis://[[user]:password@]host[:port][/database]`, with TLS `rediss://…`.
 * @returns Its parts; the port is 6379 and the database 0 where it names none.
 * @throws {InvalidConfiguration} Says what is wrong, and nothing of the address.
 */
export function redisAddress(url: string | URL | Redacted.Redacted<string>): RedisAddress {
  const bad = (problem: string) => new InvalidConfiguration({ setting, problem });
  const given = revealed(url);
  const text = given instanceof URL ? given.href : given;
  if (typeof text !== "string") throw bad("is missing");
  if (!URL.canParse(String(text))) {
    throw bad(
      "is no address such as redis://:password@host:6379/0 (in a password, write : / ? # @ % as %3A %2F %3F %23 %40 %25)",
    );
  }
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw bad("begins with neither redis:// nor rediss://");
  }
  if (hostname === "") throw bad("names no host");
  if (search !== "" || hash !== "") throw bad("has a ? or a #, which mean nothing here");
  if (!/^\/?\d{0,5}$/.test(pathname)) throw bad("has a path that is no number of a database");
  if (username !== "" && password === "") {
    throw bad("has a user name and no password (a password alone is written :password@)");
  }
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? 6379 : Number(port),
    tls: protocol === "rediss:",
    database: Number(pathname.slice(1)),
    ...(username === "" ? {} : { username: decoded(username) }),
    ...(password === "" ? {} : { password: Redacted.make(decoded(password)) }),
  };
}
