/**
 * Reads a form, with bounded effort: anybody may send one.
 *
 * @module
 */
import { parse } from "node:querystring";
import type { FormFields } from "./Sender.ts";

/** Greatest number of fields: a real form has 20 to 60, and a proof takes time for each. */
export const mostFields: number = 150;

/**
 * Reads a form.
 *
 * @param body The form, as it came.
 * @returns Its fields; `undefined` where it has too many.
 */
export function formFields(body: string): FormFields | undefined {
  return body.split("&", mostFields + 1).length > mostFields
    ? undefined
    : parse(body, "&", "=", { maxKeys: mostFields });
}
