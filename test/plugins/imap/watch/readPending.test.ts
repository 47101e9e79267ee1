import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { TestClock } from "effect/testing";
import { folderOf } from "../../../../plugins/imap/watch/Folder.ts";
import type { MailConnection } from "../../../../plugins/imap/watch/MailConnection.ts";
import { readPending } from "../../../../plugins/imap/watch/readPending.ts";

describe("a message that the server announces and does not give", () => {
  it.effect("is asked for five times in twenty seconds, and given up then", () =>
    Effect.gen(function* () {
      let asked = 0;
      const connection: Partial<MailConnection> = {
        opened: () => ({ path: "INBOX", exists: 1 }),
        call: (() => Effect.sync(() => (asked++, new Map()))) as unknown as MailConnection["call"],
      };
      let unreadable = 0;
      const readership = {
        isNew: () => true,
        wants: () => true,
        wantsRaw: false,
        offer: () => Effect.void,
        unreadable: () => void unreadable++,
      };
      const folder = folderOf("INBOX");
      folder.pending.add(4);
      const look = readPending(connection as MailConnection, folder, 1024, readership);
      for (let millis = 0; millis < 20_000; millis += 50) {
        yield* look;
        yield* TestClock.adjust(50);
      }
      expect([asked, unreadable, folder.pending.size]).toEqual([4, 0, 1]);
      yield* TestClock.adjust("1 second");
      yield* look;
      yield* look;
      expect([asked, unreadable, folder.pending.size]).toEqual([5, 1, 0]);
    }));
});
