import type { Source } from "./sources.ts";
import { argumentsOf, fieldOf, isNode, lastName, type Node, type Nodes, textOf } from "./syntax.ts";

/** A refusal as the code makes it: holes of its sentence are "…", and one that the code puts together has none. */
export type MadeRefusal = {
  readonly code: string;
  readonly message: string | null;
  readonly todo: string | null;
};

/** Every refusal with a code of its own, by code; the first in the order of paths where several share one. */
export function refusalsIn(sources: readonly Source[]): MadeRefusal[] {
  const product = sources.filter(({ test }) => !test).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const made = product.flatMap(({ nodes }) => nodes.flatMap(([node]) => refusalOf(node, nodes) ?? []));
  const first = new Map<string, MadeRefusal>();
  for (const refusal of made) if (!first.has(refusal.code)) first.set(refusal.code, refusal);
  return [...first.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** `refuse(kind, code, message, { todo })`, or `refuse(response, status, { code, title, todo })` before the router. */
function refusalOf(node: Node, nodes: Nodes): MadeRefusal | null {
  if (node.type !== "CallExpression" || lastName(node["callee"]) !== "refuse") return null;
  const [, second, third, more] = argumentsOf(node);
  const early = fieldOf(third, "code") !== undefined;
  const code = codeOf(early ? fieldOf(third, "code") : second, nodes);
  if (code === null) return null;
  const said = early ? [fieldOf(third, "title"), fieldOf(third, "todo")] : [third, fieldOf(more, "todo")];
  return { code, message: textOf(said[0]), todo: textOf(said[1]) };
}

/** A text, or the name of one in the same file. */
function codeOf(value: unknown, nodes: Nodes): string | null {
  if (!isNode(value)) return null;
  if (value.type === "Literal") return typeof value["value"] === "string" ? value["value"] : null;
  const [declared] = nodes.find(
    ([node]) => node.type === "VariableDeclarator" && lastName(node["id"]) === lastName(value),
  ) ?? [null];
  return value.type === "Identifier" ? textOf(declared?.["init"]) : null;
}
