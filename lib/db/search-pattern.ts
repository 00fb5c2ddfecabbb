/** A LIKE pattern for "has this in it": what the reader typed is taken literally, never as a pattern of theirs. */
export const containsPattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
