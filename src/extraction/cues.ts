/**
 * Finds the languages' words in a text, in one pass over a prefix tree.
 *
 * @module
 */
import type { CueKind, Language } from "./Language.ts";
import { languages } from "./languages.ts";
import { charClass, type NormalizedText, normalizeText } from "./normalizeText.ts";

const kinds: ReadonlyArray<CueKind> = [
  "code",
  "weakCode",
  "enter",
  "copula",
  "figure",
  "login",
  "verify",
  "passwordReset",
  "phoneConfirmation",
  "emailChange",
  "payment",
  "transfer",
  "deletion",
  "unrelated",
  "promotion",
  "occasion",
  "receipt",
  "numberName",
  "numbered",
  "contact",
  "ending",
  "unit",
  "currency",
  "month",
  "street",
  "secrecy",
  "unrequested",
  "outdated",
  "renewed",
];

/** The bit of each kind in {@linkcode Cue.kinds}. */
export const cueBit: Readonly<Record<CueKind, number>> = Object.fromEntries(
  kinds.map((kind, index) => [kind, 1 << index]),
) as Record<CueKind, number>;

/**
 * The union of several kinds' bits.
 *
 * @param names The kinds.
 * @returns A mask for {@linkcode Cue.kinds}.
 */
export function cueMask(...names: ReadonlyArray<CueKind>): number {
  return names.reduce((mask, name) => mask | cueBit[name], 0);
}

/** Kinds that say that a code is for something other than a login. */
export const otherPurposes: number = cueMask(
  "passwordReset",
  "phoneConfirmation",
  "emailChange",
  "payment",
  "transfer",
  "deletion",
);

/**
 * Kinds that say what a code is for. They stay when a longer phrase contains them: "password reset code" is a reset as
 * well as a code.
 */
export const purposes: number = cueMask("login", "verify") | otherPurposes;

/** A word or phrase of some language, found in a text. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  /** What it may mean: bits of {@linkcode cueBit}. */
  readonly kinds: number;
}

/**
 * A prefix tree: its nodes are numbers, 0 the root. All edges stand in one hash table of typed arrays (open addressing),
 * which is faster to build and to ask than maps.
 */
interface Tree {
  /** By slot: the node that the edge leaves, plus 1; 0 in an empty slot. */
  readonly from: Int32Array;
  /** By slot: the edge's character. */
  readonly by: Uint16Array;
  /** By slot: the node that the edge leads to. */
  readonly to: Int32Array;
  /** By node: kinds of the phrase that ends here at a word's end. */
  readonly whole: Array<number>;
  /** By node: kinds of the phrase that ends here, whatever ending follows. */
  readonly prefix: Array<number>;
}

/** The slot of an edge, or the empty slot where it belongs. */
function slotOf({ from, by }: Tree, node: number, char: number): number {
  const mask = from.length - 1;
  let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(char, 0x85ebca6b)) >>> 7 & mask;
  while (from[slot] !== 0 && (from[slot] !== node + 1 || by[slot] !== char)) slot = slot + 1 & mask;
  return slot;
}

function plant(list: ReadonlyArray<Language>): Tree {
  const phrases = list.flatMap((language) =>
    kinds.flatMap((kind) => {
      const words = normalizeText(language[kind] ?? "").folded.replaceAll("-", " ").split("|");
      return words.map((phrase) => ({ phrase: phrase.trim(), bit: cueBit[kind] }));
    })
  );
  // No more edges than characters, and so never full.
  const characters = phrases.reduce((sum, { phrase }) => sum + phrase.length, 0);
  const size = 2 ** Math.ceil(Math.log2(characters + 2));
  const grown: Tree = {
    from: new Int32Array(size),
    by: new Uint16Array(size),
    to: new Int32Array(size),
    whole: [0],
    prefix: [0],
  };
  for (const { phrase, bit } of phrases) {
    const open = phrase.endsWith("*");
    const length = phrase.length - (open ? 1 : 0);
    let node = 0;
    for (let i = 0; i < length; i++) {
      const char = phrase.charCodeAt(i);
      const slot = slotOf(grown, node, char);
      if (grown.from[slot] === 0) {
        grown.from[slot] = node + 1;
        grown.by[slot] = char;
        grown.to[slot] = grown.whole.push(0) - 1;
        grown.prefix.push(0);
      }
      node = grown.to[slot] ?? 0;
    }
    const ends = open ? grown.prefix : grown.whole;
    if (node !== 0) ends[node] = (ends[node] ?? 0) | bit;
  }
  return grown;
}

let tree: Tree | undefined;

const isWord = (kind: number | undefined): boolean =>
  kind === charClass.Ascii || kind === charClass.Letter || kind === charClass.Detached;

/** Arabic and Hebrew write articles and prepositions together with their word. */
const clitics: ReadonlySet<string> = new Set("והלבשכמالبوفك");

const blankCode = 32;
const none: ReadonlyArray<Cue> = [];

/** All cues that start at an index, the longest last. */
function cuesAt(tree: Tree, source: NormalizedText, start: number): ReadonlyArray<Cue> {
  const { folded, classes } = source;
  const { from, to, whole, prefix } = tree;
  let found: Array<Cue> | undefined;
  let node = 0;
  for (let i = start; i < folded.length; i++) {
    const code = folded.charCodeAt(i);
    const slot = slotOf(tree, node, code === 45 || code === 9 || code === 10 ? blankCode : code);
    if (from[slot] === 0) break;
    node = to[slot] ?? 0;
    const inflected = prefix[node] ?? 0;
    const exact = whole[node] ?? 0;
    if ((inflected | exact) === 0) continue;
    const free = classes[i] === charClass.Unspaced;
    if (inflected !== 0) {
      let end = i + 1;
      while (!free && end - i < 24 && isWord(classes[end])) end++;
      (found ??= []).push({ start, end, kinds: inflected });
    }
    if (exact !== 0 && (free || !isWord(classes[i + 1]))) {
      (found ??= []).push({ start, end: i + 1, kinds: exact });
    }
  }
  return found === undefined ? none : found.length > 1 ? found.sort((a, b) => a.end - b.end) : found;
}

/** Whether a word, and so a cue, may start at an index. */
function mayStart({ classes, folded }: NormalizedText, at: number): boolean {
  const kind = classes[at];
  if (
    kind === charClass.Blank || kind === charClass.Newline ||
    kind === charClass.Digit && classes[at - 1] === charClass.Digit
  ) {
    return false;
  }
  if (!isWord(kind) || !isWord(classes[at - 1])) return true;
  if (kind !== charClass.Detached) return false;
  for (let back = 1; back <= 3 && clitics.has(folded[at - back] ?? ""); back++) {
    if (!isWord(classes[at - back - 1])) return true;
  }
  return false;
}

/**
 * Finds the cues of a text in order of their start; a cue within a longer one is left out, unless it names a purpose.
 *
 * @param source The normalized text.
 * @param ranges Where to look, in order; the whole text by default.
 * @returns The cues.
 *
 * @example
 * ```ts
 * findCues(normalizeText("Your zip code")); // one cue, "zip code": not the "code" in it
 * ```
 */
export function findCues(
  source: NormalizedText,
  ranges: ReadonlyArray<readonly [number, number]> = [[0, source.text.length]],
): ReadonlyArray<Cue> {
  tree ??= plant(languages);
  const cues: Array<Cue> = [];
  let covered = 0;
  for (const [from, to] of ranges) {
    for (let i = from; i < to; i++) {
      if (!mayStart(source, i)) continue;
      const found = cuesAt(tree, source, i);
      const end = found.at(-1)?.end ?? 0;
      let merged = 0;
      for (const cue of found) {
        if (cue.end === end && i >= covered) merged |= cue.kinds;
        else if ((cue.kinds & purposes) !== 0) cues.push({ ...cue, kinds: cue.kinds & purposes });
      }
      if (merged !== 0) cues.push({ start: i, end, kinds: merged });
      if ((merged & ~purposes) !== 0) covered = end;
    }
  }
  return cues;
}
