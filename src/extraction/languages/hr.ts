/**
 * Words of code messages: Croatian, Serbian, Bosnian and Slovenian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Croatian, Serbian, Bosnian and Slovenian. */
export const hr: Language = {
  occasion: "paket*|dostava*|pošiljk*|rezervacij*|dostavljač*|ormarić*|wifi|wi-fi",
  code: "kod za provjeru|kod za potvrdu|sigurnosni kod|verifikacijski kod|verifikacioni kod|potvrdni kod|" +
    "kontrolni kod|jednokratni kod|jednokratna lozinka|jednokratna šifra|kod za prijavu|pristupni kod|" +
    "aktivacijski kod|aktivacioni kod|kod za verifikaciju|kod za autentifikaciju|privremena lozinka|" +
    "potrditvena koda|varnostna koda|enkratna koda|enkratno geslo|koda za prijavo|koda za potrditev|" +
    "verifikacijska koda|код за потврду|код за верификацију|верификациони код|једнократна лозинка|" +
    "безбедносни код|једнократни код|sigurnosni kôd|bezbednosni kod",
  weakCode: "kod|kôd|lozinka|šifra|koda|geslo|лозинка|шифра",
  enter: "unesite|upišite|koristite|upotrijebite|unesi|vnesite|uporabite|унесите|користите|upiši|ukucajte|" +
    "unijeti|upisati|uneti|upisite|koristi|upotrebite|otkucajte|vpišite|vnesi|uporabi|unos|vnos|" +
    "kopirajte|prepišite",
  login: "prijava|prijavu|prijavili|prijaviti|prijave|prijavo|prijavite|пријаву|пријаве|пријављивање|" +
    "pristup|prijavite se|prijavi se",
  verify: "potvrdite|potvrdu|nastavak|nastavili|provjera|verifikacija|potrditev|потврдите|потврду|" +
    "верификација|potvrdili|aktivirati|aktivirali|aktivaciju|aktivacija|registracija|registraciju|" +
    "registrirati|povezati|uparivanje|odobriti|otključati|dovršiti|promjenu lozinke|za ponastavitev|" +
    "ponastavitev|aktivirajte|registracijo",
  passwordReset:
    "resetiranje lozinke|resetovanje lozinke|promjenu lozinke|promjena lozinke|promenu lozinke|" +
    "promena lozinke|nova lozinka|novu lozinku|ponastavitev gesla|ponovno postavljanje lozinke|" +
    "обнављање лозинке|промену лозинке|ресетовање лозинке|oporavak lozinke|poništavanje lozinke",
  phoneConfirmation: "potvrdu broja telefona|potvrdu telefonskog broja|potvrdite broj telefona|" +
    "verifikaciju broja telefona|potrditev telefonske|potvrdili broj|potvrdu broja",
  emailChange:
    "promjenu e-mail*|promjena e-mail*|promenu e-mail*|promena e-mail*|novu e-mail*|promjenu adrese|" +
    "promjena e-pošte|sprememba e-pošt*",
  payment: "plaćanje|plaćanja|kupnju|kupovinu|kupovina|transakcija|transakciju|plačilo|плаћање",
  transfer: "prijenos|prenos|uplatu|isplatu|isplata|nakazilo|transfer|пренос",
  deletion: "brisanje računa|brisanje naloga|izbris računa|zatvaranje računa|брисање налога",
  unrelated: "poštanski broj|kod za popust|promo kod|promotivni kod|QR kod|QR koda|barkod|crtični kod|" +
    "kod greške|pozivni broj|izvorni kod|poklon kod|črtna koda|koda za popust|kupon|vavčer|" +
    "poštna številka|kod proizvoda",
  promotion: "popust|popusta|akcija|akciji|ponuda|kupon|besplatna dostava|rasprodaja|razprodaja",
  numberName: "broj narudžbe|broj porudžbine|broj računa|broj fakture|broj pošiljke|referentni broj|" +
    "poziv na broj|broj transakcije|broj rezervacije|broj kartice|OIB|PIB|JMBG|stanje|iznos|" +
    "številka naročila|številka računa|broj predmeta|broj klijenta",
  numbered: "narudžba|porudžbina|račun|kartica|karta|let|broj|br|br.|verzija|stranica|pošiljka|od|godina|" +
    "naročilo|številka|soba|računa",
  contact: "nazovite|pozovite|telefon|tel|tel.|fax|faks|kontakt|pokličite|mob",
  ending: "završava na|koja završava|zadnje znamenke|poslednje cifre|končuje",
  unit: "minuta|minute|minut|min|sati|sata|sekundi|tjedana|mjeseci|godina|bodova|osoba|kom|uri|dni|godine|" +
    "минута|сати",
  currency: "kn|kuna|dinara|RSD|KM|EUR|динара|evrov|eura",
  month:
    "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca|" +
    "januara|februara|aprila|juna|jula|avgusta|septembra|oktobra|novembra|decembra",
  street: "ulica|trg|avenija|cesta|Zagreb|Beograd|Ljubljana|Split",
  secrecy: "ne dijelite|ne delite|nikome|nikada|nemojte|ne otkrivajte|nikomur|ne posredujte|не делите|никоме",
  unrequested: "ako niste|ako vi niste|če niste|ako ovo niste|ignorirajte|zanemarite|prezrite|ако нисте",
  outdated: "stari kod|prethodni kod|prethodni kodovi|istekao|više ne vrijedi|više ne važi|prejšnja koda|" +
    "potekla|ni več veljavna|stara koda",
  renewed: "novi kod|nova koda|novi sigurnosni kod|novi verifikacijski kod|нови код",
  copula: "je|glasi",
  figure: "broj|brojke|znamenke|kombinaciju|številko|število",
  receipt: "odobreno|plaćeno|hvala na kupnji",
};
