/**
 * What the fault matrix is made of: one row says what goes wrong, where, for which provider, and what must come of it.
 */
import type { AuthErrorTag, ClientOptions, CodeProvider, StoreFailureKind } from "../../mod.ts";
import type { ScriptedReply } from "../support/scriptedServer.ts";
import type { RowSecrets } from "./rowSecrets.ts";

/** The steps at which something can go wrong. `Store` is what comes after the token: it is kept. */
export type FaultStep =
  | "Arm"
  | "RequestToken"
  | "AwaitCode"
  | "SubmitCode"
  | "SubmitPin"
  | "Store"
  | "ApiRequest";

/** The steps that send something to the broker. */
export type WireStep = "RequestToken" | "SubmitCode" | "SubmitPin" | "ApiRequest";

/** An error that a row must end with; `retryable` and the exit code are those of the table unless they are given. */
export interface ExpectedError {
  readonly tag: AuthErrorTag;
  /** The provider's kind of failure (`reason._tag`). */
  readonly reason?: string | undefined;
  readonly retryable?: boolean | undefined;
  readonly exitCode?: number | undefined;
  /** Further fields, each with its value, or several that it may have. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** What must come of a row: an error, a token all the same, or the end that the caller asked for. */
export type Expected = ExpectedError | "token" | "aborted" | "closed";

/** A provider with all that it needs around it, of one row alone. */
export interface Rig extends AsyncDisposable {
  readonly provider: CodeProvider;
  /** Lets a code arrive, as the broker would send it. */
  readonly deliver: (code: string) => void | Promise<void>;
  /** Secrets of the provider's own. */
  readonly secrets?: ReadonlyArray<string>;
  /** Connections, listeners and processes that the provider holds open now; after a login there must be none. */
  readonly leftOpen?: () => number;
  /** How often a password or an access token was shown to the mailbox or the API. */
  readonly signIns?: () => number;
  /** Ends when the provider has got so far in its arming that it can be interrupted there. */
  readonly arming?: () => Promise<unknown>;
}

/** Makes a rig. */
export type RigMaker = (secrets: RowSecrets) => Promise<Rig>;

/** What a script of the broker's answers can use. */
export interface ScriptContext {
  readonly secrets: RowSecrets;
  /** Lets the row's n-th code (from 0) arrive, and answers then. */
  readonly delivering: (n: number, reply: ScriptedReply) => ScriptedReply;
  /** Answers, and lets the code arrive so many milliseconds after that. */
  readonly deliveringAfter: (millis: number, n: number, reply: ScriptedReply) => ScriptedReply;
  /** Answers, closes the connection, and from then on refuses every other. */
  readonly refusingAfter: (reply: ScriptedReply) => ScriptedReply;
}

/** When and how a row is interrupted. */
export interface Interruption {
  /** By the caller's signal, or by the closing of the client. */
  readonly how: "abort" | "close";
  /** `n`: when the broker has got so many requests; `arming`: when the provider is being armed; a time in milliseconds. */
  readonly when: { readonly requests: number } | "arming" | {
    readonly millis: number;
    readonly after: number;
  };
}

/** What is otherwise with a row's client. */
export interface Setting {
  /** Options beside the usual ones. */
  readonly options?: Partial<ClientOptions>;
  /** Where the client thinks that the broker is; default where it is. */
  readonly baseUrl?: string;
  /** Secrets of its own. */
  readonly secrets?: ReadonlyArray<string>;
  /** Ends what was started. */
  readonly dispose?: () => Promise<void>;
}

/** One row. */
export interface Row {
  readonly provider: string;
  readonly step: FaultStep;
  readonly fault: string;
  readonly rig: RigMaker;
  /** The broker's answers, one after another; a request beyond them gets 418. */
  readonly script: (context: ScriptContext) => ReadonlyArray<ScriptedReply>;
  readonly expected: Expected;
  /** The requests that the broker may get at most, in order. */
  readonly requests: ReadonlyArray<WireStep>;
  /** Passwords or access tokens that the mailbox or the API may get at most; default no limit. */
  readonly signIns?: number;
  /** Whether a pin is among the credentials. */
  readonly pin?: boolean;
  /** `login` (default), or `request`: a call of the API, with the login that it needs. */
  readonly call?: "login" | "request";
  /** What is otherwise with the client, and what has to be started for it. */
  readonly setting?: (secrets: RowSecrets) => Setting | Promise<Setting>;
  /** How many calls are made, whatever comes of them, before the one that is judged; default none. */
  readonly earlier?: number;
  /** Failures of the store that must be reported, at least once each; any other is wrong. */
  readonly storeFailures?: ReadonlyArray<StoreFailureKind>;
  readonly interrupt?: Interruption;
  /** Whether the answer never ends by itself, so that the client must close the connection. */
  readonly mustClose?: boolean;
  /** The time limits that the row itself sets, in milliseconds, all together. */
  readonly waits?: number;
}
