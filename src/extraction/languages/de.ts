/**
 * Words of code messages: German.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** German. */
export const de: Language = {
  occasion: "Paket|Sendung|Lieferung|Packstation|Termin|Buchung|Flug|Abholung|Reservierung|Hotel|Zusteller|" +
    "Parken|Fahrt|Gast|Wohnung|Haustür|Gutschein|Geschenkkarte|Geschenkgutschein|Tresor|Zimmer|" +
    "Schließfach|Spind|Gäste|WLAN|Eingang|Buchungsnummer|Reservierungsnummer",
  code: "Bestätigungscode*|Bestaetigungscode*|Sicherheitscode*|Anmeldecode*|Anmelde-Code|Login-Code|" +
    "Logincode|Log-in-Code|Verifizierungscode*|Verifikationscode*|Einmalcode*|Einmal-Code|" +
    "Einmalpasswort*|Einmal-Passwort|Einmalkennwort*|Einmal-PIN|Freischaltcode*|Aktivierungscode*|" +
    "Prüfcode*|Pruefcode*|Authentifizierungscode*|Kontrollcode*|Registrierungscode*|SMS-Code|SMS-TAN|" +
    "mTAN|smsTAN|pushTAN|mobileTAN|Zugangs-PIN|Identifizierungscode*|Bestätigungs-Code|" +
    "Sicherheits-Code|Bestätigungsnummer lautet|stelliger Code|stelligen Code|stellige Code|" +
    "Freigabecode*|Zurücksetzungscode*|Prüfziffer lautet|Verifizierungs-Code|Zwei-Faktor-Code|" +
    "Einmalschlüssel|Bestätigungs-PIN|Bestätigungspin|Einmalpin|Freigabe-Code|Aktivierungs-Code|" +
    "Registrierungs-Code|Verifikations-Code|Zugangs-Code|Freischalt-Code|Authentifizierungs-Code|" +
    "Prüf-Code|Einmal-Kennwort|Zurücksetz-Code|SMS-Passwort|Login-PIN|Login-TAN|Prüfnummer|" +
    "Bestätigungszahl|Sicherheitsnummer|Verifizierungsnummer|Prüfzahl|Kontrollzahl|Sicherheitszahl|" +
    "Einmalnummer|Verifikationsnummer|einmalige Nummer|einmaliger Code|einmaligen Code|einmalige PIN|" +
    "einmalige TAN|einmaliges Passwort|einmaliges Kennwort",
  weakCode:
    "Code|PIN|TAN|Kennwort|Passwort|Zugangscode*|Zugriffscode*|Aktivierungsschlüssel|Zugangsschlüssel|" +
    "Freischaltschlüssel|Startkennwort|Startpasswort|Initialkennwort|Initialpasswort|Übergangspasswort|" +
    "Erstkennwort|Zugangspasswort",
  enter: "Geben Sie|Gib|eingeben|Verwenden Sie|Verwende|Nutzen Sie|Nutze|Benutze|Benutzen Sie|Tippen Sie|" +
    "einzugeben|eintippen|Tippe|gebe|trage|Tragen Sie|Verwenden|Benutzen|Nutzen|Tippen Sie ein|" +
    "tippen Sie|einzutippen|verwenden|nutzen|benutzen|eintragen|Trag|Bestätigen Sie mit|" +
    "bestätigen Sie mit|Bestätige mit|benötigen Sie|brauchst du|brauchen Sie|mit Eingabe|eingibst|" +
    "eingegeben werden|füge|fügen Sie|einfügen|kopieren Sie|kopiere|antworten Sie mit|antworte mit",
  login: "Anmeldung|anmelden|anzumelden|einloggen|einzuloggen|Login|Einloggen|Anmeldeversuch|Anmeldecode|" +
    "Zugang zu|zuzugreifen|Anmelde*|melden Sie sich|melde dich|loggen Sie sich|logge dich|log dich|" +
    "sich anmelden|sich einloggen|meldest du dich|loggst du dich|loggst dich|meldest dich",
  verify: "bestätigen|bestaetigen|verifizieren|fortzufahren|Verifizierung|Bestätigung|abzuschließen|" +
    "Identität|bestätige|bestätigen Sie|verifiziere|aktiviere|angefordert|angeforderte*|angeforderten|" +
    "koppeln|Kopplung|verbinden|registrieren|Registrierung|Aktivierung|aktivieren|freischalten|" +
    "Freischaltung|schalten Sie|freigeben|Freigabe|autorisieren|authentifizieren|Authentifizierung|" +
    "zu Ihrer Sicherheit|bestätigt|zu aktivieren|freizugeben|freizuschalten|zu bestätigen|bestätigst|" +
    "einrichten|Einrichtung|abschließen|Banking|Ihr neues Gerät|wenn Sie es sind|wenn Sie das sind|" +
    "wenn du es bist|wenn du das warst|wenn ja|falls Sie das waren|falls du das warst|sind Sie das|" +
    "bist du das|waren Sie das|warst du das",
  passwordReset:
    "Passwort zurücksetzen|Passwort zurückzusetzen|Passworts zurück*|Zurücksetzen Ihres Passworts|" +
    "Zurücksetzen deines Passworts|Zurücksetzung*|Passwort ändern|Passwort zu ändern|" +
    "Kennwort zurücksetzen|Kennwort zurückzusetzen|neues Passwort|neues Kennwort|Passwortänderung|" +
    "Kennwort ändern|Passwort-Reset|Passwortzurücksetzung|Passwort vergessen",
  phoneConfirmation: "Telefonnummer bestätigen|Telefonnummer zu bestätigen|Handynummer bestätigen|" +
    "Handynummer zu bestätigen|Rufnummer bestätigen|Rufnummer zu bestätigen|" +
    "Bestätigung Ihrer Telefonnummer|Bestätigung deiner Telefonnummer|Bestätigung Ihrer Handynummer|" +
    "Bestätigung deiner Handynummer|Mobilnummer zu bestätigen|Mobilnummer bestätigen|" +
    "Telefonnummer zu verifizieren|Handynummer zu verifizieren",
  emailChange: "E-Mail-Adresse ändern|E-Mail-Adresse zu ändern|neue E-Mail*|Änderung Ihrer E-Mail*|" +
    "Änderung deiner E-Mail*|E-Mail-Adresse zu bestätigen|E-Mail-Adresse bestätigen",
  payment:
    "Zahlung|Zahlungen|bezahlen|Bezahlung|Kauf|Einkauf|Kartenzahlung|Zahlungsfreigabe|Zahlungsauftrag|" +
    "Lastschrift|Ihre Transaktion",
  transfer: "Überweisung|Ueberweisung|überweisen|Auszahlung|Abhebung|Empfänger|Geldtransfer|Dauerauftrag",
  deletion: "Konto löschen|Konto zu löschen|Kontolöschung|Löschung Ihres Kontos|Löschung deines Kontos|" +
    "Konto schließen|Konto zu schließen",
  unrelated: "Postleitzahl|PLZ|Vorwahl|Gutscheincode*|Gutschein-Code|Rabattcode*|Rabatt-Code|Aktionscode*|" +
    "Promocode|Promo-Code|QR-Code|Strichcode|Barcode|Fehlercode*|Dresscode|Quellcode|Länderkennung|" +
    "Ländercode|Bankleitzahl|BLZ|Geschenkcode|Einladungscode|Empfehlungscode|Abholcode*|Artikelcode|" +
    "Produktcode|Buchungscode|Buchungsnummer|WLAN-Passwort|Türcode|Backup-Codes|" +
    "Wiederherstellungscodes|Abhol-Code|Fehler-Code|Farbcode|Statuscode|Zählercode|" +
    "scannen Sie den Code|scanne den Code|Anti-Phishing-Code",
  promotion: "Rabatt|Gutschein|sparen|Prozent auf|Warenkorb|versandkostenfrei|Bestellung sparen",
  numberName:
    "Bestellnummer|Bestell-Nr|Auftragsnummer|Rechnungsnummer|Rechnungs-Nr|Rechnung Nr|Kundennummer|" +
    "Kunden-Nr|Kundennr|Sendungsnummer|Paketnummer|Vorgangsnummer|Ticketnummer|Kontonummer|" +
    "Referenznummer|Referenz|Vertragsnummer|Transaktionsnummer|Mitgliedsnummer|Kartennummer|" +
    "Aktenzeichen|Handelsregister|HRB|Steuernummer|Buchungsnummer|Seriennummer|Artikelnummer|" +
    "Vorgangs-Nr|Fallnummer|Auftrags-Nr|Versicherungsnummer|Kontostand|Betrag|Zählernummer|" +
    "Fahrgestellnummer|Zugangsnummer|Teilnehmernummer|Anmeldename|Benutzername|Benutzerkennung|Nutzername|USt-IdNr|Sendungsverfolgung",
  numbered:
    "Bestellung|Rechnung|Auftrag|Nr|Nr.|Nummer|Konto|Karte|Ticket|Version|Flug|Zug|Zimmer|Raum|Gleis|" +
    "Seite|Sendung|Paket|Postfach|Vertrag|Jahr|seit|Fall|Vorgang|Buchung|Kunde|Haus|Halle",
  contact: "Tel|Telefon|Tel.|Fax|Hotline|anrufen|rufen Sie|Ruf|unter der Nummer|Mobil|Telefonnummer|" +
    "Service-Hotline|Kundenservice|Info|Hilfe|Fragen|Rückfragen",
  ending: "endend auf|endet auf|Endziffern|endet mit|Endung|letzten Ziffern|mit der Endung|mit Endnummer|" +
    "auf Endziffer",
  unit: "Minute|Minuten|Min|Stunde|Stunden|Std|Sekunden|Sek|Tag|Tage|Tagen|Monate|Wochen|Jahre|Uhr|Prozent|" +
    "Punkte|Kilometer|Personen|Kunden|Artikel|Mal|Bonuspunkte|Mitarbeiter|Teilnehmer",
  currency: "Euro|Franken|SFr",
  month: "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Montag|" +
    "Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Jänner",
  street: "Straße|Strasse|Str|Str.|Platz|Weg|Allee|Gasse|Berlin|Hamburg|München|Wien|Zürich|Köln|Frankfurt",
  secrecy: "geben Sie diesen Code nicht|gib diesen Code nicht|niemals weiter|nicht weiter|niemandem|" +
    "nicht weitergeben|teilen Sie diesen Code|teile diesen Code|nie nach|niemals nach|" +
    "nicht mit anderen|vertraulich",
  unrequested: "falls Sie|wenn Sie nicht|wenn Sie dies|wenn Sie diese|wenn Sie das|falls du|wenn du nicht|" +
    "wenn du das|wenn du dies*|sollten Sie|solltest du|nicht angefordert|nicht Sie|nicht von Ihnen|" +
    "ignorieren|waren Sie das nicht|warst du das nicht|Sie waren das nicht",
  outdated: "alter Code|alte Code|alten Code|vorheriger Code|vorherige Code|vorherigen Code|bisherige Code|" +
    "bisheriger Code|letzter Code|früherer Code|abgelaufen|nicht mehr gültig|nicht mehr verwenden|" +
    "ersetzt",
  renewed: "neuer Code|neue Code|neuen Code|neuer Bestätigungscode|neuer Sicherheitscode|aktueller Code|" +
    "aktuelle Code",
  copula: "lautet|lauten|ist",
  figure: "Nummer|Ziffern|Zahl|Zahlen|Zeichen|Zeichenfolge|Ziffernfolge|Zahlenfolge|Kombination|" +
    "Zahlenkombination",
  receipt:
    "genehmigt|Beleg|Quittung|Kassenbon|Zahlung erhalten|Zahlungseingang|Vielen Dank für Ihren Einkauf|" +
    "Kartenzahlung erfolgt|bezahlt mit|Danke für Ihre Bestellung|Danke für deine Bestellung|" +
    "Vielen Dank für Ihre Bestellung",
};
