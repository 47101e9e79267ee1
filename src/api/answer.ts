/**
 * How the API's answers are read.
 *
 * @module
 */
import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";

/** A number that need not be there. */
export const number: Schema.optionalKey<Schema.Number> = Schema.optionalKey(Schema.Number);
/** A text that need not be there. */
export const text: Schema.optionalKey<Schema.String> = Schema.optionalKey(Schema.String);
/** A yes or no that need not be there. */
export const flag: Schema.optionalKey<Schema.Boolean> = Schema.optionalKey(Schema.Boolean);

/** The API's way to say that there is no time. */
const isNoTime = (value: unknown): boolean =>
  typeof value === "string" && /^0001-01-01T00:00:00(?:\.0+)?Z?$/.test(value);

/**
 * Reads what a function makes of an answer.
 *
 * @param to What must come out of the function.
 * @param change What is done to the JSON first; it leaves alone what it does not know.
 * @returns The schema, for reading only.
 */
export function changed<A>(to: Schema.Decoder<A>, change: (json: unknown) => unknown): Schema.Decoder<A> {
  return Schema.Unknown.pipe(
    Schema.decodeTo(
      to,
      SchemaTransformation.transform({ decode: change, encode: (value: unknown) => value }),
    ),
  );
}

/**
 * Reads a JSON object tolerantly: a key whose value is `null` or no time (`0001-01-01T00:00:00Z`) counts as absent, and
 * unknown keys are dropped.
 *
 * @param fields What the object holds.
 * @param mend Puts right what is odd about this object's fields.
 * @returns The schema, for reading only.
 */
export function answer<A>(
  fields: Schema.Decoder<A>,
  mend: (fields: Map<string, unknown>) => void = () => {},
): Schema.Decoder<A> {
  return changed(fields, (json) => {
    if (typeof json !== "object" || json === null || Array.isArray(json)) return json;
    const present = new Map(
      Object.entries(json).filter(([, value]) => value !== null && !isNoTime(value)),
    );
    mend(present);
    return Object.fromEntries(present);
  });
}

/**
 * Moves a field from the wire's spelling to the right one.
 *
 * @param fields The fields.
 * @param wrong The wire's spelling.
 * @param right The right one, which wins where both are there.
 */
export function respell(fields: Map<string, unknown>, wrong: string, right: string): void {
  if (fields.has(wrong) && !fields.has(right)) fields.set(right, fields.get(wrong));
  fields.delete(wrong);
}
