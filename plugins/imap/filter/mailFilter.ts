/**
 * Which messages concern a login: by sender, recipient and subject.
 *
 * A filter tells mail apart; it proves nothing, for anybody can write any sender into a mail. See
 * `senderAuthentication.ts`.
 *
 * @module
 */
import * as Result from "effect/Result";
import {
  addressesIn,
  domainName,
  isWithin,
  type MailAddress,
  mailAddress,
  sameAddress,
  sameMailbox,
  sendersOf,
  withoutTag,
} from "./addressMatch.ts";
import type { MailHeader } from "../mail/MailHeader.ts";

/** What a filter lets through; what is not set lets all through. */
export interface FilterSettings {
  /** Addresses (`noreply@broker.example`) and domains (`broker.example` or `@broker.example`: its subdomains too). */
  readonly senders?: ReadonlyArray<string> | undefined;
  /** Addresses; `bot+alice@bot.example` and `bot@bot.example` are two. */
  readonly recipients?: ReadonlyArray<string> | undefined;
  /** A text that the subject contains, or a pattern; the case of a text's letters does not matter. */
  readonly subject?: string | RegExp | undefined;
}

/** A domain, or one address in it. */
interface SenderEntry {
  readonly local?: string;
  readonly domain: string;
}

/** A checked filter. */
export interface MailFilter {
  readonly senders: ReadonlyArray<SenderEntry> | undefined;
  readonly recipients: ReadonlyArray<MailAddress> | undefined;
  readonly hasSubject: (subject: string) => boolean;
}

/** Fields in which servers note whom they delivered to. */
const deliveryFields = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to"];

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

function senderEntry(text: string): SenderEntry | undefined {
  if (text.trim().lastIndexOf("@") > 0) return mailAddress(text);
  const domain = domainName(text.trim().replace(/^@/, ""));
  return domain === undefined ? undefined : { domain };
}

function listOf<A>(
  given: ReadonlyArray<string> | undefined,
  read: (text: string) => A | undefined,
  problem: (which: number) => string,
): ReadonlyArray<A> | undefined {
  return given?.map((text, index) => {
    const entry = typeof text === "string" ? read(text) : undefined;
    if (entry === undefined) throw new TypeError(problem(index + 1));
    return entry;
  });
}

function subjectTest(subject: string | RegExp | undefined): (subject: string) => boolean {
  if (subject === undefined) return () => true;
  if (typeof subject === "string") return (text) => plain(text).includes(plain(subject));
  // A pattern with these flags remembers where it was.
  const pattern = new RegExp(subject.source, subject.flags.replace(/[gy]/g, ""));
  return (text) => pattern.test(text);
}

/**
 * Checks a filter's settings.
 *
 * @param settings The settings.
 * @returns The filter, or what is wrong, beginning with the setting's name and without its value.
 */
export function mailFilter(settings: FilterSettings): Result.Result<MailFilter, string> {
  const { senders, recipients, subject } = settings;
  if (senders?.length === 0) return Result.fail("senders must name at least one sender, or be left out");
  if (recipients?.length === 0) {
    return Result.fail("recipients must name at least one address, or be left out");
  }
  if (
    subject !== undefined && !(subject instanceof RegExp) && (typeof subject !== "string" || !subject.trim())
  ) {
    return Result.fail("subject must be a text that is not empty, or a regular expression");
  }
  try {
    return Result.succeed({
      senders: listOf(
        senders,
        senderEntry,
        (which) => `senders: entry ${which} is neither an address nor a domain`,
      ),
      recipients: listOf(recipients, mailAddress, (which) => `recipients: entry ${which} is no address`),
      hasSubject: subjectTest(subject),
    });
  } catch (error) {
    return Result.fail(error instanceof TypeError ? error.message : "cannot be read");
  }
}

const matches = (entry: SenderEntry, { local, domain }: SenderEntry): boolean =>
  entry.local === undefined
    ? isWithin(domain, entry.domain)
    : entry.local === local && entry.domain === domain;

/** All senders must be on the list; a `From` that cannot be read, or is missing, is on none. */
function isFrom(entries: ReadonlyArray<SenderEntry>, header: MailHeader): boolean {
  return sendersOf(header)?.every((sender) => entries.some((entry) => matches(entry, sender))) ?? false;
}

/**
 * Whom a message names counts first. What a server noted counts for a mailbox only where the message does not name that
 * mailbox by another tag: Gmail notes `bot@` for mail to `bot+alice@`.
 */
function isTo(recipients: ReadonlyArray<MailAddress>, header: MailHeader): boolean {
  const readable = (names: ReadonlyArray<string>) =>
    addressesIn(header, names).filter((address) => address !== undefined);
  const named = readable(["to", "cc"]);
  const noted = readable(deliveryFields);
  const tagged = noted.filter((address) => withoutTag(address) !== address.local);
  return recipients.some((wanted) => {
    const isWanted = (address: MailAddress): boolean => sameAddress(address, wanted);
    if (named.some(isWanted)) return true;
    return noted.some(isWanted) &&
      ![...named, ...tagged].some((other) => sameMailbox(other, wanted) && !isWanted(other));
  });
}

/**
 * Judges a message by its header. The sender is who `From` says (not `Reply-To`, not a name); recipients are those of
 * `To` and `Cc`, or, where these do not name the mailbox, those that servers noted (`Delivered-To` and the like).
 *
 * @param filter The filter.
 * @param header The message's header.
 * @returns `undefined` when it passes, else why not: `other sender`, `other recipient`, `other subject`.
 */
export function refusedBy(filter: MailFilter, header: MailHeader): string | undefined {
  if (filter.senders !== undefined && !isFrom(filter.senders, header)) return "other sender";
  if (filter.recipients !== undefined && !isTo(filter.recipients, header)) return "other recipient";
  return filter.hasSubject(header.subject ?? "") ? undefined : "other subject";
}

const common = <A>(
  a: ReadonlyArray<A> | undefined,
  b: ReadonlyArray<A> | undefined,
  same: (a: A, b: A) => boolean,
): boolean => a === undefined || b === undefined || a.some((one) => b.some((other) => same(one, other)));

/**
 * Whether one message could pass both filters, so that two logins at one mailbox could take each other's code. They are
 * told apart by recipients, or by senders, that have nothing in common; a mail sent to two recipients at once is not
 * thought of, nor are subjects.
 *
 * @param a A filter.
 * @param b Another one.
 * @returns Whether they overlap.
 */
export function overlaps(a: MailFilter, b: MailFilter): boolean {
  return common(a.recipients, b.recipients, sameAddress) &&
    common(a.senders, b.senders, (one, other) => matches(one, other) || matches(other, one));
}
