/**
 * Words of code messages: Finnish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Finnish. */
export const fi: Language = {
  occasion: "paketti*|toimitus*|varaus*|noutopiste*|lahjakortti|kaapin|kaappi|lokero*|oven|wifi|wi-fi",
  code: "vahvistuskoodi*|turvakoodi*|kertakäyttökoodi*|kertakäyttöinen koodi|kertakäyttöinen salasana|" +
    "kertakäyttösalasana*|kirjautumiskoodi*|tunnistuskoodi*|varmistuskoodi*|aktivointikoodi*|" +
    "pääsykoodi*|kertakoodi*|tekstiviestikoodi*|väliaikainen koodi|väliaikainen salasana|" +
    "todennuskoodi*|varmennuskoodi*|kertasalasana*|suojakoodi*|sms-koodi*|numeroinen koodi|" +
    "tunnusluku on|vahvistusnumero|turvanumero|varmistusnumero|vahvistusnumerosi",
  weakCode: "koodi*|salasana*|pin|pin-koodi*|tunnusluku*|aktivointiavain*",
  enter: "syötä|anna|käytä|kirjoita|näppäile|käyttämällä|antamalla|syöttämällä|syöttää|käyttää|kirjoittaa|" +
    "kopioi|tarvitset|naputtele",
  login: "kirjautu*|kirjaudu*|sisäänkirjau*",
  verify: "vahvista*|jatkaa*|varmista*|vahvistus|aktivoi*|vahvistaak*|vahvistat|vahvistamaan|aktivoida|" +
    "pyysit|pyytämäsi|tilaamasi|parittaa|yhdistää|rekisteröi*|aktivointi|hyväksyä|turvallisuutesi|" +
    "avata|palauttaa|palauttamiseen|allekirjoittaa|viimeistellä|jos se olit sinä|jos se olet sinä|" +
    "oletko se sinä",
  passwordReset:
    "palauta*|salasanan palaut*|salasanan vaihto*|vaihtaa salasana*|uusi salasana|salasanan nollau*|" +
    "nollata salasana*|salasanan vaihtami*|vaihda salasana*",
  phoneConfirmation:
    "vahvistaa puhelinnumero*|vahvista puhelinnumero*|puhelinnumeron vahvist*|puhelinnumerosi vahvist*|" +
    "vahvistaaksesi puhelinnumero*",
  emailChange: "sähköpostiosoitteen vaihto*|vaihtaa sähköposti*|uusi sähköposti*|sähköpostiosoitteen muut*|" +
    "uuden sähköposti*|sähköpostiosoitteesi vaihto*",
  payment: "maksu*|maksa*|osto*|tapahtuma*",
  transfer: "tilisiir*|siirto*|siirrä*|nosto*|saaja*",
  deletion: "poistaa tili*|tilin poist*|tilisi poist*|sulkea tili*|tilin sulke*",
  unrelated: "postinumero*|alennuskoodi*|kampanjakoodi*|etukoodi*|tarjouskoodi*|qr-koodi*|viivakoodi*|" +
    "virhekoodi*|maakoodi*|lähdekoodi*|lahjakoodi*|varauskoodi*|noutokoodi*|suuntanumero*|ovikoodi*|" +
    "tuotekoodi*|wifi-salasana*|kutsukoodi*|pukukoodi*|seurantakoodi*|varakoodi*|lokeron koodi|" +
    "wlan-salasana*",
  promotion: "alennus*|alennu*|tarjous*|tarjouk*|ilmainen toimitus|ale|lahjakortti*|kampanja*",
  numberName: "tilausnumero*|laskun numero|laskunumero*|tilinumero*|asiakasnumero*|viitenumero*|viite|" +
    "seurantanumero*|lähetystunnus*|varausnumero*|korttinumero*|y-tunnus|tapausnumero*|sarjanumero*|" +
    "saldo*|summa*|jäsennumero*|tukipyyn*|lähetysnumero*|tilaustunnus",
  numbered: "tilaus|lasku|tili|kortti|lippu|lento|juna|huone|nro|nro.|numero|versio|sivu|paketti|asiakas|" +
    "vuodesta|vuonna|vuosi|tilauksesi|tilauksen|raide",
  contact: "soita*|puhelin|puh|puh.|tel|faksi|asiakaspalvelu*|ota yhteyttä|gsm|info|asiakaspalvelu",
  ending: "joka päättyy|päättyvä*|päättyy|viimeiset numerot|loppuosa",
  unit: "minuutti|minuuttia|minuutin|min|tunti|tuntia|tunnin|sekuntia|päivä|päivää|viikkoa|kuukautta|" +
    "vuotta|prosenttia|pistettä|kilometriä|henkilöä|asiakasta|kertaa|kpl|osallistujaa",
  currency: "euroa|euro",
  month: "tammikuu*|helmikuu*|maaliskuu*|huhtikuu*|toukokuu*|kesäkuu*|heinäkuu*|elokuu*|syyskuu*|lokakuu*|" +
    "marraskuu*|joulukuu*",
  street: "katu|tie|kuja|Helsinki|Espoo|Tampere|pl",
  secrecy: "älä jaa|älä koskaan|älä kerro|älä anna|älä luovuta|emme koskaan|ei koskaan|kenellekään|kenenkään",
  unrequested: "jos et|ellet|jos sinä et|et pyytänyt|et ole pyytänyt|jätä huomiotta|jos tämä ei",
  outdated:
    "vanha koodi*|aiempi koodi*|edellinen koodi*|on vanhentunut|ei ole enää voimassa|ei enää voimassa|" +
    "ei kelpaa|korvaa",
  renewed: "uusi koodi*|nykyinen koodi|uusi vahvistuskoodi*",
  figure: "numero|numerot|numeron|numerosarja|luku|merkit|numerosarjan",
  receipt: "hyväksytty|kuitti|maksettu|kiitos ostoksesta|maksettu kortilla|kiitos tilauksesta",
};
