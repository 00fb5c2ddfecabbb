import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

const DEPTH_MAX = 32;
/** A manifest of 100,000 files has 300,000. Each may become an issue of the schema, larger than itself. */
const VALUES_MAX = 500_000;
const decoder = new TextDecoder("utf-8", { fatal: true });
const [SPACE, QUOTE, COMMA, COLON, BACKSLASH] = [0x20, 0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
/** Only an escape can produce a NUL or half a surrogate pair: the bytes themselves were UTF-8 and JSON. */
const ESCAPE = /\\u/;

/**
 * Parses JSON as I-JSON (RFC 7493): UTF-8, no key twice in an object, no lone surrogates, within bounds of depth and
 * number.
 * `JSON.parse` would keep the last of two keys, so that the text checked is not the text meant. Also refuses NUL,
 * which no text in the database can hold, and keys that would set a prototype.
 */
export function parseStrictJson(bytes: Uint8Array): Result<unknown, Refusal> {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return refuse("invalid", "not-utf-8", "The body is not UTF-8.");
  }
  const counted = countedIn(text);
  if (!counted.ok) return counted;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("invalid", "not-json", "The body is not JSON.", { todo: "Send a JSON object." });
  }
  if (isPlain(text) && keysOf(value) === counted.value.keys) return ok(value);
  return faultOfStrings(text) ?? ok(value);
}

/** Without escapes and prototypes, keys are wrong only where one is given twice: then fewer are left than were written. */
const isPlain = (text: string): boolean => !text.includes("\\") && !text.includes("__proto__");

function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) for (const each of value) keys += keysOf(each);
  else for (const each of Object.values(value)) keys += 1 + keysOf(each);
  return keys;
}

/** How many keys are written, or what is too much of it; cheaper to count than to parse. */
function countedIn(text: string): Result<{ readonly keys: number }, Refusal> {
  let depth = 0;
  let values = 1;
  let keys = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values += 1;
    else if (code === COLON) keys += 1;
    else depth += stepOf(code);
    if (depth > DEPTH_MAX) return tooDeep;
  }
  return values > VALUES_MAX ? tooMany : ok({ keys });
}

/** One level down or up. */
function stepOf(code: number): number {
  if (code === OPEN_OBJECT || code === OPEN_ARRAY) return 1;
  return code === CLOSE_OBJECT || code === CLOSE_ARRAY ? -1 : 0;
}

const tooDeep = refuse("invalid", "too-deep", `The body is nested deeper than ${DEPTH_MAX} levels.`);
const tooMany = refuse("invalid", "too-many-values", `The body has more than ${VALUES_MAX} values.`, {
  todo: "Send fewer elements at once.",
});

/** The first fault in the strings and keys of this well-formed JSON, or null. */
function faultOfStrings(text: string): Result<never, Refusal> | null {
  // A pattern, because the compiler knows `includes` to be pure and moves it to its use, inside the loop.
  const escapes = ESCAPE.test(text);
  // One entry for each open bracket: the keys seen in an object, null for an array.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== QUOTE) {
      openOrClose(open, code);
      continue;
    }
    const end = endOfString(text, at);
    const keys = open.at(-1) ?? null;
    const fault =
      (escapes ? faultOfText(text.slice(at, end + 1)) : null) ?? faultOfKey(text, { at, end, keys });
    if (fault) return fault;
    at = end;
  }
  return null;
}

function openOrClose(open: (Set<string> | null)[], code: number): void {
  if (code === OPEN_OBJECT) open.push(new Set());
  else if (code === OPEN_ARRAY) open.push(null);
  else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) open.pop();
}

function faultOfText(quoted: string): Result<never, Refusal> | null {
  if (!ESCAPE.test(quoted)) return null;
  const value = JSON.parse(quoted) as string;
  if (value.isWellFormed() && !value.includes("\u0000")) return null;
  return refuse("invalid", "text-malformed", "A text contains a NUL or half a surrogate pair.", {
    todo: "Remove the NUL, or complete the surrogate pair.",
  });
}

type Place = { at: number; end: number; keys: Set<string> | null };

function faultOfKey(text: string, { at, end, keys }: Place): Result<never, Refusal> | null {
  if (!keys || !isKey(text, end)) return null;
  const plain = text.slice(at + 1, end);
  const key = plain.includes("\\") ? (JSON.parse(`"${plain}"`) as string) : plain;
  if (key === "__proto__")
    return refuse("invalid", "key-forbidden", "No key may be __proto__.", { field: key });
  if (keys.has(key))
    return refuse("invalid", "key-twice", `The key ${JSON.stringify(key)} is given twice.`, { field: key });
  keys.add(key);
  return null;
}

/** A string followed by a colon is a key. */
function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

/** Where the string that begins at `start` ends; past the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  const quote = text.indexOf('"', start + 1);
  if (quote > 0 && text.charCodeAt(quote - 1) !== BACKSLASH) return quote;
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) break;
    at += code === BACKSLASH ? 2 : 1;
  }
  return at;
}
