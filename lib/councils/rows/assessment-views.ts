import { type Assessment, assessmentOf } from "#lib/councils/rows/assessments.ts";
import { ASSESSMENT_DECISIONS } from "#lib/councils/signable.ts";
import type { AssessmentState } from "#lib/councils/tier-assessment.ts";
import type { AssessmentView } from "#lib/councils/views/model-tier.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { type Answers, outcomeOf, questionnaireOf } from "#lib/registry/tier-questionnaire.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

type Which = { readonly modelId: string; readonly state?: AssessmentState };

/** The newest assessments of a model, with who signed each. */
export async function assessmentViews(tx: Tx, where: Which, limit: number): Promise<AssessmentView[]> {
  const rows = await tx.tierAssessment.findMany({
    where,
    orderBy: [{ proposedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const signedOf = await signaturesOf(
    tx,
    "tier-assessment",
    rows.map(({ id }) => id),
  );
  return rows.map(assessmentOf).map((assessment) => viewOf(assessment, signedOf(assessment.id).at(-1)));
}

const viewOf = (assessment: Assessment, signature: KeptSignature | undefined): AssessmentView => ({
  id: assessment.id,
  state: assessment.state,
  tier: assessment.tier,
  from: assessment.from,
  questionnaire: assessment.questionnaire,
  ...inWords(assessment.questionnaire, assessment.answers),
  reason: assessment.reason,
  digest: assessment.digest as Digest,
  author: { id: assessment.proposedById, name: assessment.proposedByName },
  proposedAt: assessment.proposedAt.toISOString(),
  endedAt: assessment.endedAt?.toISOString() ?? null,
  signature: signature ? saidBy(signature) : null,
});

const saidBy = ({ decision, signerName, comment, method, signedAt }: KeptSignature) => ({
  decision: oneOf(ASSESSMENT_DECISIONS, decision),
  signerName,
  comment,
  method,
  signedAt: signedAt.toISOString(),
});

/** The answers as their questionnaire words them, and why they lead to their tier. */
function inWords(version: number, answers: Answers): Pick<AssessmentView, "answered" | "because"> {
  const questionnaire = questionnaireOf(version);
  if (!questionnaire) return { answered: [], because: [] };
  const answered = questionnaire.questions.flatMap(({ id: question, ask, answers: known }) =>
    known
      .filter(({ id }) => id === answers[question])
      .map(({ id: answer, label }) => ({ question, ask, answer, label })),
  );
  return { answered, because: [...(outcomeOf(questionnaire, answers)?.because ?? [])] };
}
