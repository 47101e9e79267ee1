/**
 * What differs between senders of webhooks.
 *
 * @module
 */
import type { TextMessage } from "../inbox/TextMessage.ts";

/** How a body is written. */
export type BodyType = "form" | "json" | "text";

/** The fields of a form. */
export type FormFields = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;

/** A request whose body has been read. */
export interface ReceivedRequest {
  readonly headers: Headers;
  /** What stands behind the path: empty, or from `?` on. */
  readonly search: string;
  readonly bodyType: BodyType;
  readonly body: string;
  /** The body's fields, where it is a form; a list where a field comes several times. */
  readonly form: FormFields | undefined;
  /** The address that a trusted proxy tells; for senders that sign their address. */
  readonly forwardedUrl: string | undefined;
}

/** A message of a body. */
export interface ReadMessage extends TextMessage {
  /** How long its id tells it from others, in milliseconds; default as long as memory reaches. */
  readonly idLastsMillis?: number | undefined;
  /** What its request is known by, where the sender tells: it counts once, whatever the message's own id is. */
  readonly requestId?: string | undefined;
}

/** Whether a request is genuine. */
export type Proof =
  | { readonly genuine: true }
  | {
    readonly genuine: false;
    /** What was looked at, in words for the log; free of secrets and of what the request says. */
    readonly found: string;
  };

/** Says whether a request comes from its sender. */
export type Prover = (request: ReceivedRequest) => Proof;

/** Someone who sends codes by webhook. */
export interface Sender {
  /** Bodies that are understood. */
  readonly bodyTypes: ReadonlyArray<BodyType>;
  /** Loads what proofs take; rejects with `ProviderFailed` where a package is missing. */
  readonly loadProver: () => Promise<Prover>;
  /** A genuine request's messages; of a body that cannot be read, why not, in words for the log without its content. */
  readonly read: (request: ReceivedRequest) => ReadonlyArray<ReadMessage> | string;
  /** What it wants to hear. */
  readonly answer: { readonly type: string; readonly body: string };
}
