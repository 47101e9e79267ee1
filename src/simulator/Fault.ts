/**
 * What can go wrong with a server, to order.
 *
 * @module
 */
/** When and how often a fault happens. */
export interface FaultTiming {
  /** How many requests it hits; default all, until it is replaced or cleared. */
  readonly times?: number | undefined;
  /**
   * Whether it takes the place of the server's work (`before`, the default), or happens once the server has done it
   * (`after`): a code was sent, a ticket was used up, and the client does not learn of it.
   */
  readonly when?: "before" | "after" | undefined;
}

/** The answer is late, and else as usual. */
export interface DelayFault extends FaultTiming {
  /** Marks a delay. */
  readonly type: "delay";
  /** How late, in milliseconds. */
  readonly milliseconds: number;
}

/**
 * The connection ends without an answer. A client may then send the request again by itself: Deno's `fetch` does so,
 * once, where it had kept the connection from an earlier request. Such a request is one more for `times`.
 */
export interface DropFault extends FaultTiming {
  /** Marks a dropped connection. */
  readonly type: "drop";
}

/** The connection stays open without an answer. */
export interface HangFault extends FaultTiming {
  /** Marks a connection that hangs. */
  readonly type: "hang";
}

/** Another status, for example 503 with `Retry-After`. */
export interface StatusFault extends FaultTiming {
  /** Marks another status. */
  readonly type: "status";
  /** 200 to 599. */
  readonly status: number;
  /** The answer's headers; default none but the server's own. */
  readonly headers?: Readonly<Record<string, string | Array<string>>> | undefined;
  /** The answer's body; default empty. */
  readonly body?: string | undefined;
}

/** A 200 whose body is no JSON. */
export interface GarbageFault extends FaultTiming {
  /** Marks a body that is no JSON. */
  readonly type: "garbage";
  /** The body; default bytes that are neither JSON nor UTF-8. */
  readonly body?: string | Uint8Array | undefined;
}

/** The connection ends in the middle of the body. */
export interface ResetFault extends FaultTiming {
  /** Marks a connection that ends in the body. */
  readonly type: "reset";
}

/** A 200 whose body does not end before the client goes away. */
export interface EndlessFault extends FaultTiming {
  /** Marks a body without an end. */
  readonly type: "endless";
}

/** The answer is elsewhere. */
export interface RedirectFault extends FaultTiming {
  /** Marks a redirect. */
  readonly type: "redirect";
  /** Where, as it stands in the header `Location`. */
  readonly location: string;
  /** 300 to 399; default 307, which keeps the method. */
  readonly status?: number | undefined;
}

/** Another answer in JSON: any row of the protocol, or none. */
export interface ReplyFault extends FaultTiming {
  /** Marks another answer in JSON. */
  readonly type: "reply";
  /** 200 to 599; default 200. */
  readonly status?: number | undefined;
  /** What the body says; `JSON.stringify` takes it. */
  readonly body: unknown;
}

/** One fault. */
export type Fault =
  | DelayFault
  | DropFault
  | HangFault
  | StatusFault
  | GarbageFault
  | ResetFault
  | EndlessFault
  | RedirectFault
  | ReplyFault;
