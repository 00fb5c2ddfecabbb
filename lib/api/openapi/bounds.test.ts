import { describe, expect, it } from "vitest";
import { table } from "#lib/api/table.ts";
import { type Json, schemaOf } from "./schema.ts";

describe("every list in an input", () => {
  it("and every text has an upper bound", () => {
    const unbounded = table
      .filter(({ body }) => !body)
      .flatMap(({ input, name }) => boundless(schemaOf(input, "input"), name));
    expect(unbounded).toEqual([]);
  });
});

/** The places of a JSON Schema where a text or a list could be of any size. */
function boundless(schema: Json, at: string): string[] {
  const found: string[] = [];
  const closed = "enum" in schema || "const" in schema || "pattern" in schema || "format" in schema;
  if (schema["type"] === "string" && schema["maxLength"] === undefined && !closed) found.push(at);
  if (schema["type"] === "array" && schema["maxItems"] === undefined) found.push(`${at}[]`);
  for (const [name, inner] of Object.entries((schema["properties"] ?? {}) as Record<string, Json>))
    found.push(...boundless(inner, `${at}.${name}`));
  for (const key of ["items", "additionalProperties", "propertyNames"])
    if (typeof schema[key] === "object") found.push(...boundless(schema[key] as Json, `${at}.${key}`));
  for (const key of ["anyOf", "oneOf", "allOf"])
    for (const inner of (schema[key] ?? []) as Json[]) found.push(...boundless(inner, at));
  return found;
}
