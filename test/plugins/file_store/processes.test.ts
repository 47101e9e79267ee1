import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe } from "vitest";
import { itSharesOneLogin, startTokenProcess } from "../../support/tokenProcess.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("processes that share a folder", () => {
  itSharesOneLogin((baseUrl, options) => startTokenProcess(baseUrl, "file", folder, options));
});
