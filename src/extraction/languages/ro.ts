/**
 * Words of code messages: Romanian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Romanian. */
export const ro: Language = {
  occasion: "coletul|livrare|rezervare|curier*|programare|zborul|card cadou|dulap*|poart*|wifi|wi-fi",
  code: "de unică folosință|cod de verificare|codul de verificare|codul tău de verificare|" +
    "codul dvs. de verificare|cod de securitate|codul de securitate|cod de confirmare|" +
    "codul de confirmare|cod de autentificare|codul de autentificare|cod de conectare|" +
    "codul de conectare|cod unic|codul unic|parola unică|parolă de unică folosință|" +
    "parola de unică folosință|cod de unică folosință|cod de activare|codul de activare|cod SMS|" +
    "codul SMS|cod temporar|parolă temporară|parola temporară|cod de validare|codul de validare|" +
    "codul OTP|codul de login|număr de verificare|numărul de verificare|număr de securitate",
  weakCode: "cod|codul|codului|parola|parolă|codul tău|pin|cod de acces|codul de acces|cod de autorizare|" +
    "codul de autorizare|cheie de activare|cheia de activare",
  enter: "introdu|introduceți|introduceti|folosește|folosiți|folosiți codul|utilizați|tastați|scrie|" +
    "completați|utilizează|introduceţi|introducând|foloseste|folositi|folosind|utilizati|utilizând|" +
    "tastează|tastati|scrieți|copiază|completează|completati|inserați|inserează|introducerea",
  login: "autentificare|autentifica|autentificării|conectare|conecta|conectați|accesa|logare|loga|" +
    "intra în cont|accesul|conectează-te|autentifică-te|conectați-vă|autentificați-vă",
  verify: "verifica|confirma|continua|verificare|confirmare|finaliza|valida|activa|confirmați|confirmă|" +
    "verificați|verifică|activați|validați|ați cerut|ai cerut|solicitat|ai solicitat|cerut|asocia|" +
    "conecta|împerechea|înregistrare|inregistrare|înregistra|înregistrarea|activare|activarea|activezi|" +
    "autoriza|aproba|pentru siguranța|debloca|reseta|resetarea|semna|a activa|dacă ești tu|" +
    "dacă sunteți dvs|dacă ai fost tu",
  passwordReset:
    "resetarea parolei|resetare parolă|reseta parola|resetați parola|schimbarea parolei|schimba parola|" +
    "parolă nouă|parola nouă|recuperarea parolei|resetării parolei|noua parolă",
  phoneConfirmation:
    "confirma numărul|verifica numărul|confirmarea numărului|verificarea numărului|confirmați numărul|" +
    "număr de telefon",
  emailChange: "schimbarea adresei|schimba adresa|noua adresă|adresă nouă|schimbarea e-mailului|" +
    "schimbarea emailului|modificarea adresei",
  payment: "plată|plata|plăți|plăti|plății|achiziție|cumpărătură|tranzacție|tranzacția|tranzacției",
  transfer: "transfer|transferul|transferului|retragere|beneficiar|virament",
  deletion: "ștergerea contului|șterge contul|ștergeți contul|închiderea contului|stergerea contului|" +
    "închide contul",
  unrelated: "cod poștal|codul poștal|cod promoțional|codul promoțional|cod de reducere|codul de reducere|" +
    "cod QR|codul QR|cod de bare|cod de eroare|cod sursă|codul sursă|cod cadou|codul țării|" +
    "cod de rezervare|codul de rezervare|cod produs|codul produsului|cod fiscal|cod client|" +
    "cod de ridicare|parola wifi|parola wi-fi|voucher|codul penal|codul civil|cod voucher|" +
    "codul de eroare|cod easybox|codul easybox",
  promotion: "reducere|reduceri|ofertă|promoție|voucher|transport gratuit|cupon|discount",
  numberName: "numărul comenzii|număr comandă|numărul facturii|numărul contului|număr client|" +
    "numărul de referință|referință|numărul tranzacției|AWB|numărul rezervării|numărul cardului|CUI|" +
    "sold|soldul|suma|total|numărul de urmărire|nr. comandă|CIF|cod client",
  numbered: "comanda|comandă|factura|contul|cont|cardul|card|biletul|zborul|trenul|camera|nr|nr.|numărul|" +
    "versiunea|pagina|coletul|clientul|anul|pachetul",
  contact: "sunați|telefon|tel|tel.|fax|apelați|call center|contactați|sună|la numărul|info|asistență|ajutor",
  ending: "care se termină în|se termină cu|ultimele cifre|ultimele 4 cifre|terminat în",
  unit: "minute|minut|min|ore|oră|secunde|zile|zi|săptămâni|luni|ani|la sută|puncte|kilometri|persoane|" +
    "clienți|ori|buc",
  currency: "lei|RON|bani|euro",
  month: "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
  street: "strada|str|str.|bulevardul|bd.|calea|șoseaua|București|Cluj|Iași",
  secrecy: "nu împărtășiți|nu împărtăși|nu distribui|nu divulga|nu divulgați|nu comunicați|nu îl comunica|" +
    "nu transmite|nu transmiteți|niciodată|nimănui|nu dezvălui",
  unrequested: "dacă nu|în cazul în care nu|nu ați solicitat|nu ai solicitat|ignoră|ignorați",
  outdated: "codul vechi|codul anterior|codurile anterioare|cod anterior|a expirat|nu mai este valabil|" +
    "nu mai este valid|expirat|înlocuiește",
  renewed: "codul nou|noul cod|cod nou|noul cod de verificare|codul actual",
  copula: "este",
  figure: "numărul|cifrele|cifre|numerele|combinația|caracterele",
  receipt: "aprobată|aprobat|chitanță|bon fiscal|plătit|vă mulțumim pentru cumpărături",
};
