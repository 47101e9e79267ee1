/**
 * Refuses candidates for what they are, or what touches them: amounts, dates, links, parts of longer numbers.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { cueBit, cueMask } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, linkWithin, type Part } from "./Part.ts";
import type { RefusedReason } from "./reasons.ts";

const isBlank = (part: Part, at: number): boolean => part.classes[at] === charClass.Blank;
const isDigit = (part: Part, at: number): boolean => part.classes[at] === charClass.Digit;

/** Length of the digit run at an index, at most 10. */
function digitsFrom(part: Part, at: number): number {
  let length = 0;
  while (length < 10 && isDigit(part, at + length)) length++;
  return length;
}

function digitsBefore(part: Part, at: number): number {
  let length = 0;
  while (length < 10 && isDigit(part, at - 1 - length)) length++;
  return length;
}

/** Whether a unit or a currency follows at an index, after at most one blank or hyphen. */
function followedBy(part: Part, at: number, mask: number): boolean {
  const from = isBlank(part, at) || part.text[at] === "-" ? at + 1 : at;
  return cuesWithin(part, from, from + 40).some((cue) => cue.start === from && (cue.kinds & mask) !== 0);
}

const currency = cueMask("currency");
const unit = cueMask("unit");

/** Numbers joined by points, commas, slashes, colons or hyphens. */
function joinedReason(part: Part, { start, end }: Candidate): RefusedReason | undefined {
  const { text } = part;
  const before = text[start - 1] ?? " ";
  const after = text[end] ?? " ";
  if (".,/:-'".includes(before) && isDigit(part, start - 2)) {
    // "10:1234" is no time, but no code either; "5,1234" may be a list.
    return before === ":" ? "time" : before === "/" || before === "-" ? "date" : "part-of-number";
  }
  if (".,/:-'".includes(after) && isDigit(part, end + 1)) {
    const next = digitsFrom(part, end + 1);
    // "123456,5分钟": Chinese senders write the comma without a blank.
    const list = (after === "," || after === ".") && next <= 2 && followedBy(part, end + 1 + next, unit);
    if (!list) return after === ":" ? "time" : after === "/" ? "date" : "part-of-number";
  }
  if (after === "/" || before === "/" || before === "\\") return "part-of-word";
  if (after === "-" && /[A-Z0-9]/.test(text[end + 1] ?? " ")) return "part-of-word";
  if (isBlank(part, start - 1) && digitsBefore(part, start - 1) >= 3) return "part-of-number";
  if (isBlank(part, end) && digitsFrom(part, end + 1) >= 3) {
    const next = digitsFrom(part, end + 1);
    if (!followedBy(part, end + 1 + next, unit)) return "part-of-number";
  }
  if (/(?:^|[^A-Za-z0-9])[A-Z]{2}\d{2}\s$/.test(text.slice(Math.max(0, start - 6), start))) {
    return "account-number";
  }
  if (/\(\d{2,5}\)\s?$/.test(text.slice(Math.max(0, start - 8), start))) return "phone-number";
  return undefined;
}

function symbolReason(part: Part, candidate: Candidate, keywordEnd: number): RefusedReason | undefined {
  const { text } = part;
  const { start, end, value } = candidate;
  const before = text[start - 1] ?? " ";
  const after = text[end] ?? " ";
  const near = isBlank(part, start - 1) ? text[start - 2] ?? " " : before;
  const next = isBlank(part, end) ? text[end + 1] ?? " " : after;
  if (/\p{Sc}/u.test(near) || /\p{Sc}/u.test(next)) return "amount";
  // "[7880050](https://…)"
  if (/^`?\]\(/.test(text.slice(end, end + 3))) return "link";
  if (/[%‰٪]/.test(next)) return "percentage";
  if (after === "°") return "part-of-number";
  if (before === "+" || near === "+") return "phone-number";
  if (before === "@" || (before === "_") !== (after === "_")) return "part-of-word";
  // "**** 6640", "XXXX-6640"
  if (after !== "*" && /(?:\*\*|••|●●|xx|XX)[\s-]$/.test(text.slice(Math.max(0, start - 3), start))) {
    return "account-number";
  }
  if (
    before === "•" || before === "●" || (before === "*" && after !== "*") ||
    (after === "*" && isDigit(part, end + 1))
  ) return "account-number";
  // "DE12...4412", but not "your code is...4412".
  if (
    keywordEnd < start - 8 && /(?:[A-Z0-9]|\s)(?:\.{2,3}|…)$/.test(text.slice(Math.max(0, start - 5), start))
  ) {
    return "account-number";
  }
  if (/^[xX]{2,}\d+$/.test(value)) return "account-number";
  if (before === "#" && candidate.shape !== "bound") {
    // "Build verify-otp #4821"
    if (
      /(?:^|\W)(?:build|run|job|pipeline|workflow|deploy|issue)\W/i.test(
        text.slice(Math.max(0, start - 60), start),
      )
    ) {
      return "reference-number";
    }
    if (/^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) && /[a-f;]/i.test(value + after)) return "colour";
    if (keywordEnd === -1 || /[^\s:#-]/.test(text.slice(keywordEnd, start))) return "reference-number";
  }
  if (
    before === "№" || near === "№" ||
    /(?:^|[^A-Za-z])n[°º]\s?$/i.test(text.slice(Math.max(0, start - 4), start))
  ) {
    return "reference-number";
  }
  if (before === "-" && keywordEnd !== start - 1 && part.classes[start - 2] === charClass.Ascii) {
    return "reference-number";
  }
  if (
    candidate.shape === "mixed" && (/[+/=]/.test(before) && keywordEnd !== start - 1 || /[+/=]/.test(after))
  ) return "part-of-word";
  return undefined;
}

function dateReason(part: Part, candidate: Candidate): RefusedReason | undefined {
  // "0900-1300"
  if (candidate.shape === "grouped" && /^(?:(?:[01]\d|2[0-4])(?:[03]0|[14]5)){2}$/.test(candidate.value)) {
    return "time";
  }
  // "© 2021-2024"
  if (candidate.shape === "grouped" && /^(?:(?:19|20)\d\d){2}$/.test(candidate.value)) return "year";
  if (!/^(?:19|20)\d\d$/.test(candidate.value) || candidate.shape !== "digits") return undefined;
  const { text } = part;
  const { start, end } = candidate;
  const lead = text.slice(Math.max(0, start - 24), start);
  if (/©|\(c\)/i.test(lead)) return "copyright";
  if (
    /(?:^|\P{L})(?:since|in|until|by|seit|im|depuis|en|desde|em|dal|nel|od|с|з|из|w|sinds|sedan|siden)\s$/iu
      .test(lead)
  ) return "year";
  const months = cuesWithin(part, Math.max(0, start - 20), start).filter((cue) =>
    (cue.kinds & cueBit.month) !== 0
  );
  const month = months.at(-1);
  if (month !== undefined && /^[\d\s.,]*(?:de |of )?$/i.test(text.slice(month.end, start))) return "date";
  const season = cuesWithin(part, end, end + 20).find((cue) => (cue.kinds & cueBit.month) !== 0);
  if (season !== undefined && season.start - end <= 1) return "date";
  if (/(?:19|20)\d\d\s?-\s?$/.test(lead) || /^\s?-\s?(?:19|20)\d\d/.test(text.slice(end, end + 8))) {
    return "year";
  }
  return undefined;
}

function wordReason({ shape, value, start }: Candidate, keywordEnd: number): RefusedReason | undefined {
  if (shape !== "mixed") return undefined;
  // "Your code is abc123", but not "code iphone15".
  const announced = keywordEnd !== -1 && start - keywordEnd >= 2 && start - keywordEnd <= 5;
  const changes = value.match(/\d+|[A-Za-z]+/g)?.length ?? 0;
  // "iphone15", "covid19", "1080p", "10min": a word and a number, one of them short.
  if (
    changes === 2 && !announced && /[a-z]/.test(value) &&
    !/^[a-z]\d{5,}$/i.test(value)
  ) {
    return "part-of-word";
  }
  if (/^\d{1,2}h\d{2}$/i.test(value)) return "time";
  if (/^(?:RS|RP|RM|USD|EUR|GBP|INR|NGN|KES|AED|SAR)\d+$/i.test(value)) return "amount";
  if (/^\d+(?:TL|KR|KC|FT|RON|LEI|PLN|USD|EUR|GBP|INR|HRS?|PM|AM)$/i.test(value)) return "amount";
  return undefined;
}

const state =
  /\p{L}[ ,.] ?(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY])[. ]$/u;

function addressReason(
  part: Part,
  { start, end, value }: Candidate,
  keywordEnd: number,
): RefusedReason | undefined {
  const { text } = part;
  if (/^\d{5}$/.test(value) && /(?:,|^)\s?[A-Z]{2}\s$/.test(text.slice(Math.max(0, start - 5), start))) {
    return "address";
  }
  // "Boston MA 02108"
  if (/^\d{5}$/.test(value) && state.test(text.slice(Math.max(0, start - 6), start))) return "address";
  // "PIN code 560001, Bengaluru"
  if (
    /pin ?code:? ?$/i.test(text.slice(Math.max(0, start - 10), start)) &&
    /^, \p{Lu}\p{Ll}/u.test(text.slice(end, end + 5))
  ) {
    return "address";
  }
  const lineEnd = text.slice(end, end + 32).search(/[\n,.;:!?]/);
  const rest = end + (lineEnd === -1 ? 32 : lineEnd);
  const street = cuesWithin(part, end, rest + 1).find((cue) => (cue.kinds & cueBit.street) !== 0);
  if (street !== undefined && /^\s(?:[A-Z][\p{L}.'-]*\s){0,3}$/u.test(text.slice(end, street.start))) {
    return "address";
  }
  if (keywordEnd !== -1) return undefined;
  const lead = cuesWithin(part, Math.max(0, start - 32), start).filter((cue) =>
    (cue.kinds & cueBit.street) !== 0
  ).at(-1);
  if (lead !== undefined && /^\.?\s(?:\p{Lu}[\p{L}.'-]*[\s,]*){0,3}$/u.test(text.slice(lead.end, start))) {
    return "address";
  }
  return undefined;
}

/**
 * Refuses a candidate by its own shape and by what touches it.
 *
 * @param part The part that holds it.
 * @param candidate The candidate.
 * @param keywordEnd End of the nearest keyword to the left in its sentence; -1 where there is none.
 * @returns The reason, or `undefined` where nothing speaks against it.
 */
export function refuseByShape(
  part: Part,
  candidate: Candidate,
  keywordEnd: number,
): RefusedReason | undefined {
  if (candidate.shape === "bound") return undefined;
  const reason = linkWithin(part, candidate.start, candidate.end)?.kind ?? joinedReason(part, candidate) ??
    symbolReason(part, candidate, keywordEnd) ?? dateReason(part, candidate) ??
    wordReason(candidate, keywordEnd);
  if (reason !== undefined) return reason;
  if (candidate.shape === "digits" || candidate.shape === "grouped") {
    if (followedBy(part, candidate.end, currency)) return "amount";
    if (followedBy(part, candidate.end, unit)) return "duration";
    const money = cuesWithin(part, Math.max(0, candidate.start - 12), candidate.start).filter((cue) =>
      (cue.kinds & currency) !== 0
    ).at(-1);
    // "the transfer of 48,21 PLN: 482137"
    const owned = money !== undefined &&
      /\d\s?$/.test(part.text.slice(Math.max(0, money.start - 2), money.start));
    if (money !== undefined && !owned && /^[.:]?\s?$/.test(part.text.slice(money.end, candidate.start))) {
      return "amount";
    }
    return addressReason(part, candidate, keywordEnd);
  }
  return undefined;
}
