type Checked = {
  readonly validity: Partial<ValidityState>;
  readonly validationMessage: string;
  readonly type: string;
  readonly minLength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly title: string;
};

/** What a browser's check found, in one sentence. Each browser words it in its own way and language. */
export function faultText(field: Checked): string {
  const found = WORDS.find(([kind]) => field.validity[kind]);
  return found?.[1](field) || field.validationMessage || "Must be written differently.";
}

const WORDS: readonly (readonly [keyof ValidityState, (field: Checked) => string])[] = [
  ["valueMissing", ({ type }) => (type === "checkbox" ? "Must be ticked." : "Must not be empty.")],
  ["customError", ({ validationMessage }) => validationMessage],
  ["typeMismatch", ({ type }) => `Must be ${typeNames[type] ?? "written differently"}.`],
  ["badInput", () => "Must be a number."],
  ["tooShort", ({ minLength }) => `Must have at least ${minLength} characters.`],
  ["rangeUnderflow", ({ min }) => `Must be at least ${min}.`],
  ["rangeOverflow", ({ max }) => `Must be at most ${max}.`],
  ["patternMismatch", ({ title }) => title],
];

const typeNames: Readonly<Record<string, string>> = {
  email: "an e-mail address, like name@example.com",
  url: "an address, like https://example.com",
};

/** Why a text is too long; null where it is not. */
export function tooLongText(text: string, max: number | undefined): string | null {
  const length = text.trim().length;
  return max !== undefined && length > max
    ? `Must have at most ${max.toLocaleString("en-GB")} characters; it has ${length.toLocaleString("en-GB")}.`
    : null;
}

/** A message of the server's, which completes the field's name, as a sentence of its own. */
export function faultSentence(message: string): string {
  const text = message.charAt(0).toLocaleUpperCase("en") + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
