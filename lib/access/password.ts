import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

/** What a password is compared with: common passwords and words known in this workspace. All in lower case. */
export type Guesses = { readonly common: ReadonlySet<string>; readonly words: readonly string[] };

/** Whether a person may choose this password (ASVS 5.0 6.2). Length counts code points; no composition rules. */
export function acceptPassword(password: string, guesses: Guesses): Result<string, Refusal> {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN)
    return refuse(
      "invalid",
      "password-too-short",
      `A password must have at least ${PASSWORD_LENGTH_MIN} characters.`,
      { field: "password", todo: "Choose a longer one, such as a few unrelated words." },
    );
  if (length > PASSWORD_LENGTH_MAX)
    return refuse(
      "invalid",
      "password-too-long",
      `A password must have at most ${PASSWORD_LENGTH_MAX} characters.`,
      { field: "password" },
    );
  const lower = password.normalize("NFKC").toLowerCase();
  if (isCommon(lower, guesses.common))
    return refuse("invalid", "password-common", "This password is among the first that an attacker tries.", {
      field: "password",
      todo: "Choose one that is neither a common password nor a common word with digits around it.",
    });
  if (isMadeOf(guesses.words, lower))
    return refuse("invalid", "password-guessable", "This password consists of names known here.", {
      field: "password",
      todo: "Leave out your name, your e-mail address and the name of the workspace.",
    });
  return ok(password);
}

const WORD_LENGTH_MIN = 4;
const PRODUCT = "countersign";

/** The words known in this workspace: its name, the product, the person and their e-mail address. */
export function knownWords(known: { workspace: string; name: string; email: string }): string[] {
  const text = [known.workspace, known.name, known.email, PRODUCT].join(" ").normalize("NFKC").toLowerCase();
  const words = text.split(/[^\p{L}]+/u).filter((word) => [...word].length >= WORD_LENGTH_MIN);
  // Longest first, so that removing a word leaves no fragment of a longer one.
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}

/** This many characters around a common word (such as a year on each side) add almost nothing. */
const EDGE_LENGTH_MAX = 8;
const REPEATED_LENGTH_MAX = 4;

/** A listed password, also with digits and signs around it or repeated; or a short unit repeated. */
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

/** "abab" → "ab"; the text itself if nothing repeats. */
function repeatedUnit(text: string): string {
  const again = (text + text).indexOf(text, 1);
  return text.slice(0, again);
}

/** Each character is the next, the previous or the same: "345678", "9876", "1111". */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  const steps = new Set(codes.slice(1).map((code, index) => code - codes[index]!));
  return steps.size === 0 || (steps.size === 1 && Math.abs([...steps][0]!) <= 1);
}

/** Whether fewer characters than half the minimum remain once the known words are removed. */
function isMadeOf(words: readonly string[], lower: string): boolean {
  const rest = words.reduce((text, word) => text.replaceAll(word, " "), lower);
  const left = [...rest.replace(/[^\p{L}\p{N}]+/gu, "")].length;
  return rest !== lower && left < PASSWORD_LENGTH_MIN / 2;
}
