import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";

/** How long a fresh proof of identity may wait for the act it was given for. */
export const STEP_UP_MINUTES_MAX = 5;

/** What a person is asked anew for: a signature over a digest, or a change of how they or others get in. */
export const STEP_UP_ACTS = ["cast-verdict", "sign-policy", "change-factors"] as const;
export type StepUpAct = (typeof STEP_UP_ACTS)[number];

/** What a proof is for: one kind of act over one digest. It is worth nothing for any other. */
export const stepUpPurpose = (act: string, subjectDigest: string): string =>
  digestOfJson({ act, subjectDigest });

/** The digest an act is over that is about no release: who does what. */
export const ownSubject = (act: StepUpAct, personId: string): Digest => digestOfJson({ act, by: personId });
