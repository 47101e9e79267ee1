/**
 * One armed login at a mailbox: what mail is its own, and the codes found for it.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Latch from "effect/Latch";
import type { ProviderFailed, Sightings } from "../../mod.ts";
import type { Folder } from "./Folder.ts";
import type { MailJudge } from "./judgeMail.ts";

/** Where a message stands. */
export interface MessagePlace {
  /** The folder's name. */
  readonly path: string;
  /** The folder's `UIDVALIDITY`. */
  readonly uidValidity: bigint;
  /** The message's UID. */
  readonly uid: number;
}

/** A code found for a login. */
export interface FoundCode {
  readonly code: string;
  readonly place: MessagePlace;
}

/** A login that is armed. */
export class WaitingLogin {
  /** Judges messages for this login. */
  readonly judge: MailJudge;
  /** Whether it waits for a code now. */
  awaited = false;
  readonly #marks = new Map<string, { readonly uidValidity: bigint | undefined; readonly nextUid: number }>();
  readonly #found: Array<FoundCode> = [];
  readonly #news: Latch.Latch = Latch.makeUnsafe();
  readonly #refused: Record<string, number> = {};
  #seen = 0;
  #failure: ProviderFailed | undefined;

  constructor(judge: MailJudge) {
    this.judge = judge;
  }

  /** Notes where the folders stand: what is below was there before it. */
  mark(folders: Iterable<Pick<Folder, "path" | "uidValidity" | "nextUid">>): void {
    for (const { path, uidValidity, nextUid } of folders) this.#marks.set(path, { uidValidity, nextUid });
  }

  /** Whether a message came after its mark. What is read after a renumbering was found to be new by its date. */
  isNew({ path, uidValidity, uid }: MessagePlace): boolean {
    const mark = this.#marks.get(path);
    return mark === undefined || mark.uidValidity !== uidValidity || uid >= mark.nextUid;
  }

  /** Takes note of a message that is not its own, or has no code. */
  refuse(reason: string): void {
    this.#seen++;
    this.mishap(reason);
  }

  /** Takes note of something that is no message. */
  mishap(reason: string): void {
    this.#refused[reason] = (this.#refused[reason] ?? 0) + 1;
  }

  /** Gives it a code, which is put before those of later messages in the same folder: messages are read newest first. */
  give(found: FoundCode): void {
    this.#seen++;
    const { path, uidValidity, uid } = found.place;
    const later = this.#found.findIndex(({ place }) =>
      place.path === path && place.uidValidity === uidValidity && place.uid > uid
    );
    this.#found.splice(later === -1 ? this.#found.length : later, 0, found);
    this.#news.openUnsafe();
  }

  /** Ends its wait. */
  fail(failure: ProviderFailed): void {
    this.#failure = failure;
    this.#news.openUnsafe();
  }

  /**
   * The newest code that it was given. A server that has sent two accepts the later one: the earlier belongs to a request
   * before. An interruption leaves the code where it is.
   */
  readonly take: Effect.Effect<FoundCode, ProviderFailed> = Effect.uninterruptibleMask((restore) =>
    Effect.andThen(
      restore(this.#news.await),
      Effect.suspend(() => {
        const found = this.#found.pop();
        const failure = this.#failure;
        if (found === undefined) this.#failure = undefined;
        if (this.#found.length === 0 && this.#failure === undefined) this.#news.closeUnsafe();
        if (found !== undefined) return Effect.succeed(found);
        return Effect.fail(failure!);
      }),
    )
  );

  /** What it has met. */
  readonly sightings: Effect.Effect<Sightings> = Effect.sync(() => ({
    seen: this.#seen,
    refused: { ...this.#refused },
  }));
}
