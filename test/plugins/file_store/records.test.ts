import { describe, expect, it, vi } from "vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileStore, type FileStoreOptions } from "../../../plugins/file_store.ts";
import { InvalidConfiguration } from "../../../mod.ts";

const encryptionKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const otherKey = "ff".repeat(32);
const key = "ab".repeat(32);
const secret = "token-canary";

function inFolder() {
  const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"));
  chmodSync(folder, 0o700);
  const save = (options: FileStoreOptions = {}) =>
    Effect.runPromise(fileStore({ folder, ...options }).save(key, Redacted.make(secret)));
  const load = async (options: FileStoreOptions = {}) => {
    const result = await Effect.runPromise(Effect.result(fileStore({ folder, ...options }).load(key)));
    if (result._tag === "Failure") return result.failure;
    return result.success === undefined ? undefined : Redacted.value(result.success);
  };
  const names = () => readdirSync(folder);
  const path = () =>
    join(folder, names().find((name) => name.startsWith(key) && !name.includes(".damaged-"))!);
  return { folder, save, load, names, path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

describe("a record's file", () => {
  it("is its owner's alone, and nothing else is left beside it", async () => {
    using at = inFolder();
    await at.save();
    expect(statSync(at.path()).mode & 0o777).toBe(0o600);
    expect(at.names()).toHaveLength(1);
    expect(await at.load()).toBe(secret);
  });

  it("that others can read is refused, and says what mends it", async () => {
    using at = inFolder();
    await at.save();
    chmodSync(at.path(), 0o644);
    expect(await at.load()).toMatchObject({ _tag: "StoreFailed", kind: "exposed" });
    expect(String(await at.load())).toContain("chmod 600");
  });

  it("that is a link is refused", async () => {
    using at = inFolder();
    await at.save();
    const path = at.path();
    writeFileSync(join(at.folder, "elsewhere"), readFileSync(path), { mode: 0o600 });
    rmSync(path);
    symlinkSync(join(at.folder, "elsewhere"), path);
    expect(await at.load()).toMatchObject({ _tag: "StoreFailed" });
  });

  it("in a folder that others can write is not written", async () => {
    using at = inFolder();
    chmodSync(at.folder, 0o777);
    await expect(at.save()).rejects.toMatchObject({ _tag: "StoreFailed", kind: "exposed" });
  });
});

describe("a temporary file beside a record", () => {
  const begun = (at: ReturnType<typeof inFolder>): string => {
    const path = join(at.folder, `${key}.record.0123456789abcdef.tmp`);
    writeFileSync(path, "begun", { mode: 0o600 });
    return path;
  };

  it("that a killed process left an hour ago or earlier is removed by the next save", async () => {
    using at = inFolder();
    const path = begun(at);
    const before = new Date(Date.now() - 61 * 60_000);
    utimesSync(path, before, before);
    await at.save();
    expect(existsSync(path)).toBe(false);
  });

  it("that another is writing stays, though this process's clock is hours ahead", async () => {
    using at = inFolder();
    const path = begun(at);
    const ahead = Date.now() + 3 * 3_600_000;
    const clock = vi.spyOn(Date, "now").mockReturnValue(ahead);
    await at.save().finally(() => clock.mockRestore());
    expect(existsSync(path)).toBe(true);
  });
});

describe("an encrypted record", () => {
  it("does not show its content, and comes back with its key", async () => {
    using at = inFolder();
    await at.save({ encryptionKey });
    expect(readFileSync(at.path()).includes(secret)).toBe(false);
    expect(await at.load({ encryptionKey })).toBe(secret);
  });

  it("is no record for whoever has no key, and stays where it is", async () => {
    using at = inFolder();
    await at.save({ encryptionKey });
    expect(await at.load()).toMatchObject({ kind: "unavailable" });
    expect(await at.load({ encryptionKey })).toBe(secret);
  });

  const damages: ReadonlyArray<readonly [title: string, damage: (bytes: Uint8Array) => Uint8Array]> = [
    ["cut short", (bytes) => bytes.subarray(0, bytes.length - 5)],
    ["with a flipped bit", (bytes) => bytes.map((byte, i) => i === bytes.length - 7 ? byte ^ 1 : byte)],
  ];
  for (const [title, damage] of damages) {
    it(`${title} is moved aside, and says so; the next load finds nothing`, async () => {
      using at = inFolder();
      await at.save({ encryptionKey });
      writeFileSync(at.path(), damage(readFileSync(at.path())));
      expect(await at.load({ encryptionKey })).toMatchObject({ kind: "damaged" });
      expect(at.names().some((name) => name.includes(".damaged-"))).toBe(true);
      expect(await at.load({ encryptionKey })).toBeUndefined();
    });
  }

  it("of another key is moved aside", async () => {
    using at = inFolder();
    await at.save({ encryptionKey: otherKey });
    expect(await at.load({ encryptionKey })).toMatchObject({ kind: "damaged" });
    expect(await at.load({ encryptionKey })).toBeUndefined();
  });
});

describe("an option that cannot be used", () => {
  it.each([{ encryptionKey: "short" }, { file: "a/" }, { folder: "" }, { file: "a", folder: "b" }])(
    "throws at once: %o",
    (options) => expect(() => fileStore(options)).toThrow(InvalidConfiguration),
  );
});
