import fc from "fast-check";
import { HOSTILE } from "./hostile.ts";

type Schema = { readonly [key: string]: unknown };

export const hostile: fc.Arbitrary<unknown> = fc.constantFrom(...HOSTILE);

/** Values that a JSON Schema describes, for the schemas zod writes. */
export function fromSchema(schema: Schema): fc.Arbitrary<unknown> {
  const either = (schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined;
  if (either) return fc.oneof(...either.map(fromSchema));
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom(...(schema["enum"] as unknown[]));
  const maker = MAKERS[String(schema["type"])];
  return maker ? maker(schema) : hostile;
}

const bound = (schema: Schema, name: string, otherwise: number): number =>
  typeof schema[name] === "number" ? Math.max(-1e15, Math.min(1e15, schema[name])) : otherwise;

const MAKERS: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (schema) =>
    fc.integer({
      min: Math.ceil(bound(schema, "minimum", -1000)),
      max: Math.floor(Math.min(2 ** 31 - 1, bound(schema, "maximum", 100_000))),
    }),
  number: (schema) =>
    fc.double({ min: bound(schema, "minimum", -1e6), max: bound(schema, "maximum", 1e6), noNaN: true }),
  string: text,
  array: (schema) =>
    fc.array(fromSchema((schema["items"] ?? {}) as Schema), {
      minLength: bound(schema, "minItems", 0),
      maxLength: Math.min(bound(schema, "maxItems", 4), bound(schema, "minItems", 0) + 3),
    }),
  object,
};

function text(schema: Schema): fc.Arbitrary<unknown> {
  if (schema["format"] === "uuid") return fc.uuid();
  if (schema["format"] === "date-time")
    return fc
      .date({ min: new Date("1999-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  const pattern = typeof schema["pattern"] === "string" ? new RegExp(schema["pattern"]) : null;
  if (pattern && !/\\p\{/.test(pattern.source)) return fc.stringMatching(pattern, { size: "small" });
  const maxLength = Math.min(bound(schema, "maxLength", 40), 60);
  return fc.string({
    unit: "grapheme",
    minLength: Math.min(bound(schema, "minLength", 0), maxLength),
    maxLength,
  });
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  const required = new Set((schema["required"] ?? []) as string[]);
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, inner]) => [name, fromSchema(inner)]),
  );
  const known = fc.record(fields, { requiredKeys: Object.keys(fields).filter((name) => required.has(name)) });
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== "object" || Object.keys(properties).length > 0) return known;
  return fc.dictionary(
    fromSchema((schema["propertyNames"] ?? { type: "string" }) as Schema) as fc.Arbitrary<string>,
    fromSchema(additionalProperties as Schema),
    { maxKeys: 3 },
  );
}

/** The value with one place made hostile: replaced, removed, doubled, or with an extra key. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  return fc
    .record({
      place: fc.nat(10_000),
      how: fc.constantFrom("replace", "replace", "replace", "remove", "add", "repeat"),
      by: hostile,
    })
    .map(({ place, how, by }) => {
      const copy: unknown = structuredClone(value);
      const places = placesIn(copy);
      const chosen = places[place % Math.max(1, places.length)];
      if (!chosen) return by;
      change(chosen, how, by);
      return copy;
    });
}

type Place = { readonly holder: Record<string, unknown> | unknown[]; readonly key: string | number };

function placesIn(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown> | unknown[];
  const keys = Array.isArray(holder) ? holder.map((_, index) => index) : Object.keys(holder);
  return keys.flatMap((key) => [
    { holder, key },
    ...placesIn((holder as Record<string | number, unknown>)[key]),
  ]);
}

function change({ holder, key }: Place, how: string, by: unknown): void {
  const at = holder as Record<string | number, unknown>;
  if (how === "replace") at[key] = by;
  else if (how === "repeat") at[key] = Array(50).fill(at[key]);
  else if (how === "add" && Array.isArray(holder)) holder.push(by);
  else if (how === "add") at[typeof by === "string" ? by.slice(0, 30) : "extra"] = by;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete at[key];
}
