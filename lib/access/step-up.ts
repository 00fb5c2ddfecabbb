import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";

/** How many minutes a proof of presence stays valid. */
export const STEP_UP_MINUTES_MAX = 5;

/** Acts on what is one's own that name nothing else, each named as its command. */
const OWN_DEEDS = ["enrol-factor", "renew-recovery", "mail-link", "bind-identity", "issue-feed"] as const;

/**
 * Acts that need a fresh proof and are no signature, each named as its command: those that give somebody access, authority
 * or a credential, change how somebody signs in, set the workspace's rule about it, or open a way out for data that
 * outlives the session.
 */
export const DEEDS = [
  ...OWN_DEEDS,
  "rename-factor",
  "remove-factor",
  "unbind-identity",
  "set-factor-rule",
  "invite-person",
  "assign-person",
  "enable-person",
  "propose-function",
  "confirm-function",
  "consent-signing",
  "create-delegation",
  "vouch-sitting",
  "propose-loosening",
  "confirm-loosening",
  "ask-stop",
  "confirm-stop",
  "issue-link",
  "issue-token",
  "hand-over-token",
  "reset-factor",
  "create-webhook",
  "change-webhook",
  "rotate-webhook-secret",
] as const;
export type Deed = (typeof DEEDS)[number];

/** Acts that need a fresh proof: a signature over a digest, or a deed. */
export const STEP_UP_ACTS = [
  "cast-verdict",
  "seal-verdict",
  "lift-objection",
  "sign-policy",
  "sign-council",
  "sign-assessment",
  "sign-condition",
  "sign-waiver",
  "sign-envelope",
  "sign-review",
  "sign-sitting",
  "declare-recusal",
  "authorise-emergency",
  /** Asked for by clients from before each change of one's own account was an act of its own: covers them all. */
  "change-factors",
  ...DEEDS,
] as const;
export type StepUpAct = (typeof STEP_UP_ACTS)[number];

/** The purpose of a proof: one act over one digest. It is invalid for any other. */
export const stepUpPurpose = (act: string, subjectDigest: string): string =>
  digestOfJson({ act, subjectDigest });

/** The digest for `change-factors`. */
export const ownSubject = (act: "change-factors", personId: string): Digest =>
  digestOfJson({ act, by: personId });

/** The digest for a deed: `of` names whom or what it concerns, such as a person's id. */
export const deedSubject = (act: Deed, { by, of }: { by: string; of: string }): Digest =>
  digestOfJson({ act, by, of });

export const isDeed = (act: StepUpAct): act is Deed => DEEDS.some((one) => one === act);

/** Whether the act concerns whoever does it and names nothing else. */
export const isOwnDeed = (act: StepUpAct): boolean => OWN_DEEDS.some((one) => one === act);

/** Acts for which a recovery code may stand in for a lost factor. */
const RECOVERABLE: readonly string[] = [
  "change-factors",
  "enrol-factor",
  "rename-factor",
  "remove-factor",
  "renew-recovery",
] satisfies StepUpAct[];
export const isRecoverable = (act: string): boolean => RECOVERABLE.includes(act);
