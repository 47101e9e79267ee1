/**
 * Whether the broker's server can be reached, how long its certificate holds, and whether the clocks agree.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { NetworkFailureKind } from "../../../AuthError.ts";
import { parseBaseUrl } from "../../../internal/http/baseUrl.ts";
import { networkFailure } from "../../../internal/http/networkFailure.ts";
import { baseUrlOf, type BrokerFlags, inVariables } from "../../settings/brokerSettings.ts";
import { mayConnect } from "../../process/permissions.ts";
import type { Settings } from "../../settings/Settings.ts";
import { refusedCertificateEnd } from "./refusedCertificateEnd.ts";
import { certificateFinding } from "./certificateFinding.ts";
import { clockFinding } from "./clockFinding.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";
import { type Probe, probe } from "./probe.ts";

const check = "broker";

interface Fault {
  readonly found: string;
  readonly advice: string;
}

const expired: Fault = {
  found: "its certificate has expired or does not hold yet",
  advice: "check this machine's clock; else the broker has to renew it",
};
const otherName: Fault = {
  found: "its certificate is for another name",
  advice: "check the base URL (AUTOSHARES_BASE_URL)",
};
const untrusted: Fault = {
  found: "its certificate is signed by nobody that this machine trusts",
  advice:
    "check the base URL; for an authority of your own, name its file in NODE_EXTRA_CA_CERTS (Node) or " +
    "DENO_CERT (Deno)",
};

/** In order: the first row that fits the error's code tells. */
const certificateFaults: ReadonlyArray<readonly [code: RegExp, fault: Fault]> = [
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, expired],
  [/ALTNAME|HOSTNAME_MISMATCH|IP_ADDRESS_MISMATCH/, otherName],
  [/UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_/, untrusted],
];

const faultByKind: { readonly [Kind in NetworkFailureKind]: Fault } = {
  dns: {
    found: "its name cannot be resolved",
    advice: "check the base URL (AUTOSHARES_BASE_URL) and the network",
  },
  connect: {
    found: "no connection",
    advice: "check the base URL (AUTOSHARES_BASE_URL), the network and its firewall",
  },
  tls: {
    found: "no secure connection (TLS)",
    advice: "check the base URL; a proxy in between may break TLS",
  },
  reset: { found: "the connection broke", advice: "try again; check the network and its firewall" },
  protocol: {
    found: "what answers is no HTTP server",
    advice: "check the base URL (AUTOSHARES_BASE_URL)",
  },
  unknown: {
    found: "the request failed",
    advice: "check the base URL (AUTOSHARES_BASE_URL) and the network",
  },
};

function unreachable(url: URL, error: unknown): Effect.Effect<Finding> {
  return Effect.gen(function* () {
    const { kind, code = "" } = networkFailure(error);
    let fault = certificateFaults.find(([codes]) => codes.test(code))?.[1] ?? faultByKind[kind];
    if (fault === untrusted) {
      const end = yield* refusedCertificateEnd(url);
      if (end !== undefined && end.getTime() < Date.now()) fault = expired;
    }
    const { found, advice } = fault;
    const shown = `${url.host}: ${found}${code === "" ? "" : ` (${code})`}`;
    return { level: "fail", check, found: shown, advice };
  });
}

function reachable({ host, pathname }: URL, { status }: Probe): Finding {
  if (status >= 500) {
    return {
      level: "warn",
      check,
      found: `${host} answers, with a fault of its own (${status})`,
      advice: "try again later",
    };
  }
  return /\/api$/.test(pathname) ? { level: "ok", check, found: `${host} answers` } : {
    level: "warn",
    check,
    found: `${host} answers, but the base URL does not end in /api`,
    advice: "brokers' base URLs do; check AUTOSHARES_BASE_URL",
  };
}

/**
 * Knocks at the base URL, without credentials. Any answer of an HTTP server will do.
 *
 * @param flags The flags.
 * @param settings The settings.
 * @returns Reachability, certificate and clock.
 */
export function checkBroker(flags: BrokerFlags, settings: Settings): Findings {
  return Effect.gen(function* () {
    const read = yield* Effect.result(
      Effect.flatMap(baseUrlOf(flags, settings), (url) => Effect.mapError(parseBaseUrl(url), inVariables))
        .pipe(
          Effect.tap(mayConnect),
        ),
    );
    if (Result.isFailure(read)) return [failed(check, read.failure)];
    const baseUrl = read.success;
    const url = new URL(baseUrl);
    const answer = yield* Effect.result(probe(baseUrl));
    if (Result.isFailure(answer)) return [yield* unreachable(url, answer.failure)];
    const told = answer.success;
    const findings = [reachable(url, told)];
    if (told.certificateExpires !== undefined) {
      findings.push(certificateFinding(url.host, told.certificateExpires, told.receivedAt));
    }
    return [...findings, clockFinding(url.host, told)];
  });
}
