/**
 * The API's query language.
 *
 * Facts: operators and literals are those of the ETNA Trader documentation
 * ({@link https://github.com/etnatrader/gitbookHelp}): `Status in (0,1) and CreateDate > #2019-03-13T18:31:42#`.
 *
 * @module
 */
import { type FieldKinds, fieldValue, type Value } from "./fieldValue.ts";

type Condition = (item: Readonly<Record<string, unknown>>) => boolean;

class BadFilter extends Error {}

/**
 * Reads a filter.
 *
 * @param text The filter, decoded.
 * @param kinds The fields that there are.
 * @returns Whether an item passes it; `undefined` where the filter is none, or names a field that there is not.
 */
export function parseFilter(text: string, kinds: FieldKinds): Condition | undefined {
  try {
    return new Parser(text, kinds).conditions();
  } catch (error) {
    if (error instanceof BadFilter) return undefined;
    throw error;
  }
}

class Parser {
  readonly #tokens: Array<string>;
  readonly #kinds: FieldKinds;

  constructor(text: string, kinds: FieldKinds) {
    this.#kinds = kinds;
    this.#tokens = text.match(/#[^#]*#|'(?:[^']|'')*'|-?\d+(?:\.\d+)?|\w+|[<>]=?|=|[(),]|\S/g) ?? [];
  }

  conditions(): Condition {
    const all = [this.#condition()];
    while (this.#tokens.length > 0) {
      this.#expect("and");
      all.push(this.#condition());
    }
    return (item) => all.every((each) => each(item));
  }

  #condition(): Condition {
    const field = this.#next();
    if (!Object.hasOwn(this.#kinds, field)) throw new BadFilter();
    const test = this.#test(this.#next().toLowerCase(), field);
    return (item) => {
      const value = fieldValue(item, field, this.#kinds);
      return value !== undefined && test(value);
    };
  }

  #test(operator: string, field: string): (value: Value) => boolean {
    if (operator === "in") {
      const values = this.#list(field);
      return (value) => values.includes(value);
    }
    if (operator === "between") {
      const least = this.#literal(field);
      this.#expect("and");
      const greatest = this.#literal(field);
      return (value) => value >= least && value <= greatest;
    }
    const other = this.#literal(field);
    if (operator === "=") return (value) => value === other;
    if (operator === "<") return (value) => value < other;
    if (operator === ">") return (value) => value > other;
    if (operator === "<=") return (value) => value <= other;
    if (operator === ">=") return (value) => value >= other;
    if (typeof other !== "string") throw new BadFilter();
    if (operator === "contains") return (value) => String(value).includes(other);
    if (operator === "startswith") return (value) => String(value).startsWith(other);
    if (operator === "endswith") return (value) => String(value).endsWith(other);
    throw new BadFilter();
  }

  #list(field: string): ReadonlyArray<Value> {
    this.#expect("(");
    const values = [this.#literal(field)];
    for (;;) {
      const token = this.#next();
      if (token === ")") return values;
      if (token !== ",") throw new BadFilter();
      values.push(this.#literal(field));
    }
  }

  #literal(field: string): Value {
    const token = this.#next();
    const kind = this.#kinds[field];
    if (kind === "text" && /^'.*'$/s.test(token)) return token.slice(1, -1).replaceAll("''", "'");
    if (kind === "time" && /^#.+#$/.test(token)) return timeOf(token.slice(1, -1));
    if (kind === "flag" && /^(?:true|false)$/i.test(token)) return token.toLowerCase() === "true";
    if ((kind === "number" || kind === "status") && /^-?\d/.test(token)) return Number(token);
    throw new BadFilter();
  }

  #expect(word: string): void {
    if (this.#next().toLowerCase() !== word) throw new BadFilter();
  }

  #next(): string {
    return this.#tokens.shift() ?? "";
  }
}

/** A time without a zone is UTC. */
function timeOf(text: string): number {
  const time = Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`);
  if (Number.isNaN(time)) throw new BadFilter();
  return time;
}
