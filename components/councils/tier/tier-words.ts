import type { DecisionView, NextStep } from "#components/councils/decision.ts";
import type { Means } from "#lib/access/means.ts";
import { ASSESSMENT_DECISIONS, type AssessmentDecision, meaningOf } from "#lib/councils/signable.ts";
import type { AssessmentView, ModelTierView } from "#lib/councils/views/model-tier.ts";
import { isAtLeast, TIERS } from "#lib/registry/tier.ts";
import type { Outcome } from "#lib/registry/tier-questionnaire.ts";

type Open = NonNullable<ModelTierView["open"]>;

/** Why the model has the tier that counts, in a sentence. */
export function tierReason({ tier, declared, confirmed, open }: ModelTierView): string {
  if (open && open.tier === tier && tier !== open.from)
    return "Counts since it was proposed: a stricter tier needs no signature first.";
  if (confirmed) return "Confirmed by compliance.";
  if (declared === null) return "Declared when the model was added, before there were assessments.";
  return declared === tier
    ? "Declared when the model was added; nobody assessed it yet."
    : `Not assessed yet. It was declared ${declared}, and counts as ${tier} until compliance confirms an assessment.`;
}

/** What the proposed tier changes: "High → limited". */
export const changeText = ({ tier, from }: Pick<AssessmentView, "tier" | "from">): string =>
  tier === from ? `stays ${tier}` : `${from} → ${tier}`;

/** What led to a tier: every answer that asks for it; for the mildest, that none asks for more. */
export const becauseText = ({ tier, because }: Outcome): string =>
  tier === TIERS[0] ? "No answer asks for more." : because.join(" ");

/** When the proposed tier counts. */
export const whenText = ({ tier, from }: Pick<AssessmentView, "tier" | "from">): string =>
  isAtLeast(tier, from)
    ? "It counts already. Releases routed before go to the new council with their next edit."
    : "It counts once compliance confirms it. Releases that are open keep their council.";

/** An answer beside the one that was confirmed before. */
export type AnswerChange = {
  readonly question: string;
  readonly ask: string;
  readonly was: string | null;
  readonly is: string;
};

/** Every answer, with what was confirmed before where it differs. */
export function answerChanges(
  { answered }: Pick<AssessmentView, "answered">,
  before: Pick<AssessmentView, "answered"> | null,
): AnswerChange[] {
  const earlier = new Map(before?.answered.map((one) => [one.question, one]));
  return answered.map(({ question, ask, answer, label }) => {
    const was = earlier.get(question);
    return { question, ask, was: was && was.answer !== answer ? was.label : null, is: label };
  });
}

/** Has the reader an assessment to sign now? Only then does it matter what they can sign with. */
export const maySignTier = ({ open }: ModelTierView): boolean => open?.mine.whyNotSign === null;

/** What the reader may sign now, or where the assessment stands for them. */
export function tierDecision(
  open: Open,
  { model, reader, means }: { model: string; reader: { readonly name: string }; means: Means },
): DecisionView<AssessmentDecision> {
  const { seat, whyNotSign, whyNotApprove } = open.mine;
  if (seat === null || whyNotSign !== null) return { kind: "barred", text: whyNotSign ?? "" };
  const subject = `the ${open.tier} tier of ${model}`;
  return {
    kind: "sign",
    subject,
    concerns: [],
    printedName: reader.name,
    subjectDigest: open.digest,
    means,
    seat: {
      seatId: seat,
      name: "Compliance",
      sections: [{ name: "answers", digest: open.digest, changed: false }],
      offers: ASSESSMENT_DECISIONS.map((verb) => ({
        verb,
        meaning: meaningOf("tier-assessment", verb),
        consequence: verb === "reject" ? `The tier of ${model} stays ${open.from}.` : undefined,
        next: afterSigning(open, verb),
        whyNot: (verb === "approve" && whyNotApprove) || undefined,
      })),
    },
  };
}

function afterSigning({ tier, from }: Open, verb: AssessmentDecision) {
  if (verb === "reject")
    return [{ icon: "slash" as const, text: `The assessment ends. The tier is ${from} as before.` }];
  return [
    { icon: "check" as const, text: `The tier is ${tier} at once.` },
    { icon: "lock" as const, text: "Open releases never get a milder council than they have." },
  ];
}

export const tierSteps = ({ tier, mine }: Open): NextStep[] => [
  {
    verb: "withdraw",
    label: "Withdraw",
    consequence: `Withdraws the proposed ${tier} tier. It stays on record.`,
    variant: "danger",
    asksReason: true,
    asksPassword: false,
    whyNot: mine.whyNotWithdraw ?? undefined,
  },
];

/** "Carla Diaz confirmed it: “Agreed.”" */
export function assessmentEnd({ state, signature }: AssessmentView): string | null {
  if (!signature) return state === "withdrawn" ? "Withdrawn by its author" : null;
  const did = `${signature.decision === "approve" ? "Confirmed" : "Rejected"} by ${signature.signerName}`;
  return signature.comment ? `${did}: “${signature.comment}”` : did;
}
