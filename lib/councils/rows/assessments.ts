import type { Model, TierAssessment as Row } from "#generated/prisma/client.ts";
import type { Signable } from "#lib/councils/signable.ts";
import {
  ASSESSMENT_STATES,
  type AssessmentState,
  assessmentMachine,
  signableAssessment,
} from "#lib/councils/tier-assessment.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type PeopleRules, peopleRules } from "#lib/policy/people-rules.ts";
import { policyInForce } from "#lib/policy/rows/policy-versions.ts";
import { stricterTier, TIERS, type Tier } from "#lib/registry/tier.ts";
import { type Answers, questionnaireDigest, questionnaireOf } from "#lib/registry/tier-questionnaire.ts";
import { authorityHere, authorityOver } from "./authority.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

export type Assessment = Omit<Row, "answers" | "tier" | "fromTier" | "state"> & {
  readonly answers: Answers;
  readonly tier: Tier;
  readonly from: Tier;
  readonly state: AssessmentState;
};

export const assessmentOf = ({ fromTier, answers, tier, state, ...row }: Row): Assessment => ({
  ...row,
  answers: answers as Answers,
  tier: oneOf(TIERS, tier),
  from: oneOf(TIERS, fromTier),
  state: oneOf(ASSESSMENT_STATES, state),
});

/** An assessment with all facts that decide over it. */
export interface AssessmentFile extends Signable<KeptSignature> {
  readonly assessment: Assessment;
  readonly model: Pick<Model, "id" | "name" | "ownerId">;
  /** What the policy in force asks of whoever signs it. */
  readonly rules: PeopleRules;
}

/** An assessment of this model. */
export async function readAssessment(
  tx: Tx,
  model: Pick<Model, "id" | "name" | "ownerId">,
  id: string,
  now: Date,
): Promise<Result<AssessmentFile, Refusal>> {
  const row = await tx.tierAssessment.findFirst({ where: { id, modelId: model.id } });
  if (!row) return refuse("not-found", "assessment-not-found", `${model.name} has no such assessment.`);
  const assessment = assessmentOf(row);
  const subject = signableAssessment({
    ...assessment,
    modelId: model.id,
    ownerId: model.ownerId,
    questionnaire: namedQuestionnaire(assessment.questionnaire),
  });
  const policy = await policyInForce(tx);
  const rules = peopleRules(policy?.content ?? {});
  const excluded = new Set(subject.contributors.map(({ personId }) => personId));
  const levels = rules.identity[stricterTier(assessment.tier, assessment.from)];
  return ok({
    ...subject,
    signatures: (await signaturesOf(tx, "tier-assessment", [id]))(id),
    // A rejection ends an assessment, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(await authorityHere(tx, now), levels, excluded),
    open: assessmentMachine.next(assessment.state, "sign"),
    assessment,
    model,
    rules,
  });
}

/** A questionnaire as an assessment names it. */
export function namedQuestionnaire(version: number): { version: number; digest: string } {
  const questionnaire = questionnaireOf(version);
  if (!questionnaire) throw new Error(`there is no version ${version} of the tier questionnaire`);
  return { version, digest: questionnaireDigest(questionnaire) };
}

/** What decides who may sign an assessment: independent of whoever proposed it, as of a fellow signer. */
export function aroundAssessment({ signatures, contributors, assessment, rules }: AssessmentFile, now: Date) {
  const { independenceDays: days, factorWaitHours: waitHours } = rules;
  return { signatures, contributors, proposers: [assessment.proposedById], days, waitHours, now };
}
