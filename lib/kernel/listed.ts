/** "a", "a and b", "a, b and c" */
export const listed = (words: readonly string[]): string => joined(words, "and");

/** "a", "a or b", "a, b or c" */
export const either = (words: readonly string[]): string => joined(words, "or");

function joined(words: readonly string[], last: "and" | "or"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
