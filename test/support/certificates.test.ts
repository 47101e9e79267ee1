import { X509Certificate } from "node:crypto";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:tls";
import { describe, expect, it } from "vitest";
import { type Certificate, certificateAuthority, selfSigned } from "./certificates.ts";

// Deno gives one reason for everything that does not fit the authority.
const refusedForItsDates = "Deno" in globalThis ? /^UNABLE_TO_VERIFY/ : /^CERT_(HAS_EXPIRED|NOT_YET_VALID) /;
const authority = certificateAuthority();

/** What a client says that trusts the authority: "trusted", or why not. */
async function verdict(certificate: Certificate, host = "127.0.0.1"): Promise<string> {
  const server = createServer(certificate, (socket) => {
    socket.on("error", () => {});
    socket.resume();
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise<string>((resolve) => {
      const options = host === "127.0.0.1" ? {} : { servername: host };
      const socket = connect({ host: "127.0.0.1", port, ca: authority.ca, ...options }, () => {
        socket.end();
        resolve("trusted");
      });
      socket.on("error", (error: NodeJS.ErrnoException) => {
        socket.destroy();
        resolve(`${error.code} ${error.message}`);
      });
    });
  } finally {
    server.close();
  }
}

describe("a certificate for tests", () => {
  it.each(["127.0.0.1", "localhost"])("is trusted for %s by who trusts the authority", async (host) => {
    expect(await verdict(authority.issue(), host)).toBe("trusted");
  });

  it("is not trusted when it has expired", async () => {
    expect(await verdict(authority.issue({ notAfter: new Date("2020-01-01") }))).toMatch(refusedForItsDates);
  });

  it("is not trusted before its time", async () => {
    const hour = 60 * 60 * 1000;
    const notBefore = new Date(Date.now() + hour);
    expect(await verdict(authority.issue({ notBefore }))).toMatch(refusedForItsDates);
  });

  it("is not trusted for another name", async () => {
    expect(await verdict(authority.issue({ names: ["other.example.test"] }), "localhost")).not.toBe(
      "trusted",
    );
  });

  it("is not trusted when it is signed by itself, or by another authority", async () => {
    expect(await verdict(selfSigned())).not.toBe("trusted");
    expect(await verdict(certificateAuthority().issue())).not.toBe("trusted");
  });

  it("says its names and its dates", () => {
    const notAfter = new Date("2051-02-03T04:05:06Z");
    const { cert } = authority.issue({ names: ["mail.example.test", "10.0.0.1", "2001:db8::1"], notAfter });
    const read = new X509Certificate(cert);
    expect(read.subject).toBe("CN=mail.example.test");
    expect(read.checkHost("mail.example.test")).toBe("mail.example.test");
    expect(read.checkIP("10.0.0.1")).toBe("10.0.0.1");
    expect(read.subjectAltName?.toLowerCase()).toMatch(/ip address:2001:db8:[0:]*:1$/);
    expect(new Date(read.validTo)).toEqual(notAfter);
  });
});
