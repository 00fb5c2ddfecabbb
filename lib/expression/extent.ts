import type { ASTNode } from "@marcbachmann/cel-js";
import type { Shape } from "./shape.ts";

/** What a part of an expression can cost and yield at most. */
export type Bound = { readonly steps: number; readonly shape: Shape };

/** Variables in scope: the fields of what is read, and those of the macros around. */
export type Scope = ReadonlyMap<string, Shape>;
export type BoundOf = (node: ASTNode, scope: Scope) => Bound;

/** A construct that no expression may use, at an offset of its text. */
export class Refused extends Error {
  readonly offset: number;

  constructor({ start }: Pick<ASTNode, "start">, reason: string) {
    super(reason);
    this.offset = start;
  }
}

export function forbid(node: Pick<ASTNode, "start">, reason: string): never {
  throw new Refused(node, reason);
}

export function noField(name: string, shape: Shape): string {
  const known = shape.kind === "record" ? Object.keys(shape.fields) : [];
  return known.length === 0
    ? `There is no field ${name}: this is no record.`
    : `There is no field ${name}. There is: ${known.join(", ")}.`;
}

/** What comparing or copying it takes. */
export function weight(shape: Shape): number {
  switch (shape.kind) {
    case "string":
      return 1 + shape.longest / 16;
    case "list":
      return 1 + shape.most * weight(shape.item);
    case "record":
      return Object.values(shape.fields).reduce((sum, field) => sum + weight(field.shape), 1);
    default:
      return 1;
  }
}

/** The larger of two in every part. Of records the checker has made sure that they are the same. */
export function larger(a: Shape, b: Shape): Shape {
  if (a.kind === "string" && b.kind === "string")
    return { kind: "string", longest: Math.max(a.longest, b.longest) };
  if (a.kind === "list" && b.kind === "list")
    return {
      kind: "list",
      most: Math.max(a.most, b.most),
      item: a.most === 0 ? b.item : b.most === 0 ? a.item : larger(a.item, b.item),
    };
  return weight(a) >= weight(b) ? a : b;
}

/** The field of a record, if it has one of its own by this name. */
export const fieldOf = (shape: Shape, name: string): Shape | undefined =>
  shape.kind === "record" && Object.hasOwn(shape.fields, name) ? shape.fields[name]!.shape : undefined;
