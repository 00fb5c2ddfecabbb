import { z } from "zod";
import type { Catalogue, EventIn } from "#lib/kernel/event-catalogue.ts";
import { digestText, named } from "#lib/kernel/event-fields.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { ASSESSMENT_DECISIONS } from "./signable.ts";
import { signatureDetails, signatureFields } from "./signature-event.ts";

const tier = z.enum(TIERS);
const assessment = { assessment: named, model: z.string(), tier, from: tier };

/** Events of a model's assessment, in the stream of the model. `from` is the tier before it was proposed. */
export const assessmentEvents = {
  "assessment.proposed": {
    data: z.object({
      ...assessment,
      questionnaire: z.object({ version: ordinal, digest: digestText }),
      answers: z.record(z.string(), z.string()),
      digest: digestText,
    }),
    details: z.object({ reason: z.string(), author: z.object({ name: z.string() }) }),
  },
  "assessment.signed": {
    data: z.object({
      ...assessment,
      ...signatureFields,
      signature: named,
      decision: z.enum(ASSESSMENT_DECISIONS),
      digest: digestText,
    }),
    details: signatureDetails,
  },
  "assessment.confirmed": { data: z.object(assessment), decisive: true },
  "assessment.rejected": { data: z.object(assessment), decisive: true },
  "assessment.withdrawn": { data: z.object(assessment), details: z.object({ reason: z.string() }) },
} as const satisfies Catalogue;

export type AssessmentEvent = EventIn<typeof assessmentEvents>;
