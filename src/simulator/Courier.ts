/**
 * Takes codes to their users, and survives what goes wrong on the way.
 *
 * @module
 */
import { setMaxListeners } from "node:events";
import process from "node:process";
import type { CodeDelivery, Delivery, DeliveryProblem } from "./CodeDelivery.ts";

/** What a courier needs. */
export interface CourierOptions {
  readonly deliver: Delivery;
  readonly onDeliveryError?: ((problem: DeliveryProblem) => void) | undefined;
}

/** Delivers for one server. */
export class Courier {
  readonly #deliver: Delivery;
  readonly #report: (problem: DeliveryProblem, code: string) => void;
  readonly #closing = new AbortController();

  constructor({ deliver, onDeliveryError }: CourierOptions) {
    this.#deliver = deliver;
    this.#report = onDeliveryError ?? reportOnStderr;
    // Many logins at once are no leak.
    setMaxListeners(0, this.#closing.signal);
  }

  /** Delivers a code; a failure is reported and not thrown. */
  async deliver(delivery: CodeDelivery): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) return;
    try {
      await this.#deliver(delivery, signal);
    } catch (error) {
      if (signal.aborted) return;
      const { username, channel, to, code } = delivery;
      try {
        this.#report({ username, channel, to, error }, code);
      } catch {
        // The report is the user's own code; the server goes on.
      }
    }
  }

  /** Aborts the deliveries under way. */
  stop(): void {
    this.#closing.abort();
  }
}

function reportOnStderr({ username, channel, error }: DeliveryProblem, code: string): void {
  const reason = error instanceof Error ? error.message : "no reason given";
  const safe = reason.replaceAll(code, "<code>").replace(/\p{C}/gu, " ");
  process.stderr.write(`The code for ${username} could not be delivered by ${channel}: ${safe}\n`);
}
