/** Joiners: needed to spell Persian, Hindi and Sinhala, and to join emoji families. */
const JOINERS = "\\u200c\\u200d";

/**
 * Characters that hide or reorder text: controls (except tab and newlines), characters Unicode defines as ignorable
 * (except joiners and the variation selectors that style emoji), bidi controls, line separators, interlinear marks.
 */
const DECEPTIVE =
  /[[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\t\n\r\u200c\u200d\ufe00-\ufe0f]]/v;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** A forbidden character and its position; lines and columns count from 1. */
export type HiddenCharacter = { readonly character: string; readonly line: number; readonly column: number };

/** The first character that hides or reorders text, or null. */
export function hiddenIn(text: string): HiddenCharacter | null {
  const found = DECEPTIVE.exec(text) ?? LONE_SURROGATE.exec(text);
  if (!found) return null;
  const lines = text.slice(0, found.index).split(/\r\n|\r|\n/);
  const column = [...lines.at(-1)!].length + 1;
  return { character: characterName(found[0]), line: lines.length, column };
}

/** Whether a text is well-formed and hides nothing. */
export const honest = (text: string): boolean => hiddenIn(text) === null;

/** Whether nothing in it is visible; joiners alone count as blank. */
export const isBlank = (text: string): boolean => /^(?:\s|\u200c|\u200d)*$/.test(text);

/** `U+202E (right-to-left override)`; the code point alone if it has no name here. */
function characterName(character: string): string {
  const code = character.codePointAt(0)!;
  const name = NAMES.find(([from, to]) => code >= from && code <= to)?.[2];
  const written = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return name ? `${written} (${name})` : written;
}

const NAMES: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x00, "NUL"],
  [0x1b, 0x1b, "escape"],
  [0x00, 0x1f, "control character"],
  [0x7f, 0x9f, "control character"],
  [0xad, 0xad, "soft hyphen"],
  [0x61c, 0x61c, "Arabic letter mark"],
  [0x180b, 0x180f, "Mongolian variation selector"],
  [0x200b, 0x200b, "zero-width space"],
  [0x200e, 0x200e, "left-to-right mark"],
  [0x200f, 0x200f, "right-to-left mark"],
  [0x2028, 0x2028, "line separator"],
  [0x2029, 0x2029, "paragraph separator"],
  [0x202a, 0x202a, "left-to-right embedding"],
  [0x202b, 0x202b, "right-to-left embedding"],
  [0x202c, 0x202c, "pop directional formatting"],
  [0x202d, 0x202d, "left-to-right override"],
  [0x202e, 0x202e, "right-to-left override"],
  [0x2060, 0x2060, "word joiner"],
  [0x2066, 0x2066, "left-to-right isolate"],
  [0x2067, 0x2067, "right-to-left isolate"],
  [0x2068, 0x2068, "first strong isolate"],
  [0x2069, 0x2069, "pop directional isolate"],
  [0x3164, 0x3164, "Hangul filler"],
  [0xd800, 0xdfff, "half of a surrogate pair"],
  [0xfeff, 0xfeff, "byte order mark"],
  [0xfff9, 0xfffb, "interlinear mark"],
  [0xe0000, 0xe007f, "tag character"],
];

/**
 * The same characters as a class that every regular expression dialect accepts, for the OpenAPI document: many
 * dialects lack `\p`. It omits those beyond U+FFFF (tags, shorthand controls), which dialects write differently.
 */
const HIDDEN = [
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5",
  "\\u180b-\\u180f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb",
].join("");

const somethingIn = (hidden: string): string => `^[^${hidden}]*[^${hidden}${JOINERS}\\s][^${hidden}]*$`;

/** The pattern of an honest text that is not blank, for the OpenAPI document. */
export const PROSE_PATTERN = somethingIn(HIDDEN);
/** The same for one line. */
export const LINE_PATTERN = somethingIn(`${HIDDEN}\\t\\n\\r`);
