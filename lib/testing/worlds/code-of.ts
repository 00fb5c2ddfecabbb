/** The code that something was refused with, or "ok". */
export const codeOf = <T extends { ok: boolean }>(outcome: T): string =>
  "error" in outcome ? (outcome.error as { code: string }).code : "ok";
