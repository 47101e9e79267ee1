/**
 * Which messages of a list are new since a mark, each of them once.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ApiFailure } from "./apiFailure.ts";
import type { ListedMessage, MessagesPage } from "./messagesPage.ts";

/** Pages of one look, at most. */
const mostPages = 20;

/** Reads a page; without an address, the newest. */
export type ReadPage = (address?: string) => Effect.Effect<MessagesPage, ApiFailure>;

/**
 * Sets a mark.
 *
 * @param newest The page of the newest messages, as the list stands at the mark.
 * @returns Looks for new messages and hands them out, oldest first; gives the failure that ended the look, if one did. What
 * was found until then is handed out all the same, and an interruption loses nothing.
 */
export function newMessagesSince(
  { messages, nextPage }: MessagesPage,
): (read: ReadPage, take: (message: ListedMessage) => void) => Effect.Effect<ApiFailure | undefined> {
  const known = new Set(messages.map(({ sid }) => sid));
  /** Handed out by a look that broke off: there may be other new ones below them. */
  const loose = new Set<string>();
  // Where the list goes on, a deletion lets older messages slide up into its first page.
  const oldest = nextPage === undefined
    ? Number.NEGATIVE_INFINITY
    : Math.min(...messages.map(({ createdAt }) => createdAt ?? Number.POSITIVE_INFINITY));
  const isOld = ({ createdAt }: ListedMessage): boolean =>
    createdAt !== undefined && Number.isFinite(oldest) && createdAt <= oldest;
  const isSettled = (message: ListedMessage): boolean => known.has(message.sid) || isOld(message);

  return (read, take) =>
    Effect.suspend(() => {
      const found: Array<ListedMessage> = [];
      const walk = (address: string | undefined, pages: number): Effect.Effect<void, ApiFailure> =>
        Effect.flatMap(read(address), (page) => {
          found.push(...page.messages.filter((message) => !isSettled(message)));
          const last = page.messages.at(-1);
          const isEnd = page.nextPage === undefined || pages === mostPages ||
            (last !== undefined && isSettled(last));
          return isEnd ? Effect.void : walk(page.nextPage, pages + 1);
        });
      const handOut = (): void => {
        for (const message of found.reverse()) {
          if (message.isPending || known.has(message.sid) || loose.has(message.sid)) continue;
          loose.add(message.sid);
          take(message);
        }
      };
      return Effect.match(walk(undefined, 1), {
        onFailure: (failure) => {
          handOut();
          return failure;
        },
        onSuccess: () => {
          handOut();
          for (const sid of loose) known.add(sid);
          loose.clear();
          return undefined;
        },
      });
    });
}
