import * as Effect from "effect/Effect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { imapAuthentication } from "../../../../src/cli/providers/imapAuthentication.ts";
import { imapOptions } from "../../../../src/cli/settings/imapSettings.ts";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";

afterEach(() => vi.unstubAllEnvs());

const settingsWith = (value: string) => {
  vi.stubEnv("AUTOSHARES_IMAP_AUTHENTICATION", value);
  return Effect.runSync(readSettings(undefined));
};
const read = (value: string) => Effect.result(imapAuthentication(settingsWith(value)));

describe("AUTOSHARES_IMAP_AUTHENTICATION", () => {
  it.each<[string, object | undefined]>([
    ["", undefined],
    ["dkim", { dkim: true }],
    [" DKIM ", { dkim: true }],
    ["results:mx.google.com", { results: "mx.google.com" }],
    ["Results: mail-1.example", { results: "mail-1.example" }],
  ])("“%s”", (value, expected) => {
    expect(Effect.runSync(read(value))).toMatchObject({ _tag: "Success", success: expected });
  });

  it.each(["true", "results", "results:", "results:a b", "results:.x", "dkim,results:mx.example", "spf"])(
    "“%s” is refused",
    (value) => {
      expect(Effect.runSync(read(value))).toMatchObject({
        _tag: "Failure",
        failure: { setting: "AUTOSHARES_IMAP_AUTHENTICATION" },
      });
    },
  );

  it("becomes the provider's option", async () => {
    vi.stubEnv("AUTOSHARES_IMAP_HOST", "imap.example.com");
    vi.stubEnv("AUTOSHARES_IMAP_USER", "bot");
    vi.stubEnv("AUTOSHARES_IMAP_PASSWORD", "canary");
    const options = await Effect.runPromise(imapOptions(settingsWith("results:mx.example")));
    expect(options.authentication).toEqual({ results: "mx.example" });
  });
});
