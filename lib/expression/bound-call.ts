import type { ASTNode } from "@marcbachmann/cel-js";
import { type Bound, type BoundOf, fieldOf, forbid, noField, type Scope, weight } from "./extent.ts";
import type { Shape } from "./shape.ts";

type Call = Extract<ASTNode, { op: "call" }>;
type Method = Extract<ASTNode, { op: "rcall" }>;

/** The functions that an expression may call, by what they yield. A number's text has at most this many characters. */
const FUNCTIONS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["size", { kind: "int" }],
  ["double", { kind: "double" }],
  ["string", { kind: "string", longest: 32 }],
]);
const TEXT_METHODS: readonly string[] = ["contains", "startsWith", "endsWith"];
const MACROS: readonly string[] = ["all", "exists", "exists_one", "filter", "map"];
const OFFERED = `${[...FUNCTIONS.keys(), "has", ...TEXT_METHODS, ...MACROS].join(", ")}`;

const notOffered = (node: Pick<ASTNode, "start">, name: string): never =>
  forbid(
    node,
    name === "matches"
      ? "Regular expressions are not offered: some take exponential time. Use contains, startsWith or endsWith."
      : `${name} is not offered. There is: ${OFFERED}.`,
  );

export function callBound(node: Call, scope: Scope, boundOf: BoundOf): Bound {
  const [name, given] = node.args;
  if (name === "has") return hasBound(given[0]!, scope, boundOf);
  const shape = FUNCTIONS.get(name) ?? notOffered(node, name);
  const parts = given.map((part) => boundOf(part, scope));
  if (name === "string" && parts[0]?.shape.kind === "string") return forbid(node, "This is a text already.");
  return { steps: 1 + parts.reduce((sum, part) => sum + part.steps + textWeight(part.shape), 0), shape };
}

const textWeight = (shape: Shape): number => (shape.kind === "string" ? weight(shape) : 0);

/** CEL's checker lets `has` ask for fields that no record has; they would always be absent. */
function hasBound(asked: ASTNode, scope: Scope, boundOf: BoundOf): Bound {
  if (asked.op !== ".") return forbid(asked, "has() asks for a field of a record: has(a.b).");
  const [of, name] = asked.args;
  const { steps, shape } = boundOf(of, scope);
  if (!fieldOf(shape, name)) return forbid(asked, noField(name, shape));
  return { steps: steps + 1, shape: { kind: "bool" } };
}

export function methodBound(node: Method, scope: Scope, boundOf: BoundOf): Bound {
  const [name, of, given] = node.args;
  if (MACROS.includes(name)) return macroBound(node, scope, boundOf);
  if (name === "size") return { steps: 1 + boundOf(of, scope).steps, shape: { kind: "int" } };
  if (!TEXT_METHODS.includes(name)) return notOffered(node, name);
  const [text, part] = [boundOf(of, scope), boundOf(given[0]!, scope)];
  return {
    steps: 1 + text.steps + part.steps + weight(text.shape) * weight(part.shape),
    shape: { kind: "bool" },
  };
}

/** The body of a macro runs once for each item. */
function macroBound(node: Method, scope: Scope, boundOf: BoundOf): Bound {
  const [name, of, [variable, ...bodies]] = node.args;
  const list = boundOf(of, scope);
  if (list.shape.kind !== "list") return forbid(node, `${name} is asked of a list.`);
  if (variable?.op !== "id")
    return forbid(node, `${name} starts with the name of an item: ${name}(item, …).`);
  if (scope.has(variable.args))
    return forbid(variable, `${variable.args} is taken; name the item otherwise.`);
  const { most, item } = list.shape;
  const inner = bodies.map((body) => boundOf(body, new Map(scope).set(variable.args, item)));
  const yielded = name === "map" ? inner.at(-1)!.shape : item;
  const copies = name === "map" || name === "filter" ? weight(yielded) : 0;
  const each = 1 + copies + inner.reduce((sum, body) => sum + body.steps, 0);
  const shape: Shape = copies > 0 ? { kind: "list", most, item: yielded } : { kind: "bool" };
  return { steps: 1 + list.steps + most * each, shape };
}
