/**
 * Words of code messages: Hungarian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Hungarian. */
export const hu: Language = {
  occasion:
    "csomag*|szállít*|foglalás*|futár*|időpont*|ajándékkártya|ajándékutalvány|szekrény*|ajtó*|kapu*|" +
    "wifi|wi-fi|vendég*",
  code: "egyszer használatos|ellenőrző kód*|ellenőrzőkód*|megerősítő kód*|megerősítőkód*|biztonsági kód*|" +
    "egyszer használatos kód*|egyszer használatos jelszó*|egyszeri kód*|egyszeri jelszó*|" +
    "bejelentkezési kód*|belépési kód*|belépőkód*|azonosító kód*|azonosítókód*|aktiváló kód*|" +
    "aktiválókód*|aktivációs kód*|hitelesítő kód*|hitelesítőkód*|hitelesítési kód*|hozzáférési kód*|" +
    "ideiglenes kód*|ideiglenes jelszó*|SMS-kód*|SMS kód*|jóváhagyó kód*|számjegyű kód*|igazoló kód*|" +
    "visszaigazoló kód*|ellenőrző szám|biztonsági szám|ellenőrzőszám",
  weakCode:
    "kód|kódja|kódod|kódot|kódját|jelszó|jelszava|jelszavad|PIN-kód|kódodat|pin|aktiválási kulcs*|aktiváló kulcs*",
  enter: "írja be|írd be|adja meg|add meg|használja|használd|beírás*|beütni|üsse be|gépelje be|írd|írja|" +
    "megadni|megadásával|beírni|beírja|használni|másolja|másold|üsd be|gépeld be|szüksége van",
  login: "bejelentkez*|belép*|bejelentkezni|belépni|hozzáférés*|jelentkezz be|jelentkezzen be|lépj be|" +
    "lépjen be",
  verify: "ellenőriz*|megerősít*|folytat*|hitelesít*|igazol*|aktivál*|erősítse|erősítsd|igazolja|igazold|" +
    "kért|kérte|kérted|párosítás*|összekapcsol*|regisztráció*|regisztrál*|jóváhagy*|" +
    "biztonsága érdekében|felold*|befejez*|visszaállít*|aláír*|aktiváld|aktiváljad|ha te voltál|" +
    "ha Ön volt|ha ön volt",
  passwordReset: "jelszó visszaállít*|jelszó-visszaállít*|jelszava visszaállít*|jelszavad visszaállít*|" +
    "jelszó módosít*|jelszómódosít*|új jelszó*|jelszó megváltoztat*|jelszócsere*|elfelejtett jelszó*|" +
    "jelszó vissza*|jelszavának visszaállít*|jelszavának módosít*",
  phoneConfirmation: "telefonszám megerősít*|telefonszámod megerősít*|telefonszáma megerősít*|" +
    "telefonszámának megerősít*|telefonszámának igazol*|telefonszám igazol*|telefonszám ellenőrz*|" +
    "telefonszámod ellenőrz*|telefonszáma ellenőrz*",
  emailChange: "e-mail-cím módosít*|e-mail cím módosít*|új e-mail*|e-mail címének módosít*|" +
    "e-mail-címének módosít*|email cím módosít*|e-mail-cím megváltoztat*",
  payment: "fizetés*|vásárlás*|tranzakció*|kifizetés*",
  transfer: "átutal*|utalás*|pénzfelvétel*|kedvezményezett*",
  deletion: "fiók törl*|fiókja törl*|fiókod törl*|fiókjának törl*|fiók megszünt*|fiók bezár*|" +
    "fiókjának megszünt*",
  unrelated: "irányítószám*|kuponkód*|kedvezménykód*|promóciós kód*|promókód*|QR-kód*|vonalkód*|hibakód*|" +
    "országkód*|forráskód*|ajándékkód*|foglalási kód*|termékkód*|körzetszám*|átvételi kód*|" +
    "wifi jelszó*|wifi-jelszó*|meghívókód*|meghívó kód*|kapukód*|csomagkód*|akciós kód*",
  promotion: "kedvezmény*|akció*|kupon*|ingyenes szállítás|leárazás*|ajándékkártya*|engedmény*",
  numberName: "rendelésszám*|rendelési szám*|számlaszám*|ügyfélszám*|csomagszám*|hivatkozási szám*|" +
    "tranzakciószám*|foglalási szám*|kártyaszám*|ügyszám*|nyomkövetési szám*|adószám*|cégjegyzékszám*|" +
    "egyenleg*|összeg*|rendelés száma|azonosító száma|számla sorszáma|rendelés azonosító*|sorszám*|" +
    "gyári szám*",
  numbered: "rendelés|számla|fiók|kártya|jegy|járat|vonat|szoba|sz|szám|verzió|oldal|csomag|ügyfél|év",
  contact: "telefonszám*|hívja|hívd|telefon|tel|tel.|fax|ügyfélszolgálat*|hívjon|mobil|info|ügyfélszolgálat",
  ending: "végződő|végződik|végű|utolsó számjegyei|utolsó négy számjegye",
  unit: "perc|percig|percen|percben|óra|óráig|órán|másodperc*|napig|napon|hónap|év|százalék|pont|kilométer|" +
    "ügyfél|alkalom|db|évben|résztvevő",
  currency: "Ft|forint|HUF|euró",
  month: "január*|február*|március*|április*|május*|június*|július*|augusztus*|szeptember*|október*|" +
    "november*|december*",
  street: "utca|u.|út|tér|körút|krt.|Budapest|Debrecen|Szeged",
  secrecy: "ne ossza meg|ne oszd meg|ne adja ki|ne add ki|senkinek|senkivel|soha ne|ne adja meg|ne árulja el",
  unrequested: "ha nem|amennyiben nem|hagyja figyelmen kívül|hagyd figyelmen kívül|nem Ön|nem te",
  outdated: "régi kód*|korábbi kód*|előző kód*|lejárt|már nem érvényes|érvényét vesztette",
  renewed: "új kód*|aktuális kód*|új ellenőrző kód*|új megerősítő kód*",
  figure: "szám|számot|számsort|számjegyeket|karaktereket",
  receipt: "jóváhagyva|nyugta|kifizetve|köszönjük a vásárlást",
};
