/**
 * Words of code messages: Italian.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Italian. */
export const it: Language = {
  occasion: "pacco|consegna|prenotazione|appuntamento|volo|ritiro|corriere|hotel|paziente|edificio|" +
    "appartamento|ospite|carta regalo|buono regalo|armadietto|cassaforte|cancello|ospiti|wifi|wi-fi|" +
    "garage|portone|porta di ingresso|porta d'ingresso|numero di prenotazione",
  code:
    "codice di recupero|monouso|codice di verifica|codice di sicurezza|codice di autenticazione|codice monouso|" +
    "codice temporaneo|codice univoco|codice di attivazione|codice di convalida|codice di login|" +
    "password monouso|password temporanea|password usa e getta|codice usa e getta|codice OTP|" +
    "codice SMS|codice dispositivo|codice di identificazione|codice numerico|codice segreto|" +
    "codice di reimpostazione|codice di registrazione|PIN di conferma|PIN di verifica|PIN di sicurezza|" +
    "PIN temporaneo|PIN monouso|codice SPID|codice PosteID|O-Key SMS|codice O-Key|numero di verifica|" +
    "numero di sicurezza|codice una tantum|codice usa-e-getta",
  weakCode: "codice|codice di conferma|password|pin|parola chiave|codice di accesso|codice d'accesso|" +
    "codice autorizzativo|codice di autorizzazione|chiave di attivazione|chiave di accesso|" +
    "chiave di sicurezza",
  enter: "inserisci|inserire|inserisca|usa|utilizza|digita|digitare|utilizzare|immetti|usare|utilizzi|" +
    "digiti|immettere|inserendo|immetta|scrivi|scriva|copia|incolla|digitando|usi|fornisci|riporta|" +
    "inserirlo|immetterlo|utilizzalo|usalo|inseriscilo|digitalo|lo inserisca",
  login: "accedere|accesso|login|effettuare l'accesso|accedi|entrare|acceda|effettua l'accesso|entra in",
  verify: "verificare|confermare|continuare|convalidare|completare|verifica|proseguire|attivare|conferma|" +
    "convalida|confermi|attiva|hai richiesto|ha richiesto|hai chiesto|richiesto|associare|abbinare|" +
    "collegare|registrazione|registrarti|registrarsi|registrare|attivazione|autorizzare|autenticare|" +
    "per la tua sicurezza|per la sua sicurezza|attivarlo|sbloccare|terminare|reimpostare|recuperare|" +
    "firmare|finalizzare|concludere|se sei tu|se sei stato tu|sei tu|se è stato lei",
  passwordReset: "reimpostare|reimpostazione|reimposta|ripristinare la password|ripristino della password|" +
    "cambiare la password|cambio password|nuova password|recupero password|modificare la password|" +
    "recuperare la password|modifica della password|reset della password",
  phoneConfirmation:
    "confermare il tuo numero|verificare il tuo numero|confermare il numero|verificare il numero|" +
    "numero di telefono|confermare il suo numero|numero di cellulare|verifica del numero",
  emailChange:
    "cambio email|cambio e-mail|modifica email|nuova email|nuovo indirizzo|modificare l'indirizzo|" +
    "cambiare l'indirizzo|modificare la tua email|modifica dell'indirizzo|cambiare email|" +
    "cambiare la tua email",
  payment: "pagamento|pagamenti|pagare|acquisto|acquisti|transazione|addebito",
  transfer: "bonifico|trasferimento|prelievo|beneficiario",
  deletion:
    "eliminare il tuo account|eliminazione dell'account|eliminazione account|cancellare il tuo account|" +
    "cancellazione dell'account|chiusura del conto|eliminare l'account|eliminazione del tuo account",
  unrelated: "codice postale|CAP|codice sconto|codice promozionale|codice promo|codice QR|codice a barre|" +
    "codice di errore|codice errore|codice fiscale|codice sorgente|codice cliente|codice prodotto|" +
    "codice articolo|codice prenotazione|codice di prenotazione|codice di tracciamento|" +
    "codice di ritiro|codice invito|codice amico|buono|codice civile|codice penale|prefisso|" +
    "codice IBAN|password wifi|password wi-fi|codice paese|codice regalo|codici di backup|" +
    "codice spedizione|codice di spedizione|codice ordine|codice univoco SDI|codice della strada|" +
    "scansiona il codice|inquadra il codice",
  promotion: "sconto|sconti|offerta|offerte|promozione|saldi|spedizione gratuita|buono|risparmia|carrello",
  numberName: "numero ordine|numero d'ordine|numero di ordine|numero fattura|numero di conto|" +
    "numero di tracciamento|numero di riferimento|riferimento|numero cliente|numero pratica|" +
    "numero prenotazione|numero di carta|numero di serie|numero ticket|P.IVA|partita iva|REA|saldo|" +
    "importo|totale|rif|rif.|numero di spedizione|ID transazione|numero transazione|fattura n.|" +
    "ordine n.|codice cliente",
  numbered:
    "ordine|fattura|conto|carta|ticket|volo|treno|n.|nr|numero|versione|pagina|prenotazione|spedizione|" +
    "pacco|camera|cliente|utente|contratto|pratica|articolo|anno|interno|binario|cancello",
  contact: "chiama|chiamare|chiamaci|telefono|tel|tel.|contatta|contattaci|numero verde|fax|whatsapp|cell|" +
    "servizio clienti|assistenza|info|aiuto|supporto",
  ending:
    "che termina con|che termina per|terminante|termina con|ultime cifre|ultime 4 cifre|che finisce con",
  unit: "minuto|minuti|min|ore|secondi|giorni|giorno|mesi|settimane|anni|per cento|punti|chilometri|" +
    "persone|clienti|volte|partecipanti",
  currency: "euro",
  month: "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|" +
    "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
  street: "via|viale|piazza|corso|largo|vicolo|Milano|Roma|Torino",
  secrecy: "non condividere|non condividerlo|non comunicare|non comunicarlo|non divulgare|non divulgarlo|" +
    "non rivelare|non dare|non fornire|mai chiesto|non ti chiederà|mai a nessuno|nessuno|non condivida|" +
    "non lo comunichi|riservato",
  unrequested: "se non|qualora non|non sei stato tu|non hai richiesto|ignora|ignori|non ha richiesto",
  outdated: "codice precedente|codici precedenti|vecchio codice|è scaduto|non è più valido|non più valido|" +
    "sostituisce",
  renewed: "nuovo codice|codice attuale|nuovo codice di verifica",
  copula: "è il seguente",
  figure: "numero|cifre|numeri|caratteri|combinazione",
  receipt: "autorizzato|autorizzata|ricevuta|scontrino|pagamento effettuato|grazie per il tuo acquisto|" +
    "grazie per l'acquisto|approvato|approvata|eseguito|pagato con|grazie per il tuo ordine|" +
    "grazie per l'ordine",
};
