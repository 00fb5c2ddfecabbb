import { digestOfJson } from "#lib/kernel/digest.ts";

/** How long a fresh proof of identity may wait for the act it was given for. */
export const STEP_UP_MINUTES_MAX = 5;

/** What a proof is for: one kind of act over one digest. It is worth nothing for any other. */
export const stepUpPurpose = (act: string, subjectDigest: string): string =>
  digestOfJson({ act, subjectDigest });
