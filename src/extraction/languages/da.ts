/**
 * Words of code messages: Danish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Danish. */
export const da: Language = {
  occasion: "pakke*|levering*|booking*|aftale|gavekort|dør|gæst*|wifi|wi-fi|skab nr|skab 1|skabet",
  code: "bekræftelseskode*|sikkerhedskode*|engangskode*|engangsadgangskode*|engangspassword|login-kode*|" +
    "loginkode*|verifikationskode*|verificeringskode*|adgangskode*|godkendelseskode*|aktiveringskode*|" +
    "sms-kode*|midlertidig kode|midlertidig adgangskode|kontrolkode*|cifret kode|cifrede kode*|" +
    "bekræftelses-kode|nulstillingskode*|verifikationsnummer|sikkerhedsnummer",
  weakCode: "kode|koden|pinkode|pin|aktiveringsnøgle*",
  enter: "indtast|brug|skriv|angiv|tast|anvend|benyt|bruge|indtaste|skrive|kopier|opgiv|indsæt|udfyld|" +
    "skal bruge|indtaster",
  login: "logge ind|log ind|logger ind|login|logge på|log på|adgang til",
  verify: "bekræfte|bekræft|fortsætte|verificere|verificering|gennemføre|aktivere|verificer|aktiver|bad om|" +
    "anmodet om|du har bedt om|parre|tilslutte|registrere|registrering|aktivering|godkende|" +
    "for din sikkerhed|låse op|nulstille|underskrive|oprettelse|registreringen|hvis det var dig|" +
    "hvis det er dig|var det dig",
  passwordReset:
    "nulstille|nulstil*|ændre din adgangskode|skifte adgangskode|ny adgangskode|ændring af adgangskode|" +
    "glemt adgangskode|ændre adgangskode",
  phoneConfirmation: "bekræfte dit telefonnummer|bekræft dit telefonnummer|verificere dit telefonnummer|" +
    "bekræfte dit mobilnummer|bekræft dit mobilnummer|bekræfte dit nummer|verificere dit nummer",
  emailChange:
    "ændre din e-mail*|skifte e-mail*|ny e-mail*|nye e-mail*|ændring af e-mail*|ændring af din e-mail*",
  payment: "betaling*|betale|køb|købet|transaktion*",
  transfer: "overførsel*|overføre|hævning*|modtager",
  deletion: "slette din konto|sletning af din konto|slet din konto|lukke din konto|kontosletning|" +
    "sletning af konto*",
  unrelated:
    "postnummer|rabatkode*|kampagnekode*|QR-kode*|stregkode*|fejlkode*|landekode*|kildekode*|gavekode*|" +
    "bookingkode*|afhentningskode*|værdikode*|dresscode|dørkode*|wifi-kode*|wi-fi-kode*|produktkode*|" +
    "invitationskode*|farvekode*|hentekode*|backupkoder|wifi adgangskode|wi-fi adgangskode",
  promotion: "rabat*|tilbud*|gratis fragt|udsalg|gavekort|kampagne*",
  numberName: "ordrenummer|fakturanummer|kontonummer|kundenummer|referencenummer|reference|pakkenummer|" +
    "sporingsnummer|sagsnummer|bookingnummer|kortnummer|transaktionsnummer|serienummer|CVR|CVR-nr|" +
    "saldo|beløb|medlemsnummer|CPR|forsendelsesnummer|sagsnr|ordrenr|bestillingsnummer",
  numbered:
    "ordre|bestilling|faktura|konto|kort|sag|billet|fly|tog|værelse|nr|nummer|version|side|pakke|kunde|" +
    "siden|booking|spor",
  contact: "ring|telefon|tlf|tlf.|tel|fax|kundeservice|kontakt|mobil|ring til|info",
  ending: "der slutter på|slutter på|som ender på|ender på|slutter med|sidste cifre",
  unit: "minut|minutter|min|timer|sekunder|dag|dage|uger|måneder|procent|point|kilometer|personer|kunder|" +
    "gange|stk|deltagere",
  currency: "kr|kroner|DKK",
  month: "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|mandag|" +
    "tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
  street: "gade|vej|plads|allé|København|Aarhus|Odense",
  secrecy: "del ikke|del aldrig|del den ikke|giv ikke|giv aldrig|oplys ikke|oplys aldrig|videregiv ikke|" +
    "beder aldrig|spørger aldrig|aldrig med",
  unrequested: "hvis du ikke|hvis det ikke|ikke har anmodet|ignorer|se bort|var det ikke dig",
  outdated: "gamle kode|gammel kode|tidligere kode*|forrige kode*|er udløbet|ikke længere gyldig|erstatter",
  renewed: "ny kode|nye kode|aktuelle kode|nye bekræftelseskode",
  copula: "er",
  figure: "nummer|nummeret|cifre|cifrene|tallet|tallene|tegn|kombinationen",
  receipt: "godkendt|kvittering|betalt|tak for dit køb|betalt med|tak for din ordre|tak for din bestilling",
};
