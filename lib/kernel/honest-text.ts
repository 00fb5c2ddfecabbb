/**
 * Characters that hide or reorder text: controls (but tab and newlines), what Unicode says is not shown (variation
 * selectors aside, which choose how an emoji looks), bidi controls, line separators, interlinear marks.
 */
const DECEPTIVE =
  /[[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]--[\t\n\r\ufe00-\ufe0f]]/v;

/** Whether a text is whole and hides nothing. */
export const honest = (text: string): boolean => text.isWellFormed() && !DECEPTIVE.test(text);

/**
 * The same characters in a class that every dialect of regular expressions reads, for the API's description: many
 * readers know no `\p`. It lacks those beyond U+FFFF (tags, shorthand controls), which dialects write differently.
 */
const HIDDEN = [
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5",
  "\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb",
].join("");

const somethingIn = (hidden: string): string => `^[^${hidden}]*[^${hidden}\\s][^${hidden}]*$`;

/** What an honest text looks like that is not blank, for the API's description. */
export const PROSE_PATTERN = somethingIn(HIDDEN);
/** The same of one line. */
export const LINE_PATTERN = somethingIn(`${HIDDEN}\\t\\n\\r`);
