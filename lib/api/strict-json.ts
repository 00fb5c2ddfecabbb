import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

const DEPTH_MAX = 32;

/**
 * JSON as I-JSON (RFC 7493): UTF-8, no key twice in an object, no lone surrogates, at most 32 deep. `JSON.parse`
 * would keep the last of two keys, and what was checked would not be what was meant. Nor is there any NUL, which no
 * text in the database can hold, or a key that would set a prototype.
 */
export function parseStrictJson(bytes: Uint8Array): Result<unknown, Refusal> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("invalid", "not-utf-8", "The body is not UTF-8.");
  }
  const deep = tooDeep(text);
  if (deep) return refuse("invalid", "too-deep", `The body is nested deeper than ${DEPTH_MAX}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("invalid", "not-json", "The body is not JSON.", { todo: "Send a JSON object." });
  }
  const fault = faultOfStrings(text);
  return fault ?? ok(value);
}

function tooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

/** The first fault in the strings and keys of this well-formed JSON, or null. */
function faultOfStrings(text: string): Result<never, Refusal> | null {
  // One entry an open bracket: the keys seen of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "{") open.push(new Set());
    else if (char === "[") open.push(null);
    else if (char === "}" || char === "]") open.pop();
    if (char !== '"') continue;
    const end = endOfString(text, at);
    const fault =
      faultOfText(text.slice(at, end + 1)) ?? faultOfKey(text, { at, end, keys: open.at(-1) ?? null });
    if (fault) return fault;
    at = end;
  }
  return null;
}

/** Only an escape can say a NUL or half a surrogate pair: the bytes themselves were UTF-8 and JSON. */
function faultOfText(quoted: string): Result<never, Refusal> | null {
  if (!quoted.includes("\\u")) return null;
  const value = JSON.parse(quoted) as string;
  if (value.isWellFormed() && !value.includes("\u0000")) return null;
  return refuse("invalid", "text-malformed", "A text holds a NUL or half a surrogate pair.", {
    todo: "Send text that is whole.",
  });
}

type Place = { at: number; end: number; keys: Set<string> | null };

function faultOfKey(text: string, { at, end, keys }: Place): Result<never, Refusal> | null {
  if (!keys || !isKey(text, end)) return null;
  const key = JSON.parse(text.slice(at, end + 1)) as string;
  if (key === "__proto__")
    return refuse("invalid", "key-forbidden", "No key may be __proto__.", { field: key });
  if (keys.has(key))
    return refuse("invalid", "key-twice", `The key ${JSON.stringify(key)} is there twice.`, { field: key });
  keys.add(key);
  return null;
}

/** A string followed by a colon is a key. */
function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/.test(text[at] ?? "")) at += 1;
  return text[at] === ":";
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
