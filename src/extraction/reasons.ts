/**
 * Why a candidate was accepted or refused.
 *
 * @module
 */

/** Why a candidate was accepted. */
export type AcceptedReason = "keyword" | "lone-line" | "instruction" | "domain-bound" | "pattern";

/** Why a candidate was refused. */
export type RefusedReason =
  | "no-keyword"
  | "amount"
  | "date"
  | "time"
  | "duration"
  | "phone-number"
  | "reference-number"
  | "account-number"
  | "link"
  | "email-address"
  | "colour"
  | "address"
  | "version"
  | "percentage"
  | "copyright"
  | "year"
  | "part-of-number"
  | "part-of-word"
  | "unrelated-code"
  | "outdated-code"
  | "other-purpose"
  | "length"
  | "weaker-candidate"
  | "tie";

/** Why a candidate was accepted or refused. */
export type CandidateReason = AcceptedReason | RefusedReason;
