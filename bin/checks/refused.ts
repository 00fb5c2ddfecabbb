import type { Result } from "#lib/kernel/result.ts";

/** What is wrong with an act in the log that the product's own rule refuses. */
export const refused = (may: Result<unknown, { readonly code: string }>): string[] =>
  may.ok ? [] : [`should have been refused (${may.error.code})`];
