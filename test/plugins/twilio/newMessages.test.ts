import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type { ApiFailure } from "../../../plugins/twilio/apiFailure.ts";
import type { ListedMessage, MessagesPage } from "../../../plugins/twilio/messagesPage.ts";
import { newMessagesSince } from "../../../plugins/twilio/newMessages.ts";

const second = 1000;

/** A message that came in that second. */
const at = (seconds: number | undefined, sid = `SM${seconds}`): ListedMessage => ({
  sid,
  createdAt: seconds === undefined ? undefined : seconds * second,
  isInbound: true,
  isPending: false,
  message: { id: sid, text: sid },
});

const page = (messages: ReadonlyArray<ListedMessage>, nextPage?: string): MessagesPage => ({
  messages,
  nextPage,
});

const broken: ApiFailure = { _tag: "NoConnection", problem: "broke" };

/** Looks once at pages by address, the first at `""`; gives what was found, and the failure. */
function looker(mark: MessagesPage) {
  const look = newMessagesSince(mark);
  return (pages: Readonly<Record<string, MessagesPage | "broken">>) =>
    Effect.gen(function* () {
      const found: Array<string> = [];
      const asked: Array<string> = [];
      const failure = yield* look(
        (address = "") =>
          Effect.suspend(() => {
            asked.push(address);
            const answer = pages[address];
            return answer === undefined || answer === "broken" ? Effect.fail(broken) : Effect.succeed(answer);
          }),
        ({ sid }) => void found.push(sid),
      );
      return { found, asked, failure };
    });
}

describe("newMessagesSince", () => {
  it.effect("hands out what was not on the marked page, oldest first and once", () =>
    Effect.gen(function* () {
      const look = looker(page([at(2), at(1)]));
      const newer = page([at(4), at(3), at(2), at(1)]);
      expect(yield* look({ "": newer })).toEqual({ found: ["SM3", "SM4"], asked: [""], failure: undefined });
      expect(yield* look({ "": newer })).toMatchObject({ found: [] });
    }));

  it.effect("goes by the SID alone where the marked page was the whole list, whatever the dates say", () =>
    Effect.gen(function* () {
      const look = looker(page([at(10)]));
      expect(yield* look({ "": page([at(5), at(undefined, "SMx"), at(10)]) })).toMatchObject({
        found: ["SMx", "SM5"],
      });
    }));

  it.effect("takes nothing older than the marked page for new, where the list went on", () =>
    Effect.gen(function* () {
      const look = looker(page([at(3), at(2)], "more"));
      expect(yield* look({ "": page([at(4), at(1)], "more") })).toEqual({
        found: ["SM4"],
        asked: [""],
        failure: undefined,
      });
    }));

  it.effect("goes on to the next pages until one ends with a message that is not new", () =>
    Effect.gen(function* () {
      const look = looker(page([at(1)]));
      const pages = {
        "": page([at(9), at(8)], "a"),
        // A known message on top, as one that is still being sent may be.
        "a": page([at(1), at(7)], "b"),
        "b": page([at(6), at(1)], "c"),
        "c": page([at(0)]),
      };
      expect(yield* look(pages)).toMatchObject({
        found: ["SM6", "SM7", "SM8", "SM9"],
        asked: ["", "a", "b"],
      });
    }));

  it.effect("and no further than twenty pages, in a circle too", () =>
    Effect.gen(function* () {
      const look = looker(page([]));
      const { found, asked, failure } = yield* look({ "": page([at(1)], "a"), "a": page([at(2)], "a") });
      expect({ found, pages: asked.length, failure }).toEqual({
        found: ["SM2", "SM1"],
        pages: 20,
        failure: undefined,
      });
    }));

  it.effect("hands out what it has when a page cannot be read, and the rest later", () =>
    Effect.gen(function* () {
      const look = looker(page([at(1)]));
      const first = page([at(9), at(8)], "a");
      expect(yield* look({ "": first, "a": "broken" })).toMatchObject({
        found: ["SM8", "SM9"],
        failure: broken,
      });
      expect(yield* look({ "": "broken" })).toMatchObject({ found: [], failure: broken });
      expect(yield* look({ "": first, "a": page([at(7), at(1)]) })).toMatchObject({
        found: ["SM7"],
        asked: ["", "a"],
      });
      expect(yield* look({ "": first })).toMatchObject({ found: [], asked: [""] });
    }));

  it.effect("loses nothing when it is interrupted", () =>
    Effect.gen(function* () {
      const look = newMessagesSince(page([]));
      const found: Array<string> = [];
      const take = ({ sid }: ListedMessage) => void found.push(sid);
      const first = page([at(2)], "a");
      const stuck = yield* Effect.forkChild(
        look((address) => address === undefined ? Effect.succeed(first) : Effect.never, take),
        { startImmediately: true },
      );
      yield* Fiber.interrupt(stuck);
      expect(found).toEqual([]);
      yield* look((address) => Effect.succeed(address === undefined ? first : page([at(1)])), take);
      expect(found).toEqual(["SM1", "SM2"]);
    }));

  it.effect("leaves a message whose text is still to come for a later look", () =>
    Effect.gen(function* () {
      const look = looker(page([]));
      expect(yield* look({ "": page([{ ...at(1), isPending: true }]) })).toMatchObject({ found: [] });
      expect(yield* look({ "": page([at(1)]) })).toMatchObject({ found: ["SM1"] });
    }));
});
