import { z } from "zod";
import type { ReleaseCase } from "./case.ts";
import { CHANGE_CLASSES } from "./emergency.ts";
import type { Plan } from "./plan.ts";

const text = z.string();
const rows = z.array(z.looseObject({ id: text }));
const planShape = z.looseObject({ guardrails: rows, stages: rows });

/**
 * A release being written, as a browser keeps it. Only the shape is checked: values may be half-written, and another
 * release of this program may have kept it.
 */
export const keptRelease = z.object({
  templateId: text,
  draft: z.object({
    model: text,
    version: z.number(),
    pointer: text,
    changeClass: z.enum(CHANGE_CLASSES).exactOptional(),
    envelope: z.number().exactOptional(),
    template: z.object({ id: text, version: z.number() }).exactOptional(),
    case: z.object({
      what: text,
      why: text,
      benefit: text,
      risk: text,
      wayBack: text,
      acceptance: z.array(text),
      rollback: z.array(text),
      substantialModification: z.object({ is: z.boolean(), because: text }),
    }) satisfies z.ZodType<ReleaseCase>,
    plan: z.custom<Plan>((plan) => planShape.safeParse(plan).success),
  }),
});
