/**
 * Long messages that arrive in parts. A phone network carries 160 characters of its own alphabet in one SMS, or 70 of any;
 * of a message in parts, a few less in each part. Nothing else tells a part from a whole message.
 *
 * Lengths: 3GPP TS 23.040, 9.2.3.24.1 (a header of 6 or 7 bytes in each part) and 3GPP TS 23.038, 6.2.1 (the alphabet).
 *
 * @module
 */
import { plainAddress } from "./messageFilter.ts";
import type { TextMessage } from "./TextMessage.ts";

/** How long a part waits for the next one, in milliseconds. */
export const partWaitMillis = 5000;

const basicAlphabet =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\f^{}\\[~\]|€]*$/;
const extended = /[\f^{}\\[~\]|€]/g;

/** Units of a full SMS; one less where the last character would have taken two. */
const fullBasic: ReadonlySet<number> = new Set([151, 152, 153, 159, 160]);
const fullUnicode: ReadonlySet<number> = new Set([65, 66, 67, 69, 70]);

/**
 * Whether a text fills an SMS, so that it may go on in the next one.
 *
 * @param text The text of one SMS.
 * @returns Whether it may be a part.
 */
export function fillsSms(text: string): boolean {
  if (text.length > 160) return false;
  return basicAlphabet.test(text)
    ? fullBasic.has(text.length + (text.match(extended)?.length ?? 0))
    : fullUnicode.has(text.length);
}

const mayBePart = ({ text, isWhole }: TextMessage): boolean => isWhole !== true && fillsSms(text);

const sameAddress = (one: string | undefined, other: string | undefined): boolean =>
  plainAddress(one ?? "") === plainAddress(other ?? "");

/** Messages that belong together, and whether the last part is among them. */
export interface Parts<Message> {
  /** Full parts first, in the order of their arrival: the network may deliver the last part before them. */
  readonly parts: ReadonlyArray<Message>;
  /** Whether the message ends here. */
  readonly isComplete: boolean;
}

/**
 * Puts a message together with those that arrived shortly before it. A last part that arrives before all others is taken
 * for a message of its own.
 *
 * @param message The message.
 * @param before Messages that arrived shortly before, and gave no code.
 * @returns The message alone, or with those that it belongs to.
 */
export function joinParts<Message extends TextMessage>(
  message: Message,
  before: ReadonlyArray<Message>,
): Parts<Message> {
  const near = message.isWhole === true
    ? []
    : before.filter(({ from, to, isWhole }) =>
      isWhole !== true && sameAddress(from, message.from) && sameAddress(to, message.to)
    );
  const group = [...near, message];
  const full = group.filter(mayBePart);
  if (full.length === 0) return { parts: [message], isComplete: true };
  const last = group.findLast((each) => !mayBePart(each));
  return last === undefined
    ? { parts: full, isComplete: false }
    : { parts: [...full, last], isComplete: true };
}
