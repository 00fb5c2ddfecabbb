import { describe, expect, it } from "vitest";
import { table } from "#lib/api/table.ts";
import type { Json } from "./field-words.ts";
import { schemaOf } from "./schema.ts";

describe("every list in an input", () => {
  it("and every text has an upper bound", () => {
    const unbounded = table
      .filter(({ body }) => !body)
      .flatMap(({ input, name }) => boundless(schemaOf(input, "input"), name));
    expect(unbounded).toEqual([]);
  });
});

/** The places of a JSON Schema where a text or a list has no upper bound. */
const boundless = (schema: Json, at: string): string[] => [
  ...(isEndless(schema) ? [at] : []),
  ...within(schema, at).flatMap(([inner, place]) => boundless(inner, place)),
];

function isEndless(schema: Json): boolean {
  if (schema["type"] === "array") return schema["maxItems"] === undefined;
  if (schema["type"] !== "string" || schema["maxLength"] !== undefined) return false;
  return !["enum", "const", "pattern", "format"].some((closing) => closing in schema);
}

/** The schemas inside one, each with its place. */
function within(schema: Json, at: string): [Json, string][] {
  const fields = Object.entries((schema["properties"] ?? {}) as Record<string, Json>);
  const single = ["items", "additionalProperties", "propertyNames"].filter(
    (key) => typeof schema[key] === "object",
  );
  const several = ["anyOf", "oneOf", "allOf"].flatMap((key) => (schema[key] ?? []) as Json[]);
  return [
    ...fields.map(([name, inner]): [Json, string] => [inner, `${at}.${name}`]),
    ...single.map((key): [Json, string] => [schema[key] as Json, `${at}.${key}`]),
    ...several.map((inner): [Json, string] => [inner, at]),
  ];
}
