import { describe, expect, it } from "vitest";
import { createClient, ProviderFailed } from "../../../../mod.ts";
import { imap, isImapFailure } from "../../../../plugins/imap.ts";

describe("isImapFailure", () => {
  it("knows the failure of a login, as it comes out of the client", async () => {
    const mailbox = { host: "127.0.0.1", port: 1, tls: "none", user: "bot", password: "secret" } as const;
    const client = createClient({
      ...{ baseUrl: "http://127.0.0.1:9/api", appKey: "key", username: "bob", password: "secret" },
      provider: imap(mailbox),
    });
    const error: unknown = await client.login().catch((thrown: unknown) => thrown);
    expect(isImapFailure(error) && error.reason._tag).toBe("ConnectionRefused");
  });

  it("knows no other provider's failure, and none without a kind", () => {
    const reason = { _tag: "SignInRefused" };
    expect(isImapFailure(new ProviderFailed({ provider: "other", problem: "broke", reason }))).toBe(false);
    expect(isImapFailure(new ProviderFailed({ provider: "imap", problem: "broke" }))).toBe(false);
    expect(isImapFailure(new Error("broke"))).toBe(false);
  });
});
