import type { AnyEndpoint } from "#lib/api/contract/endpoint.ts";
import { curlOf } from "./curl.ts";
import { openApi } from "./document.ts";
import type { Json } from "./field-words.ts";

export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security?: Record<string, unknown>[];
  parameters: {
    name: string;
    in: string;
    required: boolean;
    description: string;
    schema: Json;
    example?: unknown;
  }[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Json }> }>;
};

/** The API's description as people read it, made of the document that programs read. */
export function referenceOf(table: readonly AnyEndpoint[]) {
  const { paths } = openApi("1", table) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => entryOf(method.toUpperCase(), path, operation)),
  );
}

function entryOf(method: string, path: string, operation: Operation) {
  const { operationId, summary, description, tags, parameters, requestBody, responses } = operation;
  const [body] = Object.values(requestBody?.content ?? {});
  const [status, answer] = Object.entries(responses)[0]!;
  const answered = Object.values(answer.content ?? {})[0];
  return {
    id: operationId,
    method,
    path,
    summary,
    description,
    tag: tags[0]!,
    fields: [
      ...parameters.map((one) => ({
        name: one.name,
        place: one.in,
        required: one.required,
        words: one.description,
        shape: shapeOf(one.schema),
      })),
      ...(body ? fieldsOf(body.schema, "body") : []),
    ],
    answer: {
      status,
      words: answer.description ?? "",
      fields: answered ? fieldsOf(answered.schema, "answer") : [],
    },
    examples: {
      parameters: parameters.filter(({ example }) => example !== undefined),
      bodies: Object.values(requestBody?.content ?? {}).map(({ example }) => example),
    },
    curl: curlOf({ method, path, ...operation }),
  };
}

type Field = { name: string; place: string; required: boolean; words: string; shape: string };

/** Every field of a schema, named by its way from the top. */
function fieldsOf(schema: Json, place: string, way = ""): Field[] {
  const required = (schema["required"] ?? []) as string[];
  const own = Object.entries((schema["properties"] ?? {}) as Record<string, Json>).flatMap(
    ([name, field]) => [
      {
        name: way + name,
        place,
        required: required.includes(name),
        words: String(field["description"] ?? ""),
        shape: shapeOf(field),
      },
      ...fieldsOf(field, place, `${way}${name}.`),
    ],
  );
  const items = schema["items"] as Json | undefined;
  const several = ["anyOf", "oneOf", "allOf"].flatMap((key) => (schema[key] ?? []) as Json[]);
  const deeper = [...(items ? [items] : []), ...several].flatMap((one) => fieldsOf(one, place, way));
  return [...new Map([...own, ...deeper].map((field) => [field.name, field])).values()];
}

/** "text, at most 63 characters" */
function shapeOf(schema: Json): string {
  const several = (schema["anyOf"] ?? schema["oneOf"]) as Json[] | undefined;
  if (several) return [...new Set(several.map(shapeOf))].join(" or ");
  if (Array.isArray(schema["enum"])) return schema["enum"].join(", ");
  if ("const" in schema) return String(schema["const"]);
  const type = String(schema["type"] ?? "any");
  return [typeWords[type] ?? type, ...limitsOf(schema)].join(", ");
}

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  boolean: "true or false",
  array: "list",
  null: "null",
};

function limitsOf(schema: Json): string[] {
  const limit = (key: string, words: (value: string) => string): string[] =>
    typeof schema[key] === "number" &&
    Number.isSafeInteger(schema[key]) &&
    Math.abs(schema[key]) < 2 ** 53 - 1
      ? [words(schema[key].toLocaleString("en-GB"))]
      : [];
  return [
    ...limit("maxLength", (value) => `at most ${value} characters`),
    ...limit("maxItems", (value) => `at most ${value} entries`),
    ...limit("minimum", (value) => `from ${value}`),
    ...limit("maximum", (value) => `to ${value}`),
  ];
}
