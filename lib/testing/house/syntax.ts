import { parseAst } from "vitest/node";

/** A node of the syntax tree, as ESTree and TS-ESTree name it. */
export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
};

export const parse = (path: string, text: string): Node =>
  parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts" }, path) as unknown as Node;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** Nodes outside in, each with the one it is part of. */
export type Nodes = readonly (readonly [node: Node, parent: Node | null])[];

/** Every node of the tree. */
export function nodesOf(root: Node): Nodes {
  const nodes: [node: Node, parent: Node | null][] = [];
  gather(root, null, nodes);
  return nodes;
}

function gather(node: Node, parent: Node | null, into: [node: Node, parent: Node | null][]): void {
  into.push([node, parent]);
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) {
      for (const part of value) if (isNode(part)) gather(part, node, into);
    } else if (isNode(value)) gather(value, node, into);
  }
}

/** The text of a string, or of a template around its holes. */
export function textOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === "Literal" && typeof value["value"] === "string") return value["value"];
  if (value.type !== "TemplateLiteral") return null;
  return (value["quasis"] as { value: { cooked: string } }[])
    .map(({ value: { cooked } }) => cooked)
    .join("…");
}

/** `name` of an identifier, `c` of `a.b.c`. */
export function lastName(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === "Identifier") return value["name"] as string;
  if (value.type === "MemberExpression") return value["computed"] ? null : lastName(value["property"]);
  return value.type === "TSNonNullExpression" ? lastName(value["expression"]) : null;
}

export const argumentsOf = (call: Node): readonly Node[] => call["arguments"] as Node[];

/** The field of this name in an object literal. */
export function fieldOf(object: unknown, name: string): unknown {
  if (!isNode(object) || object.type !== "ObjectExpression") return undefined;
  return (object["properties"] as Node[]).find((property) => lastName(property["key"]) === name)?.["value"];
}
