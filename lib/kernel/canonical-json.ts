/** Deeper than any document here; catches cycles and hostile nesting before the stack overflows. */
const DEPTH_MAX = 128;

/**
 * The RFC 8785 (JCS) form of a JSON value: keys in UTF-16 order, ECMAScript numbers, no white space.
 * Throws TypeError for anything JSON cannot represent exactly: undefined, functions, symbols, bigint, NaN, ±Infinity,
 * lone surrogates, class instances, sparse arrays, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/** Keys and indices from the root to the current value; used only in the error. */
type Path = (string | number)[];

/** The UTF-8 bytes of {@link canonicalJson}: what gets hashed and signed. */
export const canonicalBytes = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));

function write(value: unknown, path: Path): string {
  if (path.length > DEPTH_MAX) throw fault(path, `nested deeper than ${DEPTH_MAX}, or cyclic`);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "string") return writeString(value, path);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw fault(path, `${value} is not a JSON number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return writeArray(value, path);
  if (typeof value === "object") return writeObject(value, path);
  throw fault(path, `${typeof value} has no JSON form`);
}

/** Text with no escapes and no surrogates: the common case. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\ud7ff\ue000-\uffff]*$/;

// JSON.stringify escapes a lone surrogate instead of refusing it; RFC 8785 §3.2.2.2 demands an error.
function writeString(text: string, path: Path): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw fault(path, "a string contains a lone surrogate");
  return JSON.stringify(text);
}

function writeArray(items: readonly unknown[], path: Path): string {
  let written = "";
  for (let i = 0; i < items.length; i++) {
    path.push(i);
    written += i === 0 ? write(items[i], path) : `,${write(items[i], path)}`;
    path.pop();
  }
  return `[${written}]`;
}

function writeObject(object: object, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  // A plain object's prototype is null or a root prototype (possibly another realm's Object.prototype).
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw fault(path, "only plain objects and arrays have a canonical form");
  if (Object.getOwnPropertySymbols(object).length > 0) throw fault(path, "has a symbol as key");
  // The default sort compares UTF-16 code units, the order RFC 8785 §3.2.3 requires.
  let written = "";
  for (const key of Object.keys(object).sort()) {
    path.push(key);
    const member = `${writeString(key, path)}:${write((object as Record<string, unknown>)[key], path)}`;
    written += written === "" ? member : `,${member}`;
    path.pop();
  }
  return `{${written}}`;
}

function fault(path: Path, reason: string): TypeError {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`));
  return new TypeError(`$${steps.join("")}: ${reason}`);
}
