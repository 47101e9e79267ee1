/**
 * One armed login at a mailbox: what mail is its own, and the codes found for it.
 *
 * @module
 */
import { FoundCodes } from "../../internal/FoundCodes.ts";
import type { Folder } from "./Folder.ts";
import type { MailJudge } from "../filter/judgeMail.ts";

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
export class WaitingMailLogin extends FoundCodes<FoundCode> {
  /** Judges messages for this login. */
  readonly judge: MailJudge;
  /** Whether it waits for a code now. */
  awaited = false;
  readonly #marks = new Map<string, { readonly uidValidity: bigint | undefined; readonly nextUid: number }>();

  constructor(judge: MailJudge) {
    super();
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

  /** Gives it a code, which is put before those of later messages in the same folder: messages are read newest first. */
  override give(found: FoundCode): void {
    const { path, uidValidity, uid } = found.place;
    super.give(
      found,
      ({ place }) => place.path === path && place.uidValidity === uidValidity && place.uid > uid,
    );
  }
}
