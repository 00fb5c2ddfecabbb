import type { ASTNode } from "@marcbachmann/cel-js";
import { type Bound, type BoundOf, forbid, larger, type Scope, weight } from "./extent.ts";
import type { Shape } from "./shape.ts";

const BINARY = ["==", "!=", "in", "+", "-", "*", "/", "%", "<", "<=", ">", ">=", "&&", "||"] as const;
type Binary = Extract<ASTNode, { op: (typeof BINARY)[number] }>;
type Operator = Binary | Extract<ASTNode, { op: "[]" | "list" | "?:" | "!_" | "-_" }>;

const isBinary = (node: ASTNode): node is Binary => (BINARY as readonly string[]).includes(node.op);

export const isOperator = (node: ASTNode): node is Operator =>
  isBinary(node) || ["[]", "list", "?:", "!_", "-_"].includes(node.op);

/** What an operator costs and yields at most. */
export function operatorBound(node: Operator, scope: Scope, boundOf: BoundOf): Bound {
  if (node.op === "!_" || node.op === "-_") {
    const { steps, shape } = boundOf(node.args, scope);
    return { steps: steps + 1, shape };
  }
  const parts = node.args.map((part) => boundOf(part, scope));
  const steps = 1 + parts.reduce((sum, part) => sum + part.steps, 0);
  const [left, right, last] = parts.map(({ shape }) => shape);
  if (node.op === "list") return listBound(steps, parts);
  if (node.op === "?:") return { steps, shape: larger(right!, last!) };
  if (node.op === "[]") return left!.kind === "list" ? { steps, shape: left!.item } : forbid(node, NO_INDEX);
  return node.op === "+"
    ? sumBound(steps, left!, right!)
    : { steps: steps + comparing(node.op, left!, right!), shape: yields(node.op, left!) };
}

const NO_INDEX = "Only an item of a list is read with [ ]; write a field with a dot.";

const listBound = (steps: number, parts: readonly Bound[]): Bound => ({
  steps: parts.reduce((sum, { shape }) => sum + weight(shape), steps),
  shape: {
    kind: "list",
    most: parts.length,
    item: parts.map(({ shape }) => shape).reduce<Shape>(larger, { kind: "bool" }),
  },
});

function sumBound(steps: number, left: Shape, right: Shape): Bound {
  const shape = joined(left, right);
  return { steps: steps + weight(shape), shape };
}

function joined(left: Shape, right: Shape): Shape {
  if (left.kind === "string" && right.kind === "string")
    return { kind: "string", longest: left.longest + right.longest };
  if (left.kind === "list" && right.kind === "list") {
    const { item } = larger({ ...left, most: 1 }, { ...right, most: 1 }) as typeof left;
    return { kind: "list", most: left.most + right.most, item };
  }
  return left;
}

const COMPARES: readonly string[] = ["==", "!=", "in", "<", "<=", ">", ">="];

const comparing = (op: string, left: Shape, right: Shape): number =>
  COMPARES.includes(op)
    ? (op === "in" && right.kind === "list" ? right.most : 1) * weight(left) + weight(right)
    : 0;

const yields = (op: string, left: Shape): Shape =>
  COMPARES.includes(op) || op === "&&" || op === "||" ? { kind: "bool" } : left;
