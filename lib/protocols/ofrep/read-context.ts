import { parseStrictJson } from "#lib/api/guard/strict-json.ts";
import { contextIn, type EvaluationContext } from "./wire.ts";

/** Whom a body asks to evaluate for; null where it is no request. What else it holds is never a reason to refuse. */
export function readContext(body: Uint8Array): EvaluationContext | null {
  if (body.length === 0) return contextIn({});
  const parsed = parseStrictJson(body);
  if (parsed.ok) return contextIn(parsed.value);
  const { code, field } = parsed.error;
  const isRead = code === "key-twice" && (field === "context" || field === "targetingKey");
  return isRead || UNREADABLE.has(code) ? null : contextIn(JSON.parse(decoder.decode(body)));
}

const decoder = new TextDecoder();

/** No JSON, or only meant to do harm. Whatever else strict JSON refuses matters only in what is read. */
const UNREADABLE = new Set(["not-utf-8", "not-json", "too-deep"]);
