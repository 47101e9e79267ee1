/**
 * Whether what is posted to a webhook's public address arrives at this machine: a probe goes the whole way.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type { ArmedCodeProvider, CodeProvider } from "../../../CodeProvider.ts";
import { isLoopback } from "../../../internal/http/plainBaseUrl.ts";
import { networkFailure } from "../../../internal/http/networkFailure.ts";
import type { PublicAddress } from "../../settings/webhookSettings.ts";
import type { Finding } from "./Finding.ts";

const check = "round trip";
const longestMillis = 5000;
const context = { username: "", baseUrl: "" };

/** A genuine request whose message has no code: where a login waits at its end, it goes on waiting (unless its own
 * pattern takes words for codes). */
export interface WebhookProbe {
  /** Whether it carries the secret itself, and not a signature. */
  readonly holdsSecret: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: URLSearchParams;
}

/** What is known of the way. */
export interface Way {
  readonly address: PublicAddress;
  /** Where it should end, for people. */
  readonly listensOn: string;
  /** What the webhook has said of requests that it refused. */
  readonly refusals: ReadonlyArray<string>;
}

interface Posted {
  readonly status: number;
}

/** The status; or a code of the runtime's error, which tells nothing that was sent. */
function post(
  given: string,
  { headers, body }: WebhookProbe,
): Effect.Effect<Posted | { readonly broken: string }> {
  const send = async (signal: AbortSignal): Promise<Posted | { readonly broken: string }> => {
    const limit = AbortSignal.timeout(longestMillis);
    try {
      const { url, user } = withoutUser(given);
      const response = await fetch(url, {
        method: "POST",
        headers: { ...user, ...headers },
        body,
        redirect: "manual",
        signal: AbortSignal.any([signal, limit]),
      });
      await response.body?.cancel();
      return { status: response.status };
    } catch (error) {
      if (limit.aborted) return { broken: `no answer within ${longestMillis / 1000} s` };
      const { kind, code } = networkFailure(error);
      return { broken: `no connection (${code ?? kind})` };
    }
  };
  return Effect.promise(send);
}

/** An address with a user in it: `fetch` takes none. */
function withoutUser(given: string): { readonly url: string; readonly user: Record<string, string> } {
  const url = new URL(given);
  if (url.username === "" && url.password === "") return { url: given, user: {} };
  const user = btoa(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
  url.username = url.password = "";
  return { url: url.href, user: { "authorization": `Basic ${user}` } };
}

function notArrived(
  posted: Posted | { readonly broken: string },
  { address, listensOn, refusals }: Way,
): Finding {
  const { shown } = address;
  if ("broken" in posted) {
    return {
      level: "warn",
      check,
      found: `${shown} cannot be reached from here: ${posted.broken}`,
      advice:
        "check the name, the proxy or tunnel and the firewall; some networks do not let a machine reach its own " +
        "public address, then send a message to try it (listen)",
    };
  }
  const refusal = refusals.at(-1);
  if (refusal !== undefined) {
    return {
      level: "fail",
      check,
      found: `a genuine request to ${shown} arrives here changed: ${refusal}`,
      advice: "let the proxy pass on path, query, body and headers as they are",
    };
  }
  return {
    level: "fail",
    check,
    found: `a genuine request to ${shown} got ${posted.status} and did not arrive here`,
    advice:
      `check that the proxy or tunnel passes it on to ${listensOn}, and that no other program answers there`,
  };
}

/**
 * The line of a round trip that is not tried.
 *
 * @param why Why not.
 * @returns The finding.
 */
export function notTried(why: string): Finding {
  return {
    level: "warn",
    check,
    found: `not tried, ${why}`,
    advice: "send a message to try it (listen)",
  };
}

/** Waits until a message without a code has come; another's would be taken for the probe. */
function arrival({ next, sightings }: ArmedCodeProvider): Effect.Effect<void> {
  const hasCome = Effect.map(
    sightings ?? Effect.die("a webhook tells what it has seen"),
    ({ refused }) => refused["no code"] !== undefined,
  );
  const challenge = { ...context, attempt: 1, requestedAt: Date.now(), timeoutMillis: longestMillis };
  return Effect.raceFirst(
    Effect.asVoid(Effect.repeat(Effect.delay(hasCome, "20 millis"), { until: (come) => come })),
    // Messages are judged when somebody asks for codes. A real one, or its failure, may come in between.
    Effect.andThen(Effect.ignore(Effect.forever(next(challenge))), Effect.never),
  );
}

/**
 * Posts a probe to a webhook that is served here.
 *
 * @param provider The webhook's provider.
 * @param probe The request.
 * @param way What is known of the way.
 * @returns Whether it arrived, or what came instead; within six seconds.
 */
export function roundTrip(provider: CodeProvider, probe: WebhookProbe, way: Way): Effect.Effect<Finding> {
  const { protocol, hostname } = new URL(way.address.given);
  if (probe.holdsSecret && protocol === "http:" && !isLoopback(hostname)) {
    const why = `the bearer secret would go to ${way.address.shown} over plain http, readable on the way`;
    return Effect.succeed(notTried(why));
  }
  return Effect.scoped(Effect.gen(function* () {
    const armed = yield* provider.arm(context);
    const posted = yield* post(way.address.given, probe);
    const arrived = yield* Effect.timeoutOption(arrival(armed), "500 millis");
    return Option.isNone(arrived)
      ? notArrived(posted, way)
      : { level: "ok", check, found: `a genuine request to ${way.address.shown} arrived here` } as const;
  })).pipe(
    Effect.catch((failure) => Effect.succeed<Finding>({ level: "fail", check, found: failure.problem })),
  );
}
