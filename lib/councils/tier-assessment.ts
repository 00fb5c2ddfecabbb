import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { stricterTier, type Tier } from "#lib/registry/tier.ts";
import type { Answers } from "#lib/registry/tier-questionnaire.ts";
import type { AssessmentEvent } from "./assessment-events.ts";
import type { Council } from "./quorum.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export const ASSESSMENT_STATES = ["open", "confirmed", "rejected", "withdrawn"] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

/** The states of an assessment. Nobody calls `confirm`: it follows when the last seat is filled. */
export const assessmentMachine = machine<AssessmentState, "sign" | "confirm" | "reject" | "withdraw">(
  "assessment",
  {
    sign: { from: ["open"], to: "open" },
    confirm: { from: ["open"], to: "confirmed" },
    reject: { from: ["open"], to: "rejected" },
    withdraw: { from: ["open"], to: "withdrawn" },
  },
);

/** How each event of an assessment moves its machine. */
const ASSESSMENT_STEPS: Steps<
  AssessmentEvent["type"],
  AssessmentState,
  keyof typeof assessmentMachine.table
> = {
  "assessment.proposed": { opens: "open" },
  "assessment.signed": { verb: "sign" },
  "assessment.confirmed": { verb: "confirm" },
  "assessment.rejected": { verb: "reject" },
  "assessment.withdrawn": { verb: "withdraw" },
};

export const assessmentAfter = stateAfter(assessmentMachine, ASSESSMENT_STEPS);

/** The tier that the answers ask for, and the one that counted when they were given. */
export type TierChange = { readonly tier: Tier; readonly from: Tier };

/**
 * The tier that counts in a state of an assessment. A stricter one counts at once, since nobody gains by waiting; a milder
 * one only when compliance has confirmed it.
 */
export function tierIn(state: AssessmentState, { tier, from }: TierChange): Tier {
  if (state === "open") return stricterTier(tier, from);
  return state === "confirmed" ? tier : from;
}

/** The events that a signature can lead to. */
export const ASSESSMENT_CONSEQUENCES = ["assessment.confirmed", "assessment.rejected"] as const;
export type AssessmentConsequence = (typeof ASSESSMENT_CONSEQUENCES)[number];

/** The event that a signature leads to, given the sign-off with it; null if none. */
export function consequenceOfAssessment(
  decision: VerdictDecision,
  council: Pick<Council<Signature>, "approved">,
): AssessmentConsequence | null {
  if (decision === "reject") return "assessment.rejected";
  return council.approved ? "assessment.confirmed" : null;
}

/** Compliance confirms a tier, whatever a policy says: the tier decides which of its routes applies. */
const SEATS: readonly SeatRule[] = [{ function: "compliance", min: 1 }];

type Assessed = TierChange & {
  readonly modelId: string;
  readonly questionnaire: { readonly version: number; readonly digest: string };
  readonly answers: Answers;
};

/** What is signed: the answers, what was asked, of which model, and the tier they lead to. */
export const assessmentDigest = ({ modelId, questionnaire, answers, tier, from }: Assessed): Digest =>
  digestOfJson({ v: 1, model: modelId, questionnaire, answers, tier, from });

type Proposed = Omit<Assessed, "answers"> & {
  readonly id: string;
  readonly digest: string;
  readonly proposedById: string;
  readonly ownerId: string;
};

/** An assessment as a subject of signatures: one section, of which neither the proposer nor the owner is a signer. */
export const signableAssessment = (of: Proposed) => ({
  kind: "tier-assessment" as const,
  id: of.id,
  round: 1,
  digest: of.digest,
  digests: { policy: of.digest as Digest },
  about: { model: of.modelId, tier: of.tier, from: of.from, questionnaire: of.questionnaire },
  seats: SEATS,
  contributors: [
    { personId: of.proposedById, because: "proposed it" },
    { personId: of.ownerId, because: "own the model" },
  ],
});
