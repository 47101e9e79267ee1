/**
 * Words of code messages: Filipino.
 *
 * @module
 */
import type { Language } from "../Language.ts";

/** Filipino. */
export const tl: Language = {
  code: "iyong code|iyong OTP|ang code mo",
  enter: "ilagay|gamitin|i-type|i-enter|ilagay ang|gamitin ang|ipasok|i-type ang|pakilagay",
  login: "mag-log in|mag-login|pag-log in|makapag-log in",
  secrecy: "huwag ibahagi|huwag ibigay|wag ibigay|wag i-share|huwag i-share|kaninuman",
  unrequested: "kung hindi ikaw|kung hindi mo",
  unit: "minuto|oras|araw|piso|segundo",
  currency: "piso|PHP|₱",
  passwordReset: "i-reset ang password|i-reset ang iyong password|palitan ang password",
  payment: "bayad|pagbabayad",
  outdated: "lumang code|naunang code",
  renewed: "bagong code",
  copula: "ay",
  figure: "numero",
  verify: "ma-activate|i-activate|i-verify|ma-verify|makumpirma|kumpirmahin|magparehistro",
};
