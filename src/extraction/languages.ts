/**
 * All languages that code extraction knows; a message may mix them.
 *
 * @module
 */
import type { Language } from "./Language.ts";
import { ar } from "./languages/ar.ts";
import { bg } from "./languages/bg.ts";
import { ca } from "./languages/ca.ts";
import { cs } from "./languages/cs.ts";
import { da } from "./languages/da.ts";
import { de } from "./languages/de.ts";
import { el } from "./languages/el.ts";
import { en } from "./languages/en.ts";
import { enNouns } from "./languages/enNouns.ts";
import { es } from "./languages/es.ts";
import { et } from "./languages/et.ts";
import { fa } from "./languages/fa.ts";
import { fi } from "./languages/fi.ts";
import { fr } from "./languages/fr.ts";
import { he } from "./languages/he.ts";
import { hi } from "./languages/hi.ts";
import { hr } from "./languages/hr.ts";
import { hu } from "./languages/hu.ts";
import { hy } from "./languages/hy.ts";
import { id } from "./languages/id.ts";
import { isl } from "./languages/isl.ts";
import { it } from "./languages/it.ts";
import { ja } from "./languages/ja.ts";
import { ka } from "./languages/ka.ts";
import { kk } from "./languages/kk.ts";
import { km } from "./languages/km.ts";
import { ko } from "./languages/ko.ts";
import { nl } from "./languages/nl.ts";
import { no } from "./languages/no.ts";
import { pl } from "./languages/pl.ts";
import { pt } from "./languages/pt.ts";
import { ro } from "./languages/ro.ts";
import { ru } from "./languages/ru.ts";
import { sv } from "./languages/sv.ts";
import { sw } from "./languages/sw.ts";
import { th } from "./languages/th.ts";
import { tl } from "./languages/tl.ts";
import { tr } from "./languages/tr.ts";
import { uk } from "./languages/uk.ts";
import { vi } from "./languages/vi.ts";
import { zh } from "./languages/zh.ts";

/** The languages' word lists. */
export const languages: ReadonlyArray<Language> = [
  ar,
  bg,
  ca,
  cs,
  da,
  de,
  el,
  en,
  enNouns,
  es,
  et,
  fa,
  fi,
  fr,
  he,
  hi,
  hr,
  hu,
  hy,
  id,
  isl,
  it,
  ja,
  ka,
  kk,
  km,
  ko,
  nl,
  no,
  pl,
  pt,
  ro,
  ru,
  sv,
  sw,
  th,
  tl,
  tr,
  uk,
  vi,
  zh,
];
