/**
 * Words of code messages: Icelandic.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Icelandic. */
export const isl: Language = {
  code: "staðfestingarkóð*|öryggiskóð*|auðkenningarkóð*|einnota kóð*|einnota lykilorð*|innskráningarkóð*|" +
    "staðfestingarnúmer*",
  weakCode: "kóði|kóðinn|kóða|lykilorð|aðgangskóð*",
  enter: "sláðu inn|notaðu|settu inn|skrifaðu",
  copula: "er",
  login: "skrá þig inn|innskráning*|skrá inn",
  verify: "staðfesta|staðfestu|virkja|halda áfram|skráning*",
  unrelated: "póstnúmer|afsláttarkóð*|strikamerki",
  numberName: "pöntunarnúmer|reikningsnúmer|kennitala|tilvísun",
  unit: "mínútur|mínútum|klukkustund*|daga",
  currency: "krónur|kr",
  secrecy: "ekki deila|deildu ekki|aldrei deila",
  unrequested: "ef þú baðst ekki",
};
