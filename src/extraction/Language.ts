/**
 * What a language contributes to code extraction: words, nothing else.
 *
 * @module
 */

/**
 * Lists of words and phrases, separated by `|`, in any case, with or without diacritics. A trailing `*` stands for any
 * ending (`kod*` covers `kodu` and `kodem`). A blank also matches a hyphen or a line break.
 */
export interface Language {
  /** Names of a code that are nothing else: "verification code", "one-time password". */
  readonly code?: string;
  /** Names that may be something else: "code", "PIN". */
  readonly weakCode?: string;
  /** Verbs that tell the reader to use a code: "type", "enter", "use". */
  readonly enter?: string;
  /** Says that what stands before it is the number after it, and nothing else in any language: "is", "lautet". */
  readonly copula?: string;
  /** Names of the characters themselves: "number", "digits". They name a code only where the reader is told to use them. */
  readonly figure?: string;
  /** Purpose: logging in. */
  readonly login?: string;
  /** Purpose: confirming, left open what. */
  readonly verify?: string;
  /** Purpose: resetting or changing the password. */
  readonly passwordReset?: string;
  /** Purpose: confirming a phone number. */
  readonly phoneConfirmation?: string;
  /** Purpose: changing the e-mail address. */
  readonly emailChange?: string;
  /** Purpose: paying. */
  readonly payment?: string;
  /** Purpose: moving money or assets out. */
  readonly transfer?: string;
  /** Purpose: deleting or closing the account. */
  readonly deletion?: string;
  /** Other things called code: "zip code", "promo code", "error code". */
  readonly unrelated?: string;
  /** Words of an offer; a code in such a sentence is a discount code. */
  readonly promotion?: string;
  /** Occasions with codes of their own: a parcel, a booking, an appointment. */
  readonly occasion?: string;
  /** Words of a receipt: what it calls a code is a number of the payment. */
  readonly receipt?: string;
  /** Nouns that announce a number of their own, across "is" or a colon: "order number", "invoice no". */
  readonly numberName?: string;
  /** Nouns that own a number only right after them: "order 4711", "flight 1234", "version 2024". */
  readonly numbered?: string;
  /** Words before a telephone number: "call", "text", "fax". */
  readonly contact?: string;
  /** Words before the last digits of a card or an account: "ending in". */
  readonly ending?: string;
  /** Units after a number: minutes, percent, kilometres. */
  readonly unit?: string;
  /** Currency names, before or after a number. */
  readonly currency?: string;
  /** Month names. */
  readonly month?: string;
  /** Words of a postal address that follow or precede a number. */
  readonly street?: string;
  /** "Do not share": the clause says nothing about the code's purpose. */
  readonly secrecy?: string;
  /** "If you did not request": what follows in the sentence says nothing about the code's purpose. */
  readonly unrequested?: string;
  /** "Old code", "has expired": the code next to it is not the one. */
  readonly outdated?: string;
  /** "New code": ends the reach of an outdated one. */
  readonly renewed?: string;
}

/** The kinds of words. */
export type CueKind = keyof Language;
