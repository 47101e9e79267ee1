import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { AuthToken, tokenLifetimeMillis } from "../../mod.ts";
import { expectNoSecret, shownTexts } from "../support/tokenCall.ts";

const obtainedAt = Date.UTC(2026, 0, 31, 12, 30);
const auth = new AuthToken({
  token: Redacted.make("t0ken+/==", { label: "token" }),
  username: "bob",
  obtainedAt,
  provider: "imap",
  codesTried: 2,
});

describe("AuthToken", () => {
  it("expires 24 hours after it was obtained", () => {
    expect(tokenLifetimeMillis).toBe(86_400_000);
    expect(auth.obtainedAt.toISOString()).toBe("2026-01-31T12:30:00.000Z");
    expect(auth.expiresAt.toISOString()).toBe("2026-02-01T12:30:00.000Z");
  });

  it("tells who, by which provider and with how many codes", () => {
    expect(auth).toMatchObject({ _tag: "AuthToken", username: "bob", provider: "imap", codesTried: 2 });
    const plain = new AuthToken({ token: Redacted.make("t"), username: "bob", obtainedAt, codesTried: 0 });
    expect(plain.provider).toBeUndefined();
  });

  it("reveals the token exactly, and by reveal alone", () => {
    expect(auth.reveal()).toBe("t0ken+/==");
    expectNoSecret(auth, ["t0ken"]);
    expect(shownTexts(auth).join("\n")).toContain("<redacted");
  });
});
