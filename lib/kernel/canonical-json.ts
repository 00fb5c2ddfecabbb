/** Deeper than any document of ours; stops cycles and hostile nesting before the stack does. */
const DEPTH_MAX = 128;

/**
 * The RFC 8785 (JCS) form of a JSON value: keys in UTF-16 order, ECMAScript numbers, no white space.
 * Throws TypeError for whatever JSON cannot say exactly: undefined, functions, symbols, bigint, NaN, ±Infinity,
 * lone surrogates, class instances, sparse arrays, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$", 0);
}

/** The UTF-8 bytes of {@link canonicalJson}: what gets hashed and signed. */
export const canonicalBytes = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

function write(value: unknown, path: string, depth: number): string {
  if (depth > DEPTH_MAX) throw new TypeError(`${path}: nested deeper than ${DEPTH_MAX}, or in a circle`);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "string") return writeString(value, path);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return writeArray(value, path, depth);
  if (typeof value === "object") return writeObject(value, path, depth);
  throw new TypeError(`${path}: ${typeof value} has no JSON form`);
}

// JSON.stringify escapes a lone surrogate instead of refusing it; RFC 8785 §3.2.2.2 demands an error.
function writeString(text: string, path: string): string {
  if (!text.isWellFormed()) throw new TypeError(`${path}: a string holds a lone surrogate`);
  return JSON.stringify(text);
}

function writeArray(items: readonly unknown[], path: string, depth: number): string {
  const written: string[] = [];
  for (let i = 0; i < items.length; i++) written.push(write(items[i], `${path}[${i}]`, depth + 1));
  return `[${written.join(",")}]`;
}

function writeObject(object: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // A plain object's prototype is null or a root prototype (possibly another realm's Object.prototype).
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new TypeError(`${path}: only plain objects and arrays have a canonical form`);
  if (Object.getOwnPropertySymbols(object).length > 0) throw new TypeError(`${path}: has a symbol as key`);
  // The default sort compares UTF-16 code units, which is the order RFC 8785 §3.2.3 asks for.
  const members = Object.keys(object).sort();
  const written = members.map((key) => {
    const at = `${path}.${key}`;
    return `${writeString(key, at)}:${write((object as Record<string, unknown>)[key], at, depth + 1)}`;
  });
  return `{${written.join(",")}}`;
}
