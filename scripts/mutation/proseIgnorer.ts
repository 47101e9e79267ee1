/**
 * Leaves the sentences that people read as they are: how a message is worded is not behaviour. Whatever is no sentence, a
 * tag, a header's name, a separator, is mutated like everything else.
 *
 * @module
 */

/** What is read of Babel's nodes. */
interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly expressions?: ReadonlyArray<SyntaxNode>;
  readonly quasis?: ReadonlyArray<{ readonly value: { readonly raw: string } }>;
}

/** What Stryker asks of a plugin that leaves code out. */
interface Ignorer {
  /**
   * Tells whether a piece of code is left out.
   *
   * @param path Where Stryker is.
   * @returns Why, or `undefined`.
   */
  readonly shouldIgnore: (path: { readonly node: SyntaxNode }) => string | undefined;
}

/** Two words with a blank between them. */
const prose = /[\p{L}”)] [\p{L}“(]/u;

/** Parts of a template that have nothing to mutate in them. */
const plain: ReadonlySet<string> = new Set(["Identifier", "MemberExpression"]);

function isSentence({ type, value, expressions = [], quasis = [] }: SyntaxNode): boolean {
  if (type === "StringLiteral") return prose.test(String(value));
  return type === "TemplateLiteral" && expressions.every((part) => plain.has(part.type)) &&
    prose.test(quasis.map((quasi) => quasi.value.raw).join("x"));
}

/** Read by Stryker. */
export const strykerPlugins: ReadonlyArray<
  { readonly kind: "Ignore"; readonly name: string; readonly value: Ignorer }
> = [{
  kind: "Ignore",
  name: "prose",
  value: { shouldIgnore: ({ node }) => isSentence(node) ? "how a message is worded" : undefined },
}];
