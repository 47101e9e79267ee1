import { describe, expect, it } from "vitest";
import { CodeProviderMissing, LoginPostponed } from "../../../../../mod.ts";
import { failureLog } from "../../../../../src/cli/commands/proxy/failureLog.ts";

const postponed = (retryAfterMillis: number) => new LoginPostponed({ codesRefused: 3, retryAfterMillis });

describe("failureLog", () => {
  it("tells each kind of failure once a minute, whatever its numbers are", () => {
    const lines: Array<string> = [];
    let now = 0;
    const log = failureLog((line) => lines.push(line), () => now);
    log(postponed(60_000));
    log(new CodeProviderMissing({}));
    now = 59_000;
    log(postponed(1000));
    expect(lines.map((line) => line.slice(0, 50))).toEqual([
      "autoshares-auth: The server has refused 3 verifica",
      "autoshares-auth: The server asks for a verificatio",
    ]);
    now = 60_000;
    log(postponed(900));
    expect(lines).toHaveLength(3);
  });

  it("tells on where the clock is set back", () => {
    const lines: Array<string> = [];
    let now = 3_600_000;
    const log = failureLog((line) => lines.push(line), () => now);
    log(postponed(1));
    now = 0;
    log(postponed(1));
    expect(lines).toHaveLength(2);
  });
});
