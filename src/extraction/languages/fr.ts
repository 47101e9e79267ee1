/**
 * Words of code messages: French.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** French. */
export const fr: Language = {
  occasion: "colis|livraison|réservation|rendez-vous|vol|retrait|billet|livreur|hôtel|point relais|porte|" +
    "immeuble|appartement|carte cadeau|chèque cadeau|bon cadeau|casier|coffre|wi-fi|wifi|portail|" +
    "digicode|réunion|visioconférence|invités|code invité|code d'invité|de l'invité|bâtiment|numéro de réservation",
  code: "à usage unique|code de vérification|code de sécurité|code de connexion|code d'authentification|" +
    "code d’authentification|code de validation|code à usage unique|code unique|code temporaire|" +
    "code d'identification|code d’identification|code d'activation|code d’activation|" +
    "mot de passe à usage unique|mot de passe unique|mot de passe temporaire|code SMS|" +
    "code reçu|code provisoire|code à 6 chiffres|code à 4 chiffres|code à 8 chiffres|code OTP|" +
    "code de réinitialisation|clé de sécurité|code personnel|code confidentiel|" +
    "code de double authentification|code d'inscription|PIN de confirmation|PIN de vérification|" +
    "PIN temporaire|numéro de vérification|numéro de sécurité|numéro d'authentification|" +
    "chiffres de vérification|numéro à usage unique|code éphémère|mot de passe éphémère",
  weakCode:
    "code|code secret|code de confirmation|mot de passe|code PIN|code d'accès|code d’accès|code d'autorisation|" +
    "code d’autorisation|clé d'activation|clé d’activation|clé d'accès|clé d’accès|clé de connexion",
  enter:
    "saisissez|saisir|entrez|entrer|utilisez|utiliser|tapez|taper|indiquez|renseignez|composez le code|" +
    "introduisez|saisis|utilise|entre|insérez|tape|renseigne|renseigner|recopiez|recopier|copiez|" +
    "indiquer|composez|composer|communiquez|insérer|introduire|fournissez|en saisissant|en entrant|" +
    "tapez-le|saisissez-le|entrez-le|saisis-le|composez-le|collez|coller|colle",
  login: "connexion|connecter|vous connecter|te connecter|se connecter|identifier|accéder|identification|" +
    "authentification|ouvrir une session|connectez-vous|connectez|connecte-toi|vous identifier|" +
    "identifiez-vous",
  verify:
    "vérifier|confirmer|valider|continuer|poursuivre|finaliser|vérification|activer|confirmez|vérifiez|" +
    "validez|confirme|vérifie|activez|demandé|avez demandé|as demandé|jumeler|associer|appairer|" +
    "inscription|inscrire|s'inscrire|enregistrement|enregistrer|activation|autoriser|authentifier|" +
    "pour votre sécurité|signature|signer|confirmiez|terminer|réinitialiser|ouvrir|si c'est vous|" +
    "si c’est vous|si c'est toi|c'est bien vous|c'était vous|si vous êtes",
  passwordReset:
    "réinitialisation|réinitialiser votre mot de passe|réinitialiser ton mot de passe|réinitialiser|" +
    "changer votre mot de passe|modifier votre mot de passe|nouveau mot de passe|" +
    "changement de mot de passe|mot de passe oublié",
  phoneConfirmation:
    "confirmer votre numéro|vérifier votre numéro|valider votre numéro|confirmer ton numéro|" +
    "vérifier ton numéro|confirmation de votre numéro|numéro de téléphone",
  emailChange: "changement d'adresse|changement d’adresse|nouvelle adresse e-mail|nouvelle adresse|" +
    "modifier votre adresse|changer votre adresse|changer d'adresse|changement d'e-mail|" +
    "confirmer votre adresse e-mail|modification de votre adresse",
  payment: "paiement|payer|achat|achats|régler|transaction|paiements",
  transfer: "virement|transfert|retrait|bénéficiaire",
  deletion: "supprimer votre compte|suppression de votre compte|suppression du compte|" +
    "fermeture de votre compte|clôture de votre compte|supprimer ton compte",
  unrelated:
    "code postal|code promo|code promotionnel|code de réduction|code réduction|code cadeau|code QR|" +
    "QR code|code-barres|code barres|code erreur|code d'erreur|code d’erreur|code pays|code source|" +
    "code parrainage|code de parrainage|code vestimentaire|code de la route|code civil|code pénal|" +
    "code du travail|code de réservation|code de retrait|code client|code produit|code article|" +
    "code banque|code guichet|code porte|code d'entrée|code immeuble|code wifi|codes de secours|" +
    "code avantage|code bancaire|indicatif|bon d'achat|code de suivi|code couleur|code NAF|code APE|" +
    "scannez le code|scannez ce code|code anti-phishing|code anti-hameçonnage|code barre|code-barre",
  promotion:
    "réduction|remise|promo|promotion|offre|soldes|bon d'achat|livraison gratuite|livraison offerte|" +
    "panier|parrainage",
  numberName: "numéro de commande|numéro de suivi|numéro de dossier|numéro de client|numéro client|" +
    "numéro de compte|numéro de facture|numéro de transaction|numéro de réservation|numéro de contrat|" +
    "numéro de colis|numéro de ticket|numéro de carte|référence|réf|n° de commande|n° de dossier|" +
    "n° client|commande n°|facture n°|dossier n°|SIRET|RCS|SIREN|identifiant|solde|montant|total|" +
    "numéro de série|numéro d'appel",
  numbered:
    "commande|facture|dossier|compte|carte|colis|ticket|vol|train|page|n°|numéro|version|chambre|porte|" +
    "salle|client|contrat|réservation|depuis|article|appartement|bâtiment|année|billet",
  contact: "appelez|appeler|téléphone|tél|tél.|contactez|joindre|composez|fax|appelez-nous au|au numéro|" +
    "service client|info|infos|assistance|aide",
  ending: "se terminant par|finissant par|terminant par|se termine par|derniers chiffres",
  unit: "minute|minutes|min|heure|heures|seconde|secondes|jour|jours|mois|semaines|ans|pour cent|points|" +
    "kilomètres|personnes|clients|fois|mn|participants",
  currency: "euros|euro|francs|FCFA|CFA|XOF",
  month: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|" +
    "mercredi|jeudi|vendredi|samedi|dimanche",
  street: "rue|avenue|boulevard|bd|place|chemin|cedex|allée|impasse|quai|Paris|Lyon|Marseille",
  secrecy: "ne partagez|ne partage|ne communiquez|ne le partagez|ne le communiquez|ne divulguez|" +
    "ne transmettez|ne jamais|jamais ce code|ne donnez|ne le donnez|ne vous demandera|ne le divulguez|" +
    "ne communique|confidentiel",
  unrequested:
    "si vous n'avez|si vous n’avez|si vous n'êtes|si vous n’êtes|si ce n'est|si ce n’est|si ce n'était|" +
    "si tu n'as|si tu n’as|ignorez|pas à l'origine|pas à l’origine|n'avez pas demandé|si vous ne",
  outdated:
    "ancien code|précédent code|code précédent|codes précédents|a expiré|est expiré|n'est plus valide|" +
    "n’est plus valide|n'est plus valable|plus valable|périmé|remplacé|remplace",
  renewed: "nouveau code|nouveau code de vérification|code actuel",
  copula: "est|sera",
  figure: "numéro|nombre|chiffres|caractères|suite de chiffres|combinaison|n°",
  receipt:
    "accepté|acceptée|ticket de caisse|paiement effectué|merci pour votre achat|merci de votre achat|" +
    "confirmons le paiement|effectué|votre reçu|reçu de paiement|payé par|payé avec|" +
    "merci pour votre commande|réglé par",
};
