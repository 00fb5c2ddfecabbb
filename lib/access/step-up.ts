import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";

/** How many minutes a proof of presence stays valid. */
export const STEP_UP_MINUTES_MAX = 5;

/** Acts that give somebody access, authority or a credential, each named as its command. */
export const PEOPLE_ACTS = [
  "invite-person",
  "assign-person",
  "enable-person",
  "propose-function",
  "confirm-function",
  "consent-signing",
  "issue-link",
  "issue-token",
  "hand-over-token",
  "reset-factor",
] as const;
export type PeopleAct = (typeof PEOPLE_ACTS)[number];

/** Acts that need a fresh proof: a signature over a digest, an act on people, or a change of one's own factors. */
export const STEP_UP_ACTS = [
  "cast-verdict",
  "lift-objection",
  "sign-policy",
  "sign-assessment",
  "change-factors",
  ...PEOPLE_ACTS,
] as const;
export type StepUpAct = (typeof STEP_UP_ACTS)[number];

/** The purpose of a proof: one act over one digest. It is invalid for any other. */
export const stepUpPurpose = (act: string, subjectDigest: string): string =>
  digestOfJson({ act, subjectDigest });

/** The digest for a change of one's own factors. */
export const ownSubject = (act: StepUpAct, personId: string): Digest => digestOfJson({ act, by: personId });

/** The digest for an act on people: `of` names whom or what it concerns, such as a person's id. */
export const peopleSubject = (act: PeopleAct, { by, of }: { by: string; of: string }): Digest =>
  digestOfJson({ act, by, of });

export const isPeopleAct = (act: StepUpAct): act is PeopleAct => PEOPLE_ACTS.some((one) => one === act);
