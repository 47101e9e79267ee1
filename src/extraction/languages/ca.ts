/**
 * Words of code messages: Catalan.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Catalan. */
export const ca: Language = {
  code: "codi de verificació|codi de seguretat|codi de confirmació|codi únic|codi temporal|" +
    "contrasenya temporal|codi de validació|codi d'activació|codi d'autenticació|codi OTP|" +
    "contrasenya d'un sol ús|codi d'un sol ús|codi d'inici de sessió",
  weakCode: "codi|contrasenya|clau|codi d'accés",
  enter: "introdueix|introduïu|escriu|fes servir|utilitza|utilitzeu|posa|feu servir",
  copula: "és",
  figure: "número|xifres|dígits",
  login: "iniciar sessió|inici de sessió|accedir|entrar|iniciar la sessió",
  verify: "verificar|confirmar|validar|activar|continuar|verificació|registre|completar",
  unrelated:
    "codi postal|codi de barres|codi promocional|codi de descompte|codi de reserva|codi de producte|" +
    "codi de client|codi de recollida|codi de seguiment|codi d'error",
  numberName: "número de comanda|comanda núm|factura núm|número de client|referència|expedient",
  numbered: "comanda|factura|referència|ticket",
  ending: "acabat en|acabada en|que acaba en|finalitzat en",
  unit: "minuts|hores|segons|dies|punts",
  secrecy: "no el comparteixis|no comparteixis|no el compartiu|no el donis",
  unrequested: "si no has estat tu|si no ho has|si no l'has demanat|ignora",
  promotion: "descompte|oferta|cupó",
};
