import * as Effect from "effect/Effect";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileStore, type FileStoreOptions } from "../../../plugins/file_store.ts";
import { describeStore } from "../../support/storeContract.ts";

const encryptionKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/** Two stores at one folder of their own. */
const inFolder = (options: FileStoreOptions) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true })),
    ),
    (folder) => ({
      store: fileStore({ folder, ...options }),
      another: fileStore({ folder, ...options }),
      // As if another had found the holder dead, and come after it.
      expireLock: (key: string) =>
        Effect.sync(() => {
          const held = readdirSync(folder).filter((name) =>
            name.startsWith(`${key}.`) && /\.lock-\d+$/.test(name)
          );
          for (const name of held) {
            const [, start, number] = /^(.*\.lock-)(\d+)$/.exec(name)!;
            writeFileSync(join(folder, `${start}${Number(number) + 1}`), "released", { mode: 0o600 });
          }
        }),
    }),
  );

describeStore("fileStore", inFolder({}));
describeStore("fileStore with an encryption key", inFolder({ encryptionKey }));
