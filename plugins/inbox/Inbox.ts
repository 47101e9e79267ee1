/**
 * Where messages come in by themselves: each goes to the login that it is for, and to nobody where none waits.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import {
  type ArmedCodeProvider,
  type LoginContext,
  type ProviderFailed,
  verificationCode,
} from "../../mod.ts";
import { armLogin, type InboxSettings } from "./armLogin.ts";
import { SeenIds } from "./SeenIds.ts";
import type { TextMessage } from "./TextMessage.ts";
import type { WaitingLogin } from "./WaitingLogin.ts";

/** An inbox. Its mark is the moment at which a login enters it: nothing from before is kept. */
export class Inbox {
  readonly #settings: InboxSettings;
  /** In the order of arming. */
  readonly #logins = new Set<WaitingLogin>();
  readonly #seen = new SeenIds();

  constructor(settings: Omit<InboxSettings, "place">) {
    this.#settings = { ...settings, place: this };
  }

  /**
   * Takes a message, once.
   *
   * @param message The message.
   * @param known How long its id tells it from others, in milliseconds; and what its request is known by, which counts once
   * as well. A message that is known by either is counted as `repeated`.
   */
  receive(
    message: TextMessage,
    { idLastsMillis = Number.POSITIVE_INFINITY, requestId }: {
      readonly idLastsMillis?: number | undefined;
      readonly requestId?: string | undefined;
    } = {},
  ): void {
    const now = Date.now();
    const isNew = this.#seen.add(message.id, now, idLastsMillis);
    const isOfNewRequest = requestId === undefined || requestId === message.id ||
      this.#seen.add(requestId, now, Number.POSITIVE_INFINITY);
    if (!isNew || !isOfNewRequest) return this.mishap("repeated");
    for (const login of this.#logins) if (login.receive(message)) return;
  }

  /** Takes note of something that is no message, for the error of a wait that ends. */
  mishap(reason: string): void {
    for (const login of this.#logins) login.mishap(reason);
  }

  /** Makes ready for a login. */
  arm(context: LoginContext): Effect.Effect<ArmedCodeProvider, ProviderFailed, Scope.Scope> {
    return Effect.flatMap(armLogin(this.#settings, context), (login) =>
      Effect.acquireRelease(
        Effect.sync(() => {
          this.#logins.add(login);
          return {
            next: () => Effect.flatMap(login.next, (code) => verificationCode(this.#settings.provider, code)),
            sightings: login.sightings,
          };
        }),
        () => Effect.sync(() => this.#logins.delete(login)),
      ));
  }
}
