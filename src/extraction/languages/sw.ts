/**
 * Words of code messages: Swahili.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Swahili. */
export const sw: Language = {
  code: "nambari ya uthibitisho|nambari yako ya uthibitisho|msimbo wa uthibitishaji|" +
    "msimbo wako wa uthibitishaji|msimbo wa usalama|namba ya uthibitisho|namba yako ya uthibitisho|" +
    "nambari ya siri ya mara moja|msimbo wa uthibitisho|nenosiri la mara moja|" +
    "msimbo wako wa uthibitisho|nambari ya kuthibitisha|msimbo wa kuingia",
  weakCode: "msimbo|nambari ya siri|namba ya siri|msimbo wako|PIN yako|nenosiri",
  enter: "ingiza|weka|tumia|andika|jaza",
  figure: "nambari|namba",
  login: "kuingia|ingia",
  verify: "kuthibitisha|thibitisha|kuendelea|kukamilisha|kuwezesha|usajili|kujisajili",
  unrelated: "msimbo wa posta|msimbo wa ofa|msimbo pau|msimbo wa punguzo",
  numberName:
    "nambari ya oda|nambari ya agizo|nambari ya akaunti|nambari ya muamala|kumbukumbu|nambari ya simu|" +
    "namba ya simu",
  unit: "dakika|saa|siku|sekunde",
  secrecy: "usimpe mtu|usishiriki|usimwambie mtu|usimpe",
  unrequested: "kama hukuomba|ikiwa hukuomba|puuza",
  currency: "shilingi",
};
