import { z } from "zod";

/** The values that an expression can read, with the most of each that there can be. */
export type Shape =
  | { readonly kind: "bool" | "int" | "double" }
  | { readonly kind: "string"; readonly longest: number }
  | { readonly kind: "list"; readonly most: number; readonly item: Shape }
  | RecordShape;

export type RecordShape = { readonly kind: "record"; readonly fields: Readonly<Record<string, Field>> };

export type Field = {
  readonly shape: Shape;
  /** What it is, for whoever writes an expression. */
  readonly says: string;
  /** Whether it may be absent; reading it then is missing data. */
  readonly optional: boolean;
};

type Json = z.core.JSONSchema.BaseSchema;

/** The shape of what a schema takes: records, lists and strings with an upper bound, numbers and truth values. */
export function shapeOf(schema: z.ZodObject): RecordShape {
  const shape = fromJson(z.toJSONSchema(schema, { io: "input" }), "");
  if (shape.kind !== "record") throw new Error("an expression reads a record");
  return shape;
}

function fromJson(schema: Json, path: string): Shape {
  if (schema.enum) return { kind: "string", longest: Math.max(...schema.enum.map((one) => `${one}`.length)) };
  switch (schema.type) {
    case "boolean":
      return { kind: "bool" };
    case "integer":
      return { kind: "int" };
    case "number":
      return { kind: "double" };
    case "string":
      return { kind: "string", longest: bounded(schema.maxLength, path) };
    case "array":
      return {
        kind: "list",
        most: bounded(schema.maxItems, path),
        item: fromJson(schema.items as Json, `${path}[]`),
      };
    case "object":
      return recordFrom(schema, path);
    default:
      throw new Error(`${path} has no type that an expression can read`);
  }
}

function recordFrom({ properties = {}, required = [] }: Json, path: string): RecordShape {
  const fields = Object.entries(properties).map(([name, property]) => {
    const field = property as Json;
    const shape = fromJson(field, `${path}.${name}`);
    return [name, { shape, says: field.description ?? "", optional: !required.includes(name) }] as const;
  });
  return { kind: "record", fields: Object.fromEntries(fields) };
}

function bounded(most: number | undefined, path: string): number {
  if (most === undefined) throw new Error(`${path} has no upper bound, so no expression over it has one`);
  return most;
}
