/**
 * Words of code messages: Norwegian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Norwegian. */
export const no: Language = {
  occasion: "pakke*|levering*|bestilling*|timeavtale|gavekort|skap|dør|gjest*|wifi|wi-fi",
  code: "bekreftelseskode*|sikkerhetskode*|engangskode*|engangspassord*|innloggingskode*|påloggingskode*|" +
    "verifiseringskode*|verifikasjonskode*|autentiseringskode*|aktiveringskode*|sms-kode*|" +
    "midlertidig kode|midlertidig passord|kontrollkode*|sifret kode|sifrede kode*|" +
    "tilbakestillingskode*|verifiseringsnummer|sikkerhetsnummer",
  weakCode: "kode|koden|passord|passordet|pinkode|pin|tilgangskode*|aktiveringsnøkkel*",
  enter:
    "skriv inn|skriv|oppgi|bruk|angi|tast inn|tast|bruke|skrive inn|fyll inn|kopier|legg inn|taste inn|" +
    "trenger",
  login: "logge inn|logg inn|innlogging*|pålogging*|logge på|logg på|tilgang til",
  verify: "bekrefte|bekreft|fortsette|verifisere|verifisering|fullføre|aktivere|verifiser|aktiver|du ba om|" +
    "bedt om|forespurte|koble til|koble|registrere|registrering|aktivering|godkjenne|for din sikkerhet|" +
    "låse opp|tilbakestille|signere|registreringen|hvis det var deg|hvis det er deg|var det deg",
  passwordReset: "tilbakestille|tilbakestill*|endre passord*|nytt passord|bytte passord|glemt passord|" +
    "endre passordet",
  phoneConfirmation:
    "bekrefte telefonnummer*|bekreft telefonnummer*|verifisere telefonnummer*|bekrefte mobilnummer*|" +
    "bekreft mobilnummer*|bekrefte nummeret|verifisere nummeret",
  emailChange: "endre e-post*|bytte e-post*|ny e-post*|endring av e-post*|nye e-post*",
  payment: "betaling*|betale|kjøp|kjøpet|transaksjon*",
  transfer: "overføring*|overføre|uttak*|mottaker",
  deletion: "slette kontoen*|sletting av konto*|slett kontoen|lukke kontoen|avslutte kontoen",
  unrelated: "postnummer|rabattkode*|kampanjekode*|QR-kode*|strekkode*|feilkode*|landskode*|kildekode*|" +
    "gavekode*|bookingkode*|hentekode*|dørkode*|wifi-passord*|wifi passord|produktkode*|" +
    "invitasjonskode*|hentingskode*|bestillingskode*|reservekoder",
  promotion: "rabatt*|tilbud*|gratis frakt|salg|gavekort|kampanje*",
  numberName: "ordrenummer|fakturanummer|kontonummer|kundenummer|referansenummer|referanse|pakkenummer|" +
    "sporingsnummer|saksnummer|bookingnummer|bestillingsnummer|kortnummer|transaksjonsnummer|" +
    "serienummer|org.nr|orgnr|organisasjonsnummer|KID|saldo|beløp|medlemsnummer|sendingsnummer",
  numbered:
    "ordre|bestilling|faktura|konto|kort|sak|billett|fly|tog|rom|nr|nummer|versjon|side|pakke|kunde|" +
    "siden|spor",
  contact: "ring|telefon|tlf|tlf.|tel|faks|kundeservice|kontakt|mobil|ring oss|info",
  ending: "som slutter på|slutter på|som ender på|ender på|slutter med|siste sifre|siste sifrene",
  unit: "minutt|minutter|min|timer|sekunder|dag|dager|uker|måneder|prosent|poeng|kilometer|personer|kunder|" +
    "ganger|stk|deltakere",
  currency: "kr|kroner|NOK",
  month:
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|mandag|tirsdag|" +
    "onsdag|torsdag|fredag|lørdag|søndag",
  street: "gate|gata|vei|veien|plass|Oslo|Bergen|Trondheim",
  secrecy:
    "ikke del|del ikke|del aldri|ikke gi|gi aldri|aldri del|oppgi aldri|ber aldri|spør aldri|aldri med|" +
    "aldri be",
  unrequested: "hvis du ikke|dersom du ikke|hvis det ikke|ikke har bedt|ignorer|se bort|om du ikke",
  outdated: "gamle koden|gammel kode|tidligere kode*|forrige kode*|har utløpt|er utløpt|ikke lenger gyldig|" +
    "erstatter",
  renewed: "ny kode|nye koden|nye kode|aktuelle kode*|ny bekreftelseskode",
  figure: "nummer|nummeret|sifrene|tallet|tallene|siffer|kombinasjonen",
  receipt: "godkjent|kvittering|betalt|takk for kjøpet|betalt med|takk for bestillingen",
};
