import { describe, expect, it, vi } from "vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
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
  const remove = () => Effect.runPromise(fileStore({ folder }).remove(key));
  const names = () => readdirSync(folder);
  const moved = () => names().filter((name) => name.startsWith(`${key}.record.damaged-`));
  const path = () =>
    join(folder, names().find((name) => name.startsWith(key) && !name.includes(".damaged-"))!);
  return {
    folder,
    save,
    load,
    remove,
    names,
    moved,
    path,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
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

  it("is no pipe and no folder: neither is replaced, and nothing is written beside it", async () => {
    using at = inFolder();
    const pipe = join(at.folder, "pipe");
    execFileSync("mkfifo", ["-m", "600", pipe]);
    mkdirSync(join(at.folder, "folder"));
    for (const file of [pipe, join(at.folder, "folder")]) {
      const store = fileStore({ file });
      const save = store.save(key, Redacted.make(secret));
      const lock = Effect.scoped(store.lock(key));
      const beside = store.save(`${key}.attempts`, Redacted.make("{}"));
      for (const call of [save, lock, beside, store.load(key)]) {
        expect(await Effect.runPromise(Effect.flip(call as Effect.Effect<unknown, unknown>))).toMatchObject({
          _tag: "StoreFailed",
          kind: "unavailable",
          problem: expect.stringContaining("it is no regular file"),
        });
      }
    }
    expect(readdirSync(at.folder).toSorted()).toEqual(["folder", "pipe"]);
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  it("in a folder that others can write is not written", async () => {
    for (const mode of [0o777, 0o720, 0o1702]) {
      using at = inFolder();
      chmodSync(at.folder, mode);
      await expect(at.save()).rejects.toMatchObject({ _tag: "StoreFailed", kind: "exposed" });
    }
  });

  it("in a folder that others can only read is written: it is private by itself", async () => {
    using at = inFolder();
    chmodSync(at.folder, 0o755);
    await at.save();
    expect(await at.load()).toBe(secret);
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

  it.each([
    ["for whoever has no key", undefined, "it is encrypted, and no key is set"],
    ["for whoever has another key", otherKey, "it was encrypted with another key"],
  ])("stays as it is %s, who can neither read nor replace it", async (_who, wrong, words) => {
    using at = inFolder();
    await at.save({ encryptionKey });
    const before = readFileSync(at.path());
    for (const _ of [1, 2]) {
      expect(await at.load({ encryptionKey: wrong })).toMatchObject({ kind: "key", operation: "load" });
    }
    await expect(at.save({ encryptionKey: wrong })).rejects.toMatchObject({
      kind: "key",
      operation: "save",
      problem: expect.stringMatching(`^${words}: .*${key}`),
    });
    expect(at.names()).toEqual([`${key}.record`]);
    expect(readFileSync(at.path())).toEqual(before);
    expect(await at.load({ encryptionKey })).toBe(secret);
  });

  it("stays as it is though others can read it", async () => {
    using at = inFolder();
    await at.save({ encryptionKey });
    chmodSync(at.path(), 0o644);
    await expect(at.save()).rejects.toMatchObject({ kind: "key" });
  });

  it("of another user, encrypted with the same key, is foreign, and makes room", async () => {
    using at = inFolder();
    await Effect.runPromise(
      fileStore({ folder: at.folder, encryptionKey }).save("cd".repeat(32), Redacted.make(secret)),
    );
    renameSync(join(at.folder, `${"cd".repeat(32)}.record`), join(at.folder, `${key}.record`));
    expect(await at.load({ encryptionKey })).toMatchObject({ kind: "foreign" });
    await at.save({ encryptionKey });
    expect(await at.load({ encryptionKey })).toBe(secret);
    expect(at.moved()).toHaveLength(1);
  });

  it("may take a plain one's place: that is read with a key too, and no plain copy stays behind", async () => {
    using at = inFolder();
    await at.save();
    expect(await at.load({ encryptionKey })).toBe(secret);
    await at.save({ encryptionKey });
    expect(at.names()).toEqual([`${key}.record`]);
    expect(readFileSync(at.path()).includes(secret)).toBe(false);
    expect(await at.load({ encryptionKey })).toBe(secret);
  });
});

describe("a damaged record", () => {
  const damages: ReadonlyArray<readonly [title: string, damage: (bytes: Uint8Array) => Uint8Array]> = [
    ["cut short", (bytes) => bytes.subarray(0, bytes.length - 5)],
    ["with little left", (bytes) => bytes.subarray(0, 30)],
    ["with a flipped bit", (bytes) => bytes.map((byte, i) => i === bytes.length - 7 ? byte ^ 1 : byte)],
    ["of another version", (bytes) => bytes.map((byte, i) => i === 17 ? byte ^ 3 : byte)],
    ["that is no text", () => Uint8Array.of(0xc3, 0x28)],
  ];
  for (const [title, damage] of damages) {
    it(`${title} is damaged at each load, stays, and is moved aside by a save`, async () => {
      using at = inFolder();
      await at.save({ encryptionKey });
      const bytes = damage(readFileSync(at.path()));
      writeFileSync(at.path(), bytes);
      for (const _ of [1, 2]) {
        const failure = await at.load({ encryptionKey });
        expect(failure).toMatchObject({ kind: "damaged" });
        expect(String(failure)).toContain(`${at.path()} (the next save moves it to ….damaged-<time>)`);
      }
      expect(at.names()).toEqual([`${key}.record`]);
      await at.save({ encryptionKey });
      expect(await at.load({ encryptionKey })).toBe(secret);
      const [moved = "", ...more] = at.moved();
      expect(more).toEqual([]);
      expect(new Uint8Array(readFileSync(join(at.folder, moved)))).toEqual(new Uint8Array(bytes));
      expect(statSync(join(at.folder, moved)).mode & 0o777).toBe(0o600);
    });
  }

  it("stays where the save fails", async () => {
    using at = inFolder();
    await at.save();
    writeFileSync(at.path(), Uint8Array.of(0xc3, 0x28));
    chmodSync(at.folder, 0o777);
    await expect(at.save()).rejects.toMatchObject({ kind: "exposed" });
    expect(at.names()).toEqual([`${key}.record`]);
  });

  it("is kept with two before it, and all go with the record when it is removed", async () => {
    using at = inFolder();
    for (const _ of [1, 2, 3, 4]) {
      await at.save();
      writeFileSync(at.path(), Uint8Array.of(0xc3, 0x28));
      const at0 = Date.now();
      await vi.waitUntil(() => Date.now() > at0);
    }
    await at.save();
    expect(at.moved()).toHaveLength(3);
    await at.remove();
    expect(at.names()).toEqual([]);
  });
});

describe("an attempt ledger", () => {
  const ledger = `${key}.attempts`;
  const begun = async (at: ReturnType<typeof inFolder>, mode: number) => {
    const store = fileStore({ folder: at.folder });
    await Effect.runPromise(store.save(ledger, Redacted.make("refusals")));
    const path = join(at.folder, `${ledger}.record`);
    chmodSync(path, mode);
    return { store, path };
  };

  it("that others can read is read all the same, and the next save makes it private", async () => {
    using at = inFolder();
    const { store, path } = await begun(at, 0o644);
    expect(Redacted.value((await Effect.runPromise(store.load(ledger)))!)).toBe("refusals");
    await Effect.runPromise(store.save(ledger, Redacted.make("more")));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("that others can change is refused", async () => {
    using at = inFolder();
    const { store } = await begun(at, 0o622);
    expect(await Effect.runPromise(Effect.flip(store.load(ledger)))).toMatchObject({ kind: "exposed" });
  });
});

describe("an option that cannot be used", () => {
  it.each([{ encryptionKey: "short" }, { file: "a/" }, { folder: "" }, { file: "a", folder: "b" }])(
    "throws at once: %o",
    (options) => expect(() => fileStore(options)).toThrow(InvalidConfiguration),
  );
});
