/**
 * The short way of `autoshares-auth token`: a token that is in its file, without loading anything else. A script asks for
 * it all the time, and Effect takes longer to load than the rest takes. Plain code without Effect.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import process from "node:process";
import { fileExposure } from "../../../plugins/file_store/exposure.ts";
import { parseEncryptionKey } from "../../../plugins/file_store/parseKey.ts";
import { readRecordFile } from "../../../plugins/file_store/readRecord.ts";
import { recordPath } from "../../../plugins/file_store/recordPath.ts";
import { plainBaseUrl } from "../../internal/http/plainBaseUrl.ts";
import { decodeRecord } from "../../internal/session/record.ts";
import { decodeTokenRecord, recordKeyInput } from "../../internal/session/tokenRecord.ts";
import { lifetimeMillis, renewAheadMillis } from "../../internal/session/tokenTimes.ts";
import { settingLayers, textIn } from "../settings/settingLayers.ts";
import { namesProfile, parseSettingsFile, type Variables } from "../settings/settingsFile.ts";
import { settingsPath } from "../settings/settingsPath.ts";
import { userFlags } from "../userFlags.ts";

/** Something is not plain and simple: the long way will find out what, and say it. */
const longWay = undefined;

type Flags = Readonly<Record<string, string>>;

/** Flags with a value, in two words or one; nothing where there is anything else. */
function flagsOf([command, ...words]: ReadonlyArray<string>): Flags | undefined {
  if (command !== "token") return longWay;
  const flags: Record<string, string> = {};
  for (let i = 0; i < words.length; i++) {
    const [, name = "", value = words[++i]] = /^(--[a-z-]+)(?:=([\s\S]*))?$/.exec(words[i]!) ?? [];
    if (!userFlags.has(name) || name in flags || !value || value.startsWith("-")) return longWay;
    flags[name] = value;
  }
  return flags;
}

/** A small regular file's text. What else it may be, a pipe say, can be read only once. */
function textOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() && found.size <= 64 * 1024 ? readFileSync(path, "utf8") : longWay;
}

function layersOf(flags: Flags): ReadonlyArray<Variables> | undefined {
  const profile = flags["--profile"] ?? (process.env["AUTOSHARES_PROFILE"] || undefined);
  const { "--settings-file": settingsFile, "--env-file": named = settingsFile } = flags;
  if (settingsFile !== undefined && named !== settingsFile) return longWay;
  const path = named ?? settingsPath();
  const found = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path === undefined || found === undefined) {
    return named ?? profile ? longWay : [process.env];
  }
  if (named === undefined && fileExposure(path, found) !== undefined) return longWay;
  const text = textOf(path);
  const file = text === undefined ? undefined : parseSettingsFile(text);
  return file === undefined || "badLine" in file || namesProfile(file)
    ? longWay
    : settingLayers(file, profile);
}

/** As `Settings` does it. */
function settingsIn(layers: ReadonlyArray<Variables>) {
  const text = (name: string) => textIn(layers, name);
  const secretOfFile = (path: string): string | undefined => textOf(path)?.replace(/\r?\n$/, "") || longWay;
  const secret = (name: string): string | undefined => {
    for (const { [name]: value, [`${name}_FILE`]: path } of layers) {
      if (value && path) return longWay;
      if (value || path) return value || secretOfFile(path!);
    }
    return undefined;
  };
  return { text, secret, secretOfFile };
}

function find(args: ReadonlyArray<string>): string | undefined {
  const flags = flagsOf(args);
  const layers = flags && layersOf(flags);
  if (layers === undefined) return longWay;
  const { text, secret, secretOfFile } = settingsIn(layers);
  const isSet = (name: string) => text(name) !== undefined || text(`${name}_FILE`) !== undefined;
  if (isSet("AUTOSHARES_STORE") && secret("AUTOSHARES_STORE") !== "file") return longWay;
  const keyText = secret("AUTOSHARES_STORE_KEY");
  if (isSet("AUTOSHARES_STORE_KEY") && keyText === undefined) return longWay;
  const encryptionKey = keyText === undefined ? undefined : parseEncryptionKey(keyText);
  const base = plainBaseUrl(flags!["--base-url"] ?? text("AUTOSHARES_BASE_URL") ?? "");
  const username = flags!["--username"] ?? text("AUTOSHARES_USERNAME");
  const appKeyFile = flags!["--app-key-file"];
  const appKey = appKeyFile === undefined ? secret("AUTOSHARES_APP_KEY") : secretOfFile(appKeyFile);
  if (typeof encryptionKey === "string" || "problem" in base || !username || !appKey) return longWay;
  // As recordKey makes it: Web Crypto alone would take a third of the short way.
  const key = createHash("sha256").update(recordKeyInput(base.url, appKey, username)).digest("hex");
  const read = (of: string) =>
    readRecordFile(recordPath({ file: text("AUTOSHARES_TOKEN_FILE") }, of), of, encryptionKey);
  const found = read(key);
  const record = "record" in found ? decodeTokenRecord(found.record, key) : longWay;
  if (record === undefined || typeof record === "string") return longWay;
  // The long way asks whether the settings fit the attempt ledger too.
  const attempts = read(`${key}.attempts`);
  const isFit = "record" in attempts
    ? typeof decodeRecord(attempts.record, `${key}.attempts`) === "object"
    : "missing" in attempts;
  if (!isFit) return longWay;
  // One that is due for renewal is renewed on the long way.
  const left = record.obtainedAt + lifetimeMillis - Date.now();
  return left > renewAheadMillis ? record.token : longWay;
}

/**
 * Looks for a stored token.
 *
 * @param args The words after the program's name.
 * @returns The token, where the words ask for it and it is good, and not due for renewal; nothing wherever anything is
 * out of the ordinary: then the whole command line has to look. It never throws, and changes nothing.
 */
export function storedToken(args: ReadonlyArray<string>): string | undefined {
  try {
    return find(args);
  } catch {
    return longWay;
  }
}
