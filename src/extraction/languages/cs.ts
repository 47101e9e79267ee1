/**
 * Words of code messages: Czech and Slovak.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Czech and Slovak. */
export const cs: Language = {
  occasion: "zásilka|zásilky|balík|doručení|rezervace|kurýr*|zásielka|vyzvednutí|výdejna|dárková karta|" +
    "dárkový poukaz|skříňk*|dveř*|trezor*|hosté|wi-fi",
  code: "ověřovací kód|ověřovacím kódem|ověřovacího kódu|bezpečnostní kód|potvrzovací kód|jednorázový kód|" +
    "jednorázové heslo|přihlašovací kód|aktivační kód|autentizační kód|SMS kód|dočasné heslo|" +
    "dočasný kód|kód pro přihlášení|kód pro ověření|kód k přihlášení|overovací kód|bezpečnostný kód|" +
    "jednorazový kód|jednorazové heslo|prihlasovací kód|aktivačný kód|kód na prihlásenie|" +
    "kód na overenie|dočasný prístupový kód|autentifikační kód|místný kód|miestny kód|potvrdzovací kód|" +
    "|ověřovací číslo|bezpečnostní číslo|overovacie číslo",
  weakCode: "kód|kódu|kódem|kódom|heslo|PIN|přístupový kód|autorizační kód|autorizačný kód|prístupový kód|" +
    "aktivační klíč|přístupový klíč|aktivačný kľúč",
  enter: "zadejte|zadej|použijte|použij|vložte|napište|opište|zadajte|použite|zadat|vyplňte|použiť|zadání|" +
    "vložit|napsat|vyplnit|opsat|použijeme|zkopírujte|zadať|vložiť|napíšte|opíšte|zadaj|použi|vlož|" +
    "naťukejte|uveďte|přepište",
  login: "přihlášení|přihlásit|přihlašování|přihlásili|přístup k|prihlásenie|prihlásiť|prihlásenia|" +
    "prihlasovanie|přihlaste se|přihlas se|prihláste sa",
  verify: "ověřit|potvrdit|pokračovat|ověření|dokončit|overiť|potvrdiť|pokračovať|overenie|potvrzení|" +
    "aktivovat|potvrďte|ověřte|potvrď|ověř|aktivujte|potvrďte|overte|požádali|vyžádal|vyžádaný|" +
    "požadovaný|o který|spárovat|spárování|propojit|registrace|registraci|zaregistrovat|registrácia|" +
    "registráciu|aktivaci|aktivace|aktiváciu|schválit|schválení|autorizovat|autorizaci|" +
    "pro vaši bezpečnost|odemknout|dokončení|dokončiť|aktivujete|potvrzujete|spárovanie|schváliť|" +
    "pokud jste to vy|jste to vy|pokud jsi to ty|ak ste to vy",
  passwordReset: "obnovení hesla|obnovit heslo|reset hesla|změna hesla|změnu hesla|změnit heslo|nové heslo|" +
    "zapomenuté heslo|resetování hesla|zmena hesla|zmenu hesla|obnovenie hesla|zmeniť heslo|" +
    "obnovu hesla|obnova hesla|změně hesla",
  phoneConfirmation: "ověření telefonního čísla|potvrzení telefonního čísla|ověřit telefonní číslo|" +
    "potvrdit telefonní číslo|ověření telefonu|overenie telefónneho čísla|potvrdenie telefónneho čísla|" +
    "overiť telefónne číslo|ověření vašeho telefonního čísla|potvrďte telefonní číslo|potvrzení čísla|" +
    "ověření čísla",
  emailChange: "změna e-mailu|změnu e-mailu|změně e-mailu|nový e-mail|změna emailu|změnu emailu|" +
    "změna e-mailové adresy|změnu e-mailové adresy|zmena e-mailu|zmenu e-mailu|nové e-mailové adresy",
  payment: "platba|platby|platbu|platbě|zaplatit|nákup|nákupu|transakce|transakci|zaplatiť|transakcie",
  transfer: "převod|převodu|výběr|výběru|příjemce|prevod|prevodu|výber",
  deletion:
    "smazání účtu|zrušení účtu|smazat účet|zrušit účet|odstranění účtu|zrušenie účtu|vymazanie účtu|" +
    "smazání vašeho účtu|zrušení vašeho účtu|odstranit účet",
  unrelated:
    "poštovní směrovací číslo|PSČ|slevový kód|slevového kódu|promo kód|QR kód|čárový kód|chybový kód|" +
    "kód chyby|kód země|zdrojový kód|dárkový kód|kód kupónu|předvolba|zľavový kód|čiarový kód|" +
    "kód rezervace|heslo k wifi|heslo na wifi|kód produktu|kód pro vyzvednutí|kód zásilky|kód slevy|" +
    "záložní kódy|výdejní kód|kód k vyzvednutí|kód dveří|poukaz",
  promotion: "sleva|slevu|slevy|sleva na|akce|výprodej|kupón|doprava zdarma|zľava|zľavu|zľavy|poukaz*",
  numberName: "číslo objednávky|číslo faktury|číslo účtu|číslo zásilky|číslo zákazníka|referenční číslo|" +
    "číslo transakce|číslo rezervace|číslo karty|číslo případu|variabilní symbol|IČO|DIČ|IČ|zůstatek|" +
    "částka|variabilný symbol|číslo zásielky|sériové číslo|číslo smlouvy|číslo požadavku|číslo tiketu|" +
    "suma",
  numbered:
    "objednávka|objednávky|objednávku|faktura|účet|účtu|karta|karty|zásilka|lístek|let|vlak|pokoj|č|č.|" +
    "číslo|verze|strana|balík|zákazník|rok|nástupiště|případ",
  contact: "volejte|zavolejte|telefon|tel|tel.|linka|lince|infolinka|fax|mobil|kontaktujte|info|pomoc",
  ending: "končící na|končící|posledních čísel|poslední číslice|končiaci|končiacou na|koncovka",
  unit: "minut|minuty|minutu|min|hodin|hodiny|hodinu|sekund|dnů|dní|dny|týdnů|měsíců|let|procent|bodů|" +
    "kilometrů|osob|zákazníků|krát|ks|minút|hodín|účastníků",
  currency: "Kč|korun|CZK",
  month:
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|pondělí|úterý|" +
    "středa|čtvrtek|pátek|sobota|neděle",
  street: "ulice|náměstí|třída|Praha|Brno|Ostrava|Bratislava|ul.",
  secrecy: "nikomu nesdělujte|nesdílejte|nikomu|nesdělujte|nikdy|neposkytujte|nezdieľajte|nepředávejte|" +
    "neprozrazujte",
  unrequested:
    "pokud jste|pokud nejste|pokud to nejste|pokud o|nežádali|ignorujte|ak ste|ak to nie|pokud to|" +
    "nepožádali",
  outdated: "starý kód|předchozí kód|předchozí kódy|dřívější kód|vypršel|již není platný|už není platný|" +
    "není platný|nahrazuje|predchádzajúci kód|už nie je platný|pozbyl platnosti",
  renewed: "nový kód|aktuální kód|nový ověřovací kód|aktuálny kód",
  copula: "je",
  figure: "číslo|číslice|číslic|číselný|kombinaci|znaky|čísla",
  receipt: "schváleno|schválena|účtenka|zaplaceno|uhrazeno|děkujeme za nákup|stvrzenka|zaplatené|" +
    "zaplaceno kartou|děkujeme za objednávku",
};
