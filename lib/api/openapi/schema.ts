import { z } from "zod";
import type { Answer, Answers } from "#lib/api/contract/endpoint.ts";
import { explained, type Json } from "./field-words.ts";

/** As JSON Schema: the input or the output. */
export function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return explained(rest);
}

/** What an endpoint answers, by status. */
export const answersOf = (answers: Answers): Json =>
  Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)]));

const FILE = { type: "string", format: "binary" };

function responseOf({ description, type, schema, headers }: Answer): Json {
  const content = schema ? schemaOf(schema, "output") : FILE;
  return {
    description,
    ...(headers ? { headers: headersOf(headers) } : {}),
    ...(type ? { content: { [type]: { schema: content } } } : {}),
  };
}

const headersOf = (headers: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
  );
