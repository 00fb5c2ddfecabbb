import type { ASTNode } from "@marcbachmann/cel-js";
import { callBound, methodBound } from "./bound-call.ts";
import { isOperator, operatorBound } from "./bound-operator.ts";
import { type Bound, type BoundOf, fieldOf, forbid, noField, type Scope } from "./extent.ts";
import type { RecordShape, Shape } from "./shape.ts";

/**
 * The steps that an expression takes at most, over the largest value of this shape. Every part is counted as often as it
 * can run, and every copy and comparison by the size of what it copies or compares, so a bound on the steps also
 * bounds memory and time. Throws `Refused` for what has no bound.
 */
export const stepsOf = (ast: ASTNode, root: RecordShape): number =>
  boundOf(ast, new Map(Object.entries(root.fields).map(([name, { shape }]) => [name, shape]))).steps;

const boundOf: BoundOf = (node, scope) => {
  switch (node.op) {
    case "value":
      return { steps: 1, shape: literal(node, node.args) };
    case "id":
      return {
        steps: 1,
        shape: scope.get(node.args) ?? forbid(node, `There is nothing called ${node.args}.`),
      };
    case ".":
      return fieldBound(node, scope);
    case "call":
      return callBound(node, scope, boundOf);
    case "rcall":
      return methodBound(node, scope, boundOf);
    default:
      return isOperator(node)
        ? operatorBound(node, scope, boundOf)
        : forbid(node, NOT_OFFERED[node.op] ?? "");
  }
};

const NOT_OFFERED: Readonly<Record<string, string>> = {
  map: "Maps cannot be written in an expression.",
  ".?": "Optional fields are read with has().",
  "[?]": "Optional items cannot be read.",
};

function literal(node: ASTNode, value: unknown): Shape {
  if (typeof value === "boolean") return { kind: "bool" };
  if (typeof value === "bigint") return { kind: "int" };
  if (typeof value === "number") return { kind: "double" };
  if (typeof value === "string") return { kind: "string", longest: value.length };
  return forbid(node, "Only numbers, texts, true and false can be written in an expression.");
}

function fieldBound(node: Extract<ASTNode, { op: "." }>, scope: Scope): Bound {
  const [of, name] = node.args;
  const { steps, shape } = boundOf(of, scope);
  return { steps: steps + 1, shape: fieldOf(shape, name) ?? forbid(node, noField(name, shape)) };
}
