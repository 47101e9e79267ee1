import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { MailJudge } from "../../../../plugins/imap/filter/judgeMail.ts";
import type { CodeVerdict as Verdict } from "../../../../plugins/internal/codeIn.ts";
import { readershipOf } from "../../../../plugins/imap/watch/Readership.ts";
import { WaitingMailLogin } from "../../../../plugins/imap/watch/WaitingMailLogin.ts";

const header = { subject: undefined, fields: [] };
const mail = { header, content: {}, raw: undefined };
const place = { path: "INBOX", uidValidity: 1n, uid: 4 };
const judging = (verdict: Effect.Effect<Verdict>, refusal?: string): MailJudge => ({
  refusal: () => refusal,
  wantsRaw: false,
  verdict: () => verdict,
});
const finding = (code: string): Effect.Effect<Verdict> => Effect.succeed({ code });

describe("the readership of a mailbox", () => {
  it.effect("gives a message's code to the first login that finds it, and to no other", () =>
    Effect.gen(function* () {
      const [first, second] = [
        new WaitingMailLogin(judging(finding("5653"))),
        new WaitingMailLogin(judging(finding("5653"))),
      ];
      yield* readershipOf(new Set([first, second])).offer(mail, place);
      expect(yield* first.take).toEqual({ code: "5653", place });
      expect(yield* second.sightings).toEqual({ seen: 0, refused: {} });
    }));

  it.effect("ends the wait of a login whose judge breaks, and goes on with the others", () =>
    Effect.gen(function* () {
      const broken = new WaitingMailLogin(judging(Effect.die(new Error("no"))));
      const sound = new WaitingMailLogin(judging(finding("5653")));
      yield* readershipOf(new Set([broken, sound])).offer(mail, place);
      expect(yield* Effect.flip(broken.take)).toMatchObject({ _tag: "ProviderFailed", retryable: false });
      expect((yield* sound.take).code).toBe("5653");
    }));

  it.effect("gives no login a message that was there before it", () =>
    Effect.gen(function* () {
      const [early, late] = [
        new WaitingMailLogin(judging(finding("5653"))),
        new WaitingMailLogin(judging(finding("5653"))),
      ];
      late.mark([{ path: "INBOX", uidValidity: 1n, nextUid: 5 }]);
      const readership = readershipOf(new Set([late, early]));
      yield* readership.offer(mail, place);
      expect((yield* early.take).code).toBe("5653");
      expect(yield* late.sightings).toEqual({ seen: 0, refused: {} });
      expect(readershipOf(new Set([late])).isNew(place)).toBe(false);
      expect(readershipOf(new Set([late])).isNew({ ...place, uid: 5 })).toBe(true);
    }));

  it.effect("wants no message that every login refuses by its header, and counts why", () =>
    Effect.gen(function* () {
      const logins = [
        new WaitingMailLogin(judging(finding("1"), "other sender")),
        new WaitingMailLogin(judging(finding("1"), "other recipient")),
      ];
      expect(readershipOf(new Set(logins)).wants(header, place)).toBe(false);
      expect(yield* logins[0]!.sightings).toEqual({ seen: 1, refused: { "other sender": 1 } });
      expect(yield* logins[1]!.sightings).toEqual({ seen: 1, refused: { "other recipient": 1 } });
    }));
});
