import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulator/mod.ts";
import { startTokenProcess } from "../../support/tokenProcess.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const deeds = ["token", "call"] as const;
/** Its record is longer than 1024 bytes, which is the block of `ulimit` in some shells; in others it is 512. */
const username = "b".repeat(2000);
const brokerOf = () => simulate({ appKey: "key", users: [{ username, password: "pw" }] });

/** What a process may write to a file is limited, with the answer EFBIG, for any user and root too. */
const noRoom = (blocks: number) => `trap "" XFSZ; ulimit -f ${blocks}`;

describe("a disk with no room", { timeout: 60_000 }, () => {
  it("for the record costs no login: the token is used, and one failure is told", async () => {
    await using broker = await brokerOf();
    using limited = startTokenProcess(broker.baseUrl, "file", folder, { username, deeds, shell: noRoom(1) });
    const said = await limited.end();
    expect(said).toMatchObject({ user: [username], error: [], storeFailed: ["save full"] });
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 1 });
    expect(said.token).toHaveLength(1);
  });

  it("for the lock either costs no login, and both failures are told", async () => {
    await using broker = await brokerOf();
    using limited = startTokenProcess(broker.baseUrl, "file", folder, { username, deeds, shell: noRoom(0) });
    const said = await limited.end();
    expect(said).toMatchObject({ user: [username], error: [], storeFailed: ["lock full", "save full"] });
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 1 });
  });

  it.each([0, 1])("leaves no piece of a record; with room again, the next one saves (%i)", async (blocks) => {
    await using broker = await brokerOf();
    const limits = { username, deeds, shell: noRoom(blocks) };
    using limited = startTokenProcess(broker.baseUrl, "file", folder, limits);
    await limited.end();
    expect(readdirSync(folder).filter((name) => !/\.record\.lock-\d+$/.test(name))).toEqual([]);
    using next = startTokenProcess(broker.baseUrl, "file", folder, { username, deeds });
    expect(await next.end()).toMatchObject({ user: [username], error: [], storeFailed: [] });
    using last = startTokenProcess(broker.baseUrl, "file", folder, { username });
    expect(await last.token).toBe(await next.token);
    expect(broker.requestCounts.RequestToken).toBe(2);
  });
});

describe("a folder that nobody can write, root included,", { timeout: 60_000 }, () => {
  it.each(["is a file", "is below a file"])("because it %s costs no login, and is told", async (how) => {
    const file = join(folder, "file");
    writeFileSync(file, "content");
    const where = how === "is a file" ? file : join(file, "below");
    await using broker = await brokerOf();
    using started = startTokenProcess(broker.baseUrl, "file", where, { username, deeds });
    const said = await started.end();
    expect(said).toMatchObject({ user: [username], error: [] });
    expect(new Set(said.storeFailed)).toEqual(new Set(["load unavailable", "save unavailable"]));
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 1 });
    expect(readdirSync(folder)).toEqual(["file"]);
  });
});
