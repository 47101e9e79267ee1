/**
 * Words of code messages: Dutch.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Dutch. */
export const nl: Language = {
  occasion:
    "pakket|bezorgd|bezorging|reservering|afspraak|vlucht|bezorger|afhaalpunt|deur|gebouw|appartement|" +
    "cadeaubon|cadeaukaart|kluisje|kluis|poort|gasten|wifi|wi-fi|garage|boekingsnummer|boeking",
  code: "verificatiecode*|beveiligingscode*|bevestigingscode*|inlogcode*|eenmalige code|" +
    "eenmalig wachtwoord|eenmalige toegangscode|eenmalige pincode|authenticatiecode*|activeringscode*|" +
    "activatiecode*|sms-code|smscode|controlecode*|tijdelijke code|tijdelijk wachtwoord|wachtwoordcode|" +
    "aanmeldcode*|logincode|login-code|cijferige code|unieke code|verificatie-code|bevestigings-code|" +
    "herstelcode|TAN-code|registratiecode|bevestigings-pin|verificatie-pin|controlegetal|" +
    "verificatienummer|veiligheidsnummer|beveiligingsnummer|controlecijfers|eenmalig nummer|" +
    "eenmalige toegang",
  weakCode: "code|wachtwoord|pincode|pin|toegangscode*|activeringssleutel|toegangssleutel",
  enter: "voer|vul|gebruik|typ|toets|voer in|invoeren|in te voeren|vul in|geef|gebruikt|gebruiken|tik|" +
    "tik in|toets in|kopieer|plak|in te vullen|invullen|geeft|vult|voert|nodig|plakken",
  login: "inloggen|in te loggen|aanmelden|aan te melden|inlog*|log in|toegang tot|toegang te krijgen|" +
    "logt in|inlogt|meld je aan|meldt u aan",
  verify: "verifiëren|bevestigen|doorgaan|verder te gaan|verificatie|te bevestigen|activeren|bevestig|" +
    "verifieer|controleer|activeer|aangevraagd|aangevraagde|hebt gevraagd|opgevraagd|koppelen|" +
    "te koppelen|registratie|registreren|activering|te activeren|activatie|autoriseren|" +
    "voor uw veiligheid|voor je veiligheid|goed te keuren|goedkeuren|ontgrendelen|af te ronden|" +
    "afronden|te herstellen|ondertekenen|instellen|ben jij dit|was jij dit|bent u dit|was u dit|" +
    "als jij dit bent|als u dit bent",
  passwordReset:
    "wachtwoord opnieuw instellen|wachtwoord te wijzigen|wachtwoord wijzigen|wachtwoord resetten|" +
    "wachtwoord herstellen|nieuw wachtwoord|wachtwoordherstel|wachtwoord te herstellen|" +
    "wachtwoord te resetten|wachtwoord vergeten|herstel van je wachtwoord",
  phoneConfirmation: "telefoonnummer te bevestigen|telefoonnummer bevestigen|telefoonnummer te verifiëren|" +
    "telefoonnummer verifiëren|mobiele nummer te bevestigen|mobiele nummer te verifiëren|" +
    "nummer te bevestigen|nummer te verifiëren",
  emailChange: "e-mailadres wijzigen|e-mailadres te wijzigen|nieuw e-mailadres|nieuwe e-mailadres|" +
    "wijziging van je e-mail*|wijziging van uw e-mail*|e-mailadres te bevestigen",
  payment: "betaling|betalingen|betalen|aankoop|transactie",
  transfer: "overschrijving|overboeking|opname|overmaken|begunstigde",
  deletion:
    "account te verwijderen|account verwijderen|verwijdering van je account|verwijderen van je account|" +
    "verwijderen van uw account|account op te heffen|account te sluiten",
  unrelated:
    "postcode|kortingscode*|actiecode*|promotiecode*|promocode|QR-code|barcode|streepjescode|foutcode*|" +
    "landcode|landnummer|netnummer|broncode|cadeaucode|vouchercode|kledingcode|reserveringscode|" +
    "boekingscode|afhaalcode|ophaalcode|productcode|artikelcode|uitnodigingscode|wifi-wachtwoord|" +
    "wifi wachtwoord|back-upcodes|back-up codes|deurcode|trackingcode|kortings code|boekings code|" +
    "klantcode|scan de code|scan deze code",
  promotion:
    "korting|aanbieding|voucher|cadeaubon|gratis verzending|uitverkoop|winkelmand|bestelling korting",
  numberName:
    "bestelnummer|ordernummer|factuurnummer|rekeningnummer|klantnummer|referentienummer|referentie|" +
    "transactienummer|zendingsnummer|trackingnummer|pakketnummer|zaaknummer|dossiernummer|kaartnummer|" +
    "serienummer|boekingsnummer|reserveringsnummer|KvK|KvK-nummer|BTW|lidnummer|ticketnummer|saldo|" +
    "bedrag|totaal|kenmerk|artikelnummer|meldingsnummer|incidentnummer|polisnummer",
  numbered:
    "bestelling|order|factuur|rekening|kaart|pas|ticket|zaak|vlucht|trein|kamer|nr|nr.|nummer|versie|" +
    "pagina|pakket|zending|klant|sinds|jaar|spoor|dossier|melding",
  contact: "bel|bellen|telefoon|tel|tel.|telefoonnummer|fax|klantenservice|whatsapp|bel ons|info|hulp|vragen",
  ending: "eindigend op|eindigt op|laatste cijfers|eindigend met|laatste vier cijfers",
  unit: "minuut|minuten|min|uur|uren|seconden|dag|dagen|weken|maanden|jaar|procent|punten|kilometer|" +
    "personen|klanten|keer|deelnemers",
  currency: "euro",
  month: "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|maandag|" +
    "dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
  street: "straat|laan|weg|plein|gracht|kade|Amsterdam|Rotterdam|Utrecht|postbus",
  secrecy:
    "deel deze code nooit|deel deze code niet|deel deze code|deel dit|deel nooit|nooit met|met niemand|" +
    "niemand|vragen nooit|vraagt nooit|niet delen|geef deze code nooit|geef deze code niet|" +
    "vertrouwelijk",
  unrequested: "als je niet|als u niet|als je dit niet|als u dit niet|heb je dit niet|heeft u dit niet|" +
    "heb je niet|heeft u niet|was jij dit niet|was u dit niet|ben jij dit niet|niet aangevraagd|negeer|" +
    "negeren",
  outdated: "oude code|vorige code|vorige codes|eerdere code|is verlopen|niet meer geldig|vervangt",
  renewed: "nieuwe code|huidige code|nieuwe verificatiecode",
  copula: "luidt",
  figure: "nummer|cijfers|getal|tekens|combinatie|cijfercombinatie",
  receipt: "goedgekeurd|kassabon|betaling ontvangen|bedankt voor je aankoop|bedankt voor uw aankoop|" +
    "betaald met|bedankt voor je bestelling|bedankt voor uw bestelling",
};
