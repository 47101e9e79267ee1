/**
 * The fields of the library's errors, as `src/AuthError.ts` documents them.
 *
 * @module
 */
import { runDeno } from "./runDeno.ts";

/** A field of an error. */
export interface ErrorField {
  /** Its name. */
  readonly name: string;
  /** Its type, as TypeScript writes it. */
  readonly type: string;
  /** Whether it may be absent. */
  readonly optional: boolean;
  /** Its docstring, on one line. */
  readonly doc: string;
}

/** What is read of `deno doc --json`. */
interface TypeNode {
  readonly repr?: string;
  readonly kind: string;
  readonly value?: unknown;
}
interface PropertyNode {
  readonly name: string;
  readonly optional?: boolean;
  readonly jsDoc?: { readonly doc?: string };
  readonly tsType?: TypeNode;
}
interface Declaration {
  readonly kind: string;
  readonly def: { readonly tsType?: TypeNode; readonly properties?: ReadonlyArray<PropertyNode> };
}
interface Documentation {
  readonly nodes: Readonly<
    Record<
      string,
      {
        readonly symbols: ReadonlyArray<
          { readonly name: string; readonly declarations: ReadonlyArray<Declaration> }
        >;
      }
    >
  >;
}
interface Reference {
  readonly typeName: string;
  readonly typeParams?: ReadonlyArray<TypeNode>;
}

/**
 * Reads the fields by Deno.
 *
 * @returns The errors' own fields by their tags; those that all errors have are not among them. Throws where the source
 * is no longer written as it is expected.
 */
export function errorFields(): ReadonlyMap<string, ReadonlyArray<ErrorField>> {
  const { status, stdout, stderr } = runDeno(["doc", "--json", "src/AuthError.ts"]);
  if (status !== 0) throw new Error(`deno doc has failed: ${stderr}`);
  const symbols = Object.values((JSON.parse(stdout) as Documentation).nodes).flatMap((node) => node.symbols);
  const declared = new Map(symbols.map(({ name, declarations }) => [name, declarations[0]]));

  const typeText = (node: TypeNode | undefined): string => {
    if (node === undefined) throw new Error("a field has no type");
    if (node.kind === "union") return (node.value as ReadonlyArray<TypeNode>).map(typeText).join(" | ");
    if (node.kind === "literal") return JSON.stringify((node.value as { readonly string: string }).string);
    if (node.kind === "keyword") return String(node.repr);
    if (node.kind !== "typeRef") throw new Error(`a field's type is a ${node.kind}`);
    const { typeName, typeParams = [] } = node.value as Reference;
    const alias = declared.get(typeName);
    if (alias?.kind === "typeAlias") return typeText(alias.def.tsType);
    return typeParams.length === 0 ? typeName : `${typeName}<${typeParams.map(typeText).join(", ")}>`;
  };
  const field = ({ name, optional = false, jsDoc, tsType }: PropertyNode): ErrorField => {
    const doc = jsDoc?.doc?.replaceAll(/\s+/g, " ").trim();
    if (!doc) throw new Error(`the field ${name} has no docstring`);
    return { name, optional, doc, type: typeText(tsType).replace(/ \| undefined$/, "") };
  };
  const fieldsOf = (node: TypeNode | undefined): ReadonlyArray<ErrorField> => {
    switch (node?.kind) {
      case "intersection":
        return (node.value as ReadonlyArray<TypeNode>).flatMap(fieldsOf);
      case "typeLiteral":
        return (node.value as { readonly properties: ReadonlyArray<PropertyNode> }).properties.map(field);
      case "keyword":
        return [];
      case "typeRef":
        return (declared.get((node.value as Reference).typeName)?.def.properties ?? []).map(field);
      default:
        throw new Error(`an error's fields are a ${node?.kind}`);
    }
  };

  const fields = new Map<string, ReadonlyArray<ErrorField>>();
  for (const [name, declaration] of declared) {
    const { typeName, typeParams } = (declaration?.def.tsType?.value ?? {}) as Partial<Reference>;
    if (declaration?.kind !== "variable" || typeName !== "AuthErrorClass") continue;
    fields.set(name.replace(/Base$/, ""), fieldsOf(typeParams?.[1]));
  }
  return fields;
}
