import { describe, expect, it } from "vitest";
import { connectionSettings } from "../../../../plugins/imap/options/ImapSettings.ts";

const unprotected = (host: string) =>
  connectionSettings({ host, tls: "none", user: "bob@example.test", password: "canary-password" });

describe("tls: none", () => {
  it.each(["localhost", "127.0.0.1", "127.1.2.3", "127.255.255.255", "::1"])("is allowed at %s", (host) => {
    expect(unprotected(host)).toMatchObject({ host, tls: "none", port: 143 });
  });

  it.each([
    "imap.example.com",
    "127.0.0.256",
    "127.999.1.1",
    "127.0.0.01",
    "127.1",
    "127.0.0.1.example.com",
    "127.example.com",
    "128.0.0.1",
    "::2",
  ])("is refused at %s, which is no loopback address", (host) => {
    expect(() => unprotected(host)).toThrow(
      expect.objectContaining({
        _tag: "InvalidConfiguration",
        setting: "imap tls",
        problem: expect.stringContaining("loopback address only"),
      }),
    );
  });
});
