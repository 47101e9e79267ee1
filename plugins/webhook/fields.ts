/**
 * Where a message's parts stand in a body.
 *
 * @module
 */
import type { ReceivedRequest } from "./Sender.ts";

/** Reads a field of a body. */
export type FieldReader = (path: string) => string | undefined;

/** `$.data.messages[0].text`, `data.messages.0.text` and so on, as keys. */
function keysOf(path: string): ReadonlyArray<string> {
  return path.replace(/^\$\.?/, "").replace(/\[["']?([^\]"']+)["']?\]/g, ".$1").split(".").filter((key) =>
    key !== ""
  );
}

/**
 * Whether a path can be used.
 *
 * @param path The path.
 * @returns Whether it names a field; filters, wildcards and slices do not.
 */
export function isFieldPath(path: unknown): path is string {
  return typeof path === "string" && keysOf(path).length > 0 && path.length <= 200 &&
    !/[*?@:]|\.\./.test(path);
}

function valueAt(value: unknown, path: string): string | undefined {
  let found: unknown = value;
  for (const key of keysOf(path)) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return typeof found === "string" ? found : Number.isSafeInteger(found) ? String(found) : undefined;
}

/**
 * Reads a body's fields: of JSON by path, of a form by name.
 *
 * @param request What was received: a form, or JSON.
 * @returns The reader; `undefined` where the body is not what it says.
 */
export function fieldsOf({ form, body }: Pick<ReceivedRequest, "form" | "body">): FieldReader | undefined {
  if (form !== undefined) {
    return (name) => {
      const value = form[name];
      return typeof value === "string" ? value : value?.[0];
    };
  }
  try {
    const json: unknown = JSON.parse(body);
    return (path) => valueAt(json, path);
  } catch {
    return undefined;
  }
}
