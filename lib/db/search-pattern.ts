/** A LIKE pattern for "contains this text": escapes what the reader typed, so that it matches literally. */
export const containsPattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
