import { z } from "zod";
import { ASSESSMENT_DECISIONS } from "#lib/councils/signable.ts";
import { ASSESSMENT_STATES } from "#lib/councils/tier-assessment.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";

const tier = z.enum(TIERS);

/** Answers to a questionnaire with the tier that they lead to. */
export const assessmentView = z.object({
  id: z.string(),
  state: z.enum(ASSESSMENT_STATES),
  tier,
  /** The tier before it was proposed. */
  from: tier,
  /** The version of the questionnaire that it answers. */
  questionnaire: z.number(),
  /** In the words that were read. */
  answered: z.array(
    z.object({ question: z.string(), ask: z.string(), answer: z.string(), label: z.string() }),
  ),
  /** What asks for the tier. */
  because: z.array(z.string()),
  reason: z.string(),
  digest,
  author: z.object({ id: z.string(), name: z.string() }),
  proposedAt: z.string(),
  endedAt: z.string().nullable(),
  signature: z
    .object({
      decision: z.enum(ASSESSMENT_DECISIONS),
      signerName: z.string(),
      comment: z.string(),
      method: z.string(),
      signedAt: z.string(),
    })
    .nullable(),
});
export type AssessmentView = z.infer<typeof assessmentView>;

/** The tier of a model, where it comes from, and what is proposed. */
export const modelTierView = z.object({
  model: z.string(),
  /** The tier that counts. */
  tier,
  /** What the creator declared; null for a model from before there were assessments. */
  declared: tier.nullable(),
  owner: z.object({ id: z.string(), name: z.string() }),
  /** The questions that an assessment answers now. */
  questionnaire: z.object({
    version: z.number(),
    questions: z.array(
      z.object({
        id: z.string(),
        ask: z.string(),
        answers: z.array(z.object({ id: z.string(), label: z.string() })),
      }),
    ),
  }),
  /** The last one that compliance confirmed. */
  confirmed: assessmentView.nullable(),
  open: assessmentView
    .extend({
      /** People who could sign it. */
      candidates: z.array(z.string()),
      mine: z.object({
        /** The reader's function, where it is the one that signs. */
        seat: z.enum(FUNCTIONS).nullable(),
        whyNotSign: z.string().nullable(),
        /** Why they cannot approve, though they can reject. */
        whyNotApprove: z.string().nullable(),
        whyNotWithdraw: z.string().nullable(),
      }),
    })
    .nullable(),
  /** Those that ended, newest first. */
  ended: z.array(assessmentView),
  whyNotPropose: z.string().nullable(),
});
export type ModelTierView = z.infer<typeof modelTierView>;
