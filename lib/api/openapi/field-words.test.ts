import { expect, it } from "vitest";
import { table } from "#lib/api/table.ts";
import { openApi } from "./document.ts";
import { FIELD_WORDS, type Json } from "./field-words.ts";

type Field = {
  readonly at: string;
  readonly name: string;
  readonly outer: string | undefined;
  readonly schema: Json;
};

const document = openApi("1", table) as {
  paths: Record<
    string,
    Record<string, { parameters: Json[]; requestBody?: Json; responses: Record<string, Json> }>
  >;
  components: { schemas: Record<string, Json> };
};
const asJson = (value: unknown) => value as Json;
const contents = (holder: Json | undefined): Json[] =>
  Object.values((holder?.["content"] ?? {}) as Record<string, Json>).map((content) =>
    asJson(content["schema"]),
  );

/** Every field of a schema, however deep. */
function fieldsIn(schema: Json, at: string, outer?: string): Field[] {
  const own = Object.entries((schema["properties"] ?? {}) as Record<string, Json>);
  const deeper = ["items", "additionalProperties"].filter((key) => typeof schema[key] === "object");
  const several = ["anyOf", "oneOf", "allOf"].flatMap((key) => (schema[key] ?? []) as Json[]);
  return [
    ...own.flatMap(([name, inner]) => [
      { at, name, outer, schema: inner },
      ...fieldsIn(inner, `${at}.${name}`, name),
    ]),
    ...deeper.flatMap((key) => fieldsIn(asJson(schema[key]), at, outer)),
    ...several.flatMap((one) => fieldsIn(one, at, outer)),
  ];
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    at: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);
const fields: Field[] = [
  ...operations.flatMap(({ at, operation }) => [
    ...operation.parameters.map((one) => ({ at, name: String(one["name"]), outer: undefined, schema: one })),
    ...contents(operation.requestBody).flatMap((schema) => fieldsIn(schema, at)),
    ...Object.values(operation.responses)
      .flatMap(contents)
      .flatMap((schema) => fieldsIn(schema, `${at} answers`)),
  ]),
  ...Object.entries(document.components.schemas).flatMap(([name, schema]) => fieldsIn(schema, name)),
];

it("explains every field of every input and answer, in a sentence", () => {
  expect(fields.length).toBeGreaterThan(1000);
  const silent = fields.filter(({ schema }) => !/[.!?]$/.test(String(schema["description"] ?? "")));
  expect([...new Set(silent.map(({ at, name, outer }) => `${outer ?? ""}.${name} (${at})`))]).toEqual([]);
});

it("explains no field that there is not", () => {
  const known = new Set(fields.flatMap(({ name, outer }) => [name, `${outer}.${name}`]));
  expect(Object.keys(FIELD_WORDS).filter((name) => !known.has(name))).toEqual([]);
});
