import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";

/** How many minutes a proof of presence stays valid. */
export const STEP_UP_MINUTES_MAX = 5;

/** Acts that need a fresh proof: a signature over a digest, or a change of how people get in. */
export const STEP_UP_ACTS = ["cast-verdict", "lift-objection", "sign-policy", "change-factors"] as const;
export type StepUpAct = (typeof STEP_UP_ACTS)[number];

/** The purpose of a proof: one act over one digest. It is invalid for any other. */
export const stepUpPurpose = (act: string, subjectDigest: string): string =>
  digestOfJson({ act, subjectDigest });

/** The digest for an act that concerns no release: which act by which person. */
export const ownSubject = (act: StepUpAct, personId: string): Digest => digestOfJson({ act, by: personId });
