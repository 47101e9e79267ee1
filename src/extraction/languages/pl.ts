/**
 * Words of code messages: Polish.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Polish. */
export const pl: Language = {
  occasion: "paczka|paczki|przesyłka|kurier*|rezerwacja|rezerwacji|wizyta|paczkomat*|paczkomacie|lot|" +
    "karta podarunkowa|karty podarunkowej|bon podarunkowy|szafk*|drzwi|sejf*|domofon*|wi-fi",
  code: "kod weryfikacyjny|kodu weryfikacyjnego|kodem weryfikacyjnym|kod bezpieczeństwa|kod potwierdzający|" +
    "kod potwierdzenia|kod jednorazowy|jednorazowy kod|jednorazowe hasło|hasło jednorazowe|" +
    "kod logowania|kod uwierzytelniający|kod aktywacyjny|kod do logowania|kod SMS|tymczasowe hasło|" +
    "tymczasowy kod|hasło SMS|smskod|cyfrowy kod|kod zabezpieczający|kod resetowania|kod rejestracyjny|" +
    "|numer weryfikacyjny|numer bezpieczeństwa",
  weakCode: "kod|kodu|kodem|hasło|PIN|kod dostępu|kod autoryzacyjny|kod autoryzacji|klucz aktywacyjny|" +
    "klucz dostępu",
  enter: "wpisz|podaj|użyj|wprowadź|wpisać|przepisz|użyć|podać|wprowadzić|wpisując|wprowadzając|wklej|" +
    "skopiuj|przepisać|podając|używając|potrzebujesz|wstukaj|wklejcie",
  login: "logowanie|logowania|zalogować|zaloguj|logowaniu|zalogowania|dostęp do|logujesz|zaloguj się|" +
    "logowaniem",
  verify:
    "zweryfikować|autoryzacji|autoryzacja|autoryzacyjn*|potwierdzić|potwierdź|kontynuować|weryfikacja|" +
    "weryfikacji|potwierdzenia|dokończyć|aktywować|zweryfikuj|aktywuj|prosiłeś|prosiłaś|o który|" +
    "zamówiłeś|sparować|sparowania|połączyć|rejestracja|rejestracji|rejestrację|zarejestrować|" +
    "aktywacja|aktywacji|zatwierdzić|zatwierdzenia|autoryzować|dla Twojego bezpieczeństwa|odblokować|" +
    "dokończ|zakończyć|zmiany hasła|podpisać|aktywuje|uwierzytelnić|jeśli to ty|jeżeli to ty|" +
    "jeśli to Ty|to Ty",
  passwordReset:
    "zresetować hasło|resetowanie hasła|resetowania hasła|reset hasła|zmiana hasła|zmiany hasła|" +
    "zmienić hasło|nowe hasło|odzyskać hasło|odzyskiwanie hasła|odzyskiwania hasła|resetu hasła|" +
    "zresetowania hasła|ustawić nowe hasło|zresetowanie hasła",
  phoneConfirmation: "potwierdzić numer telefonu|potwierdź numer telefonu|potwierdzenia numeru telefonu|" +
    "weryfikacja numeru telefonu|weryfikacji numeru telefonu|zweryfikować numer|potwierdzić swój numer|" +
    "potwierdzenie numeru|potwierdź swój numer",
  emailChange: "zmiana adresu e-mail|zmiany adresu e-mail|zmienić adres e-mail|nowy adres e-mail|" +
    "nowego adresu e-mail|zmiana e-mail|zmianę adresu e-mail|nowy adres",
  payment: "płatność|płatności|zapłacić|zakup|zakupu|transakcja|transakcji|transakcję|zapłaty",
  transfer: "przelew|przelewu|wypłata|wypłaty|odbiorca|odbiorcy|przelewem",
  deletion: "usunąć konto|usunięcie konta|usunięcia konta|zamknięcie konta|usuń konto|zamknięcia konta",
  unrelated:
    "kod pocztowy|kod rabatowy|kod promocyjny|kod QR|kod kreskowy|kod błędu|kod kraju|kod źródłowy|" +
    "kod zniżkowy|kod podarunkowy|kod odbioru|kod rezerwacji|kod produktu|kodeks|hasło wifi|" +
    "hasło do wifi|kod do paczkomatu|kod zaproszenia|numer kierunkowy|kod polecający|kod domofonu|" +
    "kod do bramy|kody zapasowe|kodem rabatowym|kodu rabatowego|kod CVV|kod swift|zeskanuj kod",
  promotion:
    "rabat|rabatu|zniżka|zniżki|zniżkę|promocja|promocji|oferta|darmowa dostawa|wyprzedaż|kupon|taniej|" +
    "koszyk*",
  numberName: "numer zamówienia|nr zamówienia|numer faktury|numer konta|numer klienta|numer przesyłki|" +
    "numer referencyjny|numer transakcji|numer sprawy|numer rezerwacji|numer karty|numer zgłoszenia|" +
    "NIP|REGON|KRS|saldo|kwota|numer paczki|numer seryjny|nr klienta|numer polisy|numer umowy|" +
    "nr przesyłki|nr faktury",
  numbered:
    "zamówienie|zamówienia|faktura|konto|karta|bilet|lot|pociąg|pokój|nr|numer|wersja|strona|paczka|" +
    "klient|przesyłka|rok|sprawa|zgłoszenie|peron|lokal",
  contact: "zadzwoń|telefon|tel|tel.|infolinia|infolinii|kontakt|faks|dzwoń|kom|kom.|info|pomoc",
  ending: "kończący się|kończącej się|kończąca się|ostatnie cyfry|zakończona|zakończonej|końcówka|końcówce|" +
    "kończącego się",
  unit: "minut|minuty|minutę|min|godzin|godziny|godzinę|sekund|dni|dzień|tygodni|miesięcy|lat|procent|" +
    "punktów|kilometrów|osób|klientów|razy|szt|r|uczestników",
  currency: "zł|PLN|złotych|groszy",
  month: "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|" +
    "grudnia|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela",
  street: "ul|ul.|ulica|aleja|al.|plac|Warszawa|Kraków|Wrocław|Poznań",
  secrecy: "nie udostępniaj|nikomu|nie podawaj|nie przekazuj|nigdy nie|nie ujawniaj|nie pokazuj|poufny",
  unrequested: "jeśli nie|jeżeli nie|jeśli to nie|jeżeli to nie|zignoruj|to nie ty|nie prosiłeś",
  outdated: "stary kod|poprzedni kod|poprzednie kody|wcześniejszy kod|wygasł|stracił ważność|" +
    "przestał być ważny|zastępuje",
  renewed: "nowy kod|aktualny kod|nowy kod weryfikacyjny",
  figure: "numer|cyfry|liczbę|ciąg|kombinację|znaki|numeru",
  receipt:
    "zaakceptowana|paragon|zapłacono|opłacone|potwierdzenie płatności|dziękujemy za zakup|zatwierdzona|" +
    "|zapłacono kartą|dziękujemy za zamówienie",
};
