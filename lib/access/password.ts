import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

/** What a password is held against: what everybody uses, and what everybody here knows. All in lower case. */
export type Guesses = { readonly common: ReadonlySet<string>; readonly words: readonly string[] };

/** Is this a password someone may choose (ASVS 5.0 6.2)? Length counts in code points; no composition rules. */
export function acceptPassword(password: string, guesses: Guesses): Result<string, Refusal> {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN)
    return refuse(
      "invalid",
      "password-too-short",
      `A password has at least ${PASSWORD_LENGTH_MIN} characters.`,
      { field: "password", todo: "Choose a longer one; a few unrelated words do well." },
    );
  if (length > PASSWORD_LENGTH_MAX)
    return refuse(
      "invalid",
      "password-too-long",
      `A password has at most ${PASSWORD_LENGTH_MAX} characters.`,
      { field: "password" },
    );
  const lower = password.normalize("NFKC").toLowerCase();
  if (isCommon(lower, guesses.common))
    return refuse("invalid", "password-common", "This password is among the first an attacker would try.", {
      field: "password",
      todo: "Choose one that is not on everybody's list, nor a common word with digits around it.",
    });
  if (isMadeOf(guesses.words, lower))
    return refuse("invalid", "password-guessable", "This password is made of names that are known here.", {
      field: "password",
      todo: "Leave out your name, your address and what the workspace is called.",
    });
  return ok(password);
}

const WORD_LENGTH_MIN = 4;
const PRODUCT = "countersign";

/** The words everybody here knows: the workspace, the product, the person and their address. */
export function knownWords(known: { workspace: string; name: string; email: string }): string[] {
  const text = [known.workspace, known.name, known.email, PRODUCT].join(" ").normalize("NFKC").toLowerCase();
  const words = text.split(/[^\p{L}]+/u).filter((word) => [...word].length >= WORD_LENGTH_MIN);
  // The longest first, so that a word within another leaves nothing of it behind.
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/** So few characters around a common word, a year on either side, add next to nothing. */
const EDGE_LENGTH_MAX = 8;
const REPEATED_LENGTH_MAX = 4;

/** On the list, or something of the list with digits and signs around it, or repeated; or one short thing repeated. */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  if (common.has(lower)) return true;
  const unit = repeatedUnit(lower);
  if (unit.length < lower.length && ([...unit].length <= REPEATED_LENGTH_MAX || common.has(unit)))
    return true;
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  if (core === "") return isRun(lower);
  if (!common.has(core)) return false;
  const edges = lower.split(core);
  return edges.join("").length <= EDGE_LENGTH_MAX || edges.every((edge) => isRun(edge) || common.has(edge));
}

/** "abab" → "ab"; the text itself where it repeats nothing. */
function repeatedUnit(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return text.slice(0, again);
}

/** Each character the next, the one before, or the same again: "345678", "9876", "1111". */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  const steps = new Set(codes.slice(1).map((code, index) => code - codes[index]!));
  return steps.size === 0 || (steps.size === 1 && Math.abs([...steps][0]!) <= 1);
}

/** Is less left than would be asked of a password half as long, once the known words are out? */
function isMadeOf(words: readonly string[], lower: string): boolean {
  const rest = words.reduce((text, word) => text.replaceAll(word, " "), lower);
  const left = [...rest.replace(/[^\p{L}\p{N}]+/gu, "")].length;
  return rest !== lower && left < PASSWORD_LENGTH_MIN / 2;
}
