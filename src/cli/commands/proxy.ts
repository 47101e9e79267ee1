/**
 * `autoshares-auth proxy`: a gateway on this machine that adds token and app key to the calls of other programs.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Queue from "effect/Queue";
import type * as Redacted from "effect/Redacted";
import { Command, Flag } from "effect/cli";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { isLoopback } from "../../internal/http/plainBaseUrl.ts";
import type { SessionError } from "../../Session.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import { type HostPort, hostPort, hostPortText } from "../settings/hostPort.ts";
import { invalid } from "../settings/invalid.ts";
import type { NoProviderNamed } from "../providers/NoProviderNamed.ts";
import { listenFailure } from "../process/listenFailure.ts";
import { mayListen } from "../process/permissions.ts";
import { admission, ownHosts } from "./proxy/admission.ts";
import { failureTag } from "./proxy/failureAnswer.ts";
import { failureLog } from "./proxy/failureLog.ts";
import { gateway } from "./proxy/gateway.ts";
import { proxySecrets } from "./proxy/proxySecrets.ts";
import { type ProxyServer, proxyServer } from "./proxy/proxyServer.ts";
import { sigtermEnds } from "./proxy/sigtermEnds.ts";
import { TokenHealth } from "./proxy/TokenHealth.ts";
import { tokenRecovery } from "./proxy/tokenRecovery.ts";
import { answer, note } from "../process/terminal.ts";
import {
  type Added,
  inCliWords,
  sessionFlags,
  type UserSession,
  userSession,
} from "../session/userSession.ts";

const usualListen = "127.0.0.1:8788";
const setting = "--listen";

/** Where to listen, its host as it stands in a URL: whoever reaches the proxy trades as the user. */
function loopbackOf(text: string): Effect.Effect<HostPort, InvalidConfiguration> {
  return Effect.flatMap(hostPort(setting, text, usualListen), ({ host, port }) => {
    const url = `http://${hostPortText({ host, port })}`;
    const hostname = URL.canParse(url) ? new URL(url).hostname : "";
    return isLoopback(hostname)
      ? Effect.succeed({ host: hostname, port })
      : invalid(setting, "is no address of this machine alone (127.0.0.1, [::1] or localhost)");
  });
}

function hint({ url }: ProxyServer, username: string, isOpen: boolean): string {
  return [
    `Calls of ${url}/v1.0/… go to the broker with the token and the app key of ${username}. Ctrl-C ends it.`,
    isOpen
      ? "Any program on this machine may use it; set AUTOSHARES_PROXY_SECRET to let in only those that know a secret."
      : "Programs send Authorization: Bearer with a secret of AUTOSHARES_PROXY_SECRET.",
  ].join("\n");
}

/** Listens, logs in, and serves until it is interrupted: no code is spent where it cannot listen. */
function serve(
  user: UserSession,
  { host, port }: HostPort,
  secrets: ReadonlyArray<Redacted.Redacted<string>>,
  health: TokenHealth,
  log: (error: unknown) => void,
  whileServing: Effect.Effect<never>,
) {
  const { session } = user;
  const { pathname } = new URL(session.baseUrl);
  const handlerOf = (taken: number) =>
    gateway({
      admit: admission(ownHosts(host, taken), pathname, secrets),
      fetch: (path, init) => inCliWords(session.fetch(path, init), user),
      health,
      log,
    });
  return Effect.acquireUseRelease(
    Effect.tryPromise({
      try: () => proxyServer(host, port, handlerOf),
      catch: (error) => listenFailure({ host, port }, error, "another proxy"),
    }),
    Effect.fnUntraced(function* (server) {
      health.renewed(yield* inCliWords(session.token, user));
      yield* answer(server.url);
      note(hint(server, user.username, secrets.length === 0));
      return yield* whileServing;
    }),
    (server) => Effect.promise(() => server.close()),
  );
}

const config = {
  ...sessionFlags,
  listen: Flag.String("listen").pipe(
    Flag.withMetavar("HOST:PORT"),
    Flag.withDescription(
      "Where to listen, default 127.0.0.1:8788; a loopback address; port 0 takes a free one",
    ),
    Flag.withDefault(usualListen),
  ),
};

const summary =
  "Pass calls of the API on with the token, for programs in any language; its URL goes to stdout";

/** The command; it runs until SIGTERM ends it, with success, or it is interrupted. */
export const proxyCommand: Command.Command<
  "proxy",
  never,
  object,
  SessionError | Added | NoProviderNamed | CommandFailed
> = Command.make(
  "proxy",
  config,
  Effect.fnUntraced(function* (input) {
    const address = yield* loopbackOf(input.listen);
    yield* mayListen(address);
    const health = new TokenHealth();
    const log = failureLog(note);
    const failures = yield* Queue.sliding<unknown>(1);
    const user = yield* userSession(input, {
      needsPassword: true,
      onRenewed: (auth) => health.renewed(auth),
      onFailed: (error) => {
        health.failed(failureTag(error));
        Queue.offerUnsafe(failures, error);
        // A failure before that ends the command, with the same line.
        if (!health.isStarting) log(error);
      },
    });
    const secrets = yield* proxySecrets(user.settings);
    const recovery = tokenRecovery(failures, user.session.token, health);
    return yield* serve(user, address, secrets, health, log, recovery);
  }, (command) => sigtermEnds(Effect.scoped(command))),
).pipe(
  Command.withDescription(
    `${summary}\n  It logs in itself and renews the token. With AUTOSHARES_PROXY_SECRET set, programs must send ` +
      "Authorization: Bearer and that secret. GET /healthz says whether the token is good.",
  ),
  Command.withShortDescription(summary),
);
