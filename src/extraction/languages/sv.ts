/**
 * Words of code messages: Swedish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Swedish. */
export const sv: Language = {
  occasion: "paket*|leverans*|bokning*|flyg*|ombud|presentkort|skåp*|dörr*|grind|gäst*|wifi|wi-fi",
  code: "verifieringskod*|säkerhetskod*|bekräftelsekod*|engångskod*|engångslösenord*|inloggningskod*|" +
    "autentiseringskod*|aktiveringskod*|kontrollkod*|sms-kod*|tillfällig kod|tillfälligt lösenord|" +
    "siffrig kod|siffriga kod*|valideringskod*|återställningskod*|registreringskod*|verifieringsnummer|" +
    "säkerhetsnummer|engångsnummer|säkerhetssiffror",
  weakCode: "kod|koden|lösenord|lösenordet|pinkod|pin|åtkomstkod*|behörighetskod*|aktiveringsnyckel*|" +
    "åtkomstnyckel*",
  enter: "ange|skriv in|skriv|använd|mata in|fyll i|knappa in|använda|uppge|skriva in|knappa|slå in|mata|" +
    "fyll|kopiera|anger|behöver",
  login: "logga in|inloggning*|inlogg*|logga",
  verify: "verifiera|bekräfta|fortsätta|verifiering|slutföra|aktivera|bekräftar|begärde|begärt|har begärt|" +
    "du bad om|para ihop|länka|registrera|registrering|aktivering|godkänna|för din säkerhet|låsa upp|" +
    "slutför|återställa|signera|koppla|registreringen|om det var du|om det är du|är det du|var det du",
  passwordReset: "återställa ditt lösenord|återställ*|ändra ditt lösenord|byta lösenord|nytt lösenord|" +
    "lösenordsåterställning|glömt lösenord|ändra lösenord",
  phoneConfirmation: "bekräfta ditt telefonnummer|verifiera ditt telefonnummer|bekräfta ditt mobilnummer|" +
    "verifiera ditt mobilnummer|bekräfta telefonnummer|verifiera ditt nummer|bekräfta ditt nummer",
  emailChange: "ändra din e-post*|byta e-post*|ny e-postadress|nya e-postadress|ändring av e-post*|" +
    "bekräfta din nya e-post*",
  payment: "betalning*|betala|köp|köpet|transaktion*",
  transfer: "överföring*|uttag*|mottagare",
  deletion: "radera ditt konto|ta bort ditt konto|kontoborttagning|avsluta ditt konto|radering av konto*",
  unrelated: "postnummer|rabattkod*|kampanjkod*|QR-kod*|streckkod*|felkod*|landskod*|riktnummer|källkod*|" +
    "presentkod*|bokningskod*|hämtkod*|värdekod*|klädkod*|portkod*|inbjudningskod*|wifi-lösenord*|" +
    "reservkoder|dörrkod*|produktkod*|färgkod*|hämtningskod*|referenskod*",
  promotion: "rabatt*|erbjudande*|fri frakt|rea|presentkort|kampanj*",
  numberName: "ordernummer|beställningsnummer|fakturanummer|kontonummer|kundnummer|referensnummer|referens|" +
    "kollinummer|spårningsnummer|ärendenummer|bokningsnummer|kortnummer|transaktionsnummer|serienummer|" +
    "OCR|organisationsnummer|org.nr|orgnr|saldo|belopp|summa|personnummer|medlemsnummer|kollinr|" +
    "paketnummer|OCR-nummer",
  numbered: "order|beställning|faktura|konto|kort|ärende|biljett|flyg|tåg|rum|nr|nummer|version|sida|paket|" +
    "kund|sedan|box|bokning|ordern|spår|kollinr",
  contact: "ring|telefon|tel|tfn|fax|kundtjänst|kontakta|mobil|ring oss|info|support",
  ending: "som slutar på|slutar på|som slutar med|slutar med|sista siffror|sista siffrorna",
  unit: "minut|minuter|min|timme|timmar|sekunder|dag|dagar|veckor|månader|procent|poäng|kilometer|personer|" +
    "kunder|gånger|st|deltagare",
  currency: "kr|kronor|SEK",
  month: "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|måndag|" +
    "tisdag|onsdag|torsdag|fredag|lördag|söndag",
  street: "gatan|vägen|gata|väg|torg|Stockholm|Göteborg|Malmö",
  secrecy: "dela inte|dela aldrig|dela den inte|lämna inte|lämna aldrig|ge inte|ge aldrig|avslöja inte|" +
    "frågar aldrig|ber aldrig|aldrig med|ingen annan",
  unrequested: "om du inte|om det inte|inte begärt|var det inte du|ignorera|bortse",
  outdated: "gamla kod*|gammal kod*|tidigare kod*|föregående kod*|har gått ut|gått ut|inte längre giltig|" +
    "gäller inte längre|ersätter",
  renewed: "ny kod|nya kod|nya koden|ny verifieringskod|aktuella koden|nya verifieringskod*",
  copula: "är",
  figure: "nummer|siffror|siffrorna|numret|tecken|kombination|sifferkombinationen",
  receipt:
    "godkänt|godkänd|kvitto|betald|betalning mottagen|tack för ditt köp|betald med|tack för din order|" +
    "tack för din beställning",
};
