/**
 * Words of code messages: Estonian, Latvian and Lithuanian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Estonian, Latvian and Lithuanian. */
export const et: Language = {
  code: "kinnituskood*|turvakood*|ühekordne kood|ühekordne parool|sisselogimiskood*|apstiprinājuma kods|" +
    "drošības kods|verifikācijas kods|vienreizējais kods|vienreizējā parole|pieslēgšanās kods|" +
    "patvirtinimo kodas|saugos kodas|vienkartinis kodas|vienkartinis slaptažodis|prisijungimo kodas|" +
    "kontrollkood*|pieejas kods|patvirtinimo kodą",
  weakCode: "kood|parool|kods|parole|kodas|slaptažodis|kodą|kodu",
  enter: "sisesta|sisestage|kasuta|kasutage|ievadi|ievadiet|izmanto|izmantojiet|įveskite|naudokite|įvesk|" +
    "sisestada|trükkige|ievadīt|lietojiet|įrašykite|suveskite|panaudokite|naudok",
  login: "sisselogimi*|sisse logi*|pieslēg*|pieteik*|prisijung*",
  verify: "kinnita*|apstiprin*|patvirtin*|registreeri*|aktiveeri*|reģistr*|aktivizē*|registr*|aktyvuo*",
  passwordReset:
    "parooli lähtest*|parooli muut*|parooli vahet*|paroles atiestat*|paroles maiņ*|slaptažodžio atkūr*|" +
    "slaptažodžio keit*|atkurti slaptažod*|uus parool|jaunu paroli",
  unit: "minutit|minutes|minūtes|minūtēm|tundi|stundas|valandas|minučių|minutę|dienas|dienų|päeva",
  secrecy: "ära jaga|ärge jagage|neizpaudiet|nekam|niekam|neatskleiskite|kellegagi|nedalieties",
  unrequested: "kui te ei|kui sa ei|ja jūs ne*|jei jūs ne*|jei ne*|ignoreeri*|ignorējiet|ignoruokite",
  outdated: "vana kood|eelmine kood|aegunud|vecais kods|iepriekšējais kods|senas kodas|ankstesnis kodas|" +
    "nebegalioja|vairs nav derīgs",
  renewed: "uus kood|jaunais kods|jauns kods|naujas kodas",
  unrelated: "postiindeks|sooduskood*|kampaaniakood*|ribakood*|atlaižu kods|pasta indekss|nuolaidos kodas|" +
    "pašto kodas|svītrkods|brūkšninis kodas|pasta kods",
  promotion: "allahindlus*|soodustus*|atlaide*|nuolaid*",
  numberName:
    "tellimuse number|arve number|pasūtījuma numurs|rēķina numurs|užsakymo numeris|sąskaitos numeris|" +
    "viitenumber|jääk|summa|pakinumber",
  numbered: "tellimus|arve|pasūtījums|rēķins|užsakymas|sąskaita|nr|konto",
  figure: "number|numbrid|skaitli|numuru|numerį|skaičių",
};
