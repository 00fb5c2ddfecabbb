export const day = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

export const listed = (parts: readonly string[], none: string): string =>
  parts.length > 0 ? parts.join("; ") : none;
