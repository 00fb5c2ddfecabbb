import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Json } from "./field-words.ts";
import { SAMPLE_WORDS, SAMPLES_OF } from "./sample-words.ts";

/** The example of an operation: a value that its schema takes, with the required fields alone. */
export const sampleFor = (operation: string, schema: Json): unknown =>
  sampleOf(schema, { ...SAMPLE_WORDS, ...SAMPLES_OF[operation] });

type Words = Readonly<Record<string, unknown>>;

function objectOf(schema: Json, words: Words): Json {
  const properties = (schema["properties"] ?? {}) as Record<string, Json>;
  const required = (schema["required"] ?? []) as string[];
  return Object.fromEntries(
    required.map((name) => [
      name,
      Object.hasOwn(words, name) ? words[name] : sampleOf(properties[name] ?? {}, words),
    ]),
  );
}

function sampleOf(schema: Json, words: Words): unknown {
  const given = schema["default"] ?? schema["const"] ?? firstOf(schema["enum"]);
  if (given !== undefined) return given;
  const one = firstOf(schema["anyOf"] ?? schema["oneOf"]);
  if (one !== undefined) return sampleOf(one as Json, words);
  switch (schema["type"]) {
    case "object":
      return objectOf(schema, words);
    case "array":
      return Number(schema["minItems"] ?? 0) === 0 ? [] : [sampleOf(schema["items"] as Json, words)];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return Math.max(1, Number(schema["minimum"] ?? 1));
    default:
      return textOf(schema);
  }
}

const firstOf = (all: unknown): unknown => (Array.isArray(all) ? (all[0] as unknown) : undefined);

const FORMATS: Readonly<Record<string, string>> = {
  uuid: "0197a1c0-0000-7000-8000-000000000001",
  "date-time": "2026-10-01T08:00:00Z",
};

function textOf({ format, pattern }: Json): string {
  if (typeof format === "string" && FORMATS[format] !== undefined) return FORMATS[format];
  return String(pattern ?? "").includes("sha256") ? digestOfJson("churn-risk") : "example";
}
