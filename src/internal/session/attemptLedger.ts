/**
 * The attempt ledger: writes down what the server refused, and says what must not be sent again.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { LoginPostponed, LoginWithheld } from "../../AuthError.ts";
import type { Attempts, RefusedCredential } from "../../Attempts.ts";
import type { Credentials } from "../../Credentials.ts";
import { decodeRecord, encodeRecord, isTime } from "./record.ts";

/** Recommended for PBKDF2-HMAC-SHA-256 by OWASP's Password Storage Cheat Sheet; a refusal costs some 0.2 s once. */
const iterations = 600_000;
/** More are never asked for. */
export const longestCodes = 100;
/** Refused passwords that are remembered, and as many pins: more than a person tries in turn. */
const longestRefused = 5;

/** When codes have been refused too often. */
export interface LedgerSettings {
  readonly maxRefusedCodes: number;
  readonly windowMillis: number;
}

/** What holds where nobody says otherwise. */
export const usualLedger: LedgerSettings = { maxRefusedCodes: 3, windowMillis: 60 * 60 * 1000 };

/**
 * Writes the ledger.
 *
 * @param key The key that it is saved under.
 * @param attempts Its content.
 * @returns Its text.
 */
export function encodeAttempts(key: string, { refused, codes }: Attempts): string {
  return encodeRecord(key, { refused, codes: codes.slice(-longestCodes) });
}

function isRefusal(value: Partial<RefusedCredential> | null): value is RefusedCredential {
  return typeof value === "object" && value !== null && (value.what === "password" || value.what === "pin") &&
    isTime(value.at) && Number.isInteger(value.times) && typeof value.salt === "string" &&
    typeof value.hash === "string";
}

/**
 * Reads the ledger.
 *
 * @param text What a store gave.
 * @param key The key that it was asked for.
 * @returns The ledger, or in words why it is none.
 */
export function decodeAttempts(text: string, key: string): Attempts | string {
  const record = decodeRecord(text, key);
  if (typeof record === "string") return record;
  const { refused, codes } = record;
  return Array.isArray(refused) && refused.every(isRefusal) && Array.isArray(codes) && codes.every(isTime)
    ? { refused, codes }
    : "it is damaged";
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** A pin is short: only together with the password can it not be guessed from its hash. */
function secretOf(what: RefusedCredential["what"], { password, pin }: Credentials): string {
  const parts = what === "password" ? [password] : [password, ...(pin === undefined ? [] : [pin])];
  return JSON.stringify([what, ...parts.map((part) => Redacted.value(part))]);
}

async function hashOf(secret: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, [
    "deriveBits",
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    key,
    256,
  );
  return toBase64(new Uint8Array(bits));
}

/** Hashes are kept: the same credentials are asked about again and again, and a hash is slow on purpose. */
const known = new WeakMap<Credentials, Map<string, string | undefined>>();

async function knownHash(
  { what, salt }: Pick<RefusedCredential, "what" | "salt">,
  credentials: Credentials,
): Promise<string | undefined> {
  const hashes = known.get(credentials) ?? new Map<string, string | undefined>();
  known.set(credentials, hashes);
  const question = `${what} ${salt}`;
  if (hashes.has(question)) return hashes.get(question);
  let hash: string | undefined;
  try {
    hash = await hashOf(secretOf(what, credentials), fromBase64(salt));
  } catch {
    // A salt that is no base64: a damaged refusal holds for nobody.
  }
  hashes.set(question, hash);
  return hash;
}

async function isOf(refusal: RefusedCredential, credentials: Credentials): Promise<boolean> {
  return await knownHash(refusal, credentials) === refusal.hash;
}

/**
 * Writes down a refused password or pin. Those of one user have one salt, so that one slow hash tells whether any of them
 * is the one that is about to be sent.
 *
 * @param attempts The ledger so far.
 * @param what What the server refused.
 * @param credentials Those that were sent.
 * @param now The present, in milliseconds since 1970.
 * @returns The ledger with it.
 */
export function withRefusal(
  attempts: Attempts,
  what: RefusedCredential["what"],
  credentials: Credentials,
  now: number,
): Effect.Effect<Attempts> {
  return Effect.promise(async () => {
    const same = attempts.refused.filter((refusal) => refusal.what === what);
    const others = attempts.refused.filter((refusal) => refusal.what !== what);
    let [before, salt]: [RefusedCredential | undefined, string | undefined] = [undefined, undefined];
    for (const refusal of same) {
      const hash = await knownHash(refusal, credentials);
      if (hash !== undefined) salt ??= refusal.salt;
      if (hash === refusal.hash) before ??= refusal;
    }
    salt ??= toBase64(crypto.getRandomValues(new Uint8Array(16)));
    const newest = before === undefined
      ? { what, at: now, times: 1, salt, hash: (await knownHash({ what, salt }, credentials))! }
      : { ...before, at: now, times: before.times + 1 };
    const older = same.filter((refusal) => refusal !== before).slice(1 - longestRefused);
    return { ...attempts, refused: [...others, ...older, newest] };
  });
}

/**
 * Codes refused within the window. A time in the future (the clock was set back) counts as now.
 *
 * @param attempts The ledger.
 * @param windowMillis The window's length.
 * @param now The present, in milliseconds since 1970.
 * @returns Their times, oldest first.
 */
export function recentCodes(attempts: Attempts, windowMillis: number, now: number): ReadonlyArray<number> {
  return attempts.codes.map((time) => Math.min(time, now)).filter((time) => now - time < windowMillis)
    .sort((a, b) => a - b);
}

/**
 * Whether a login may be tried.
 *
 * @param attempts The ledger.
 * @param credentials What it would send.
 * @param settings When codes have been refused too often.
 * @param now The present, in milliseconds since 1970.
 * @returns How many codes the server may still refuse; fails with `LoginWithheld` or `LoginPostponed`.
 */
export function mayTry(
  attempts: Attempts,
  credentials: Credentials,
  { maxRefusedCodes, windowMillis }: LedgerSettings,
  now: number,
): Effect.Effect<number, LoginWithheld | LoginPostponed> {
  return Effect.gen(function* () {
    for (const refusal of attempts.refused) {
      if (yield* Effect.promise(() => isOf(refusal, credentials))) {
        const { what: refused, times } = refusal;
        return yield* new LoginWithheld({ refused, times, at: new Date(refusal.at).toISOString() });
      }
    }
    const codes = recentCodes(attempts, windowMillis, now);
    const left = maxRefusedCodes - codes.length;
    if (left > 0) return left;
    const retryAfterMillis = codes[-left]! + windowMillis - now;
    return yield* new LoginPostponed({ codesRefused: codes.length, retryAfterMillis });
  });
}
