import { z } from "zod";
import { planSchema } from "#lib/releases/plan.ts";
import { evidenceView } from "./evidence.ts";
import { evidenceChange } from "./evidence-change.ts";
import { guardrailVerdict } from "./guardrail-verdict.ts";

const decision = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hold"), because: z.array(z.string()) }),
  z.object({ kind: z.literal("advance") }),
  z.object({
    kind: z.enum(["roll-back", "halt"]),
    /** Null where the stage's deadline decided. */
    guardrailId: z.string().nullable(),
    because: z.string(),
  }),
]);

/** Everything a verdict was made from. With it and the judge's version anyone makes the verdict again. */
const inputs = z.object({
  judge: z.string(),
  plan: planSchema,
  stage: z.string(),
  evidence: evidenceView,
});

/** Another verdict of the same rollout, with what it said of each guardrail. */
export const siblingVerdict = z.object({
  id: z.string(),
  /** Id of the stage. */
  stage: z.string(),
  decidedAt: z.string(),
  verdicts: z.array(
    guardrailVerdict.pick({
      guardrailId: true,
      state: true,
      difference: true,
      lower: true,
      upper: true,
      baselineMean: true,
      candidateMean: true,
    }),
  ),
});

/** A verdict over a stage with its inputs, and what the audit log says of it. */
export const gateVerdictView = z.object({
  id: z.string(),
  rollout: z.number(),
  release: z.number(),
  model: z.string(),
  pointer: z.string(),
  base: z.number().nullable(),
  candidate: z.number(),
  stage: z.string(),
  /** The digest of the plan that was signed. */
  planDigest: z.string(),
  inputs,
  inputsDigest: z.string(),
  verdicts: z.array(guardrailVerdict),
  decision,
  judgeVersion: z.string(),
  decidedAt: z.string(),
  /** What corrected outcomes changed since; null where they changed nothing. */
  changed: evidenceChange.nullable(),
  /** Those of the same rollout, this one among them, newest first. */
  siblings: z.array(siblingVerdict),
  /** The event that carried it out; its digest of the inputs is part of the log. */
  event: z
    .object({ uid: z.string(), index: z.number().nullable(), inputsDigest: z.string().nullable() })
    .nullable(),
});

export type GateVerdictView = z.infer<typeof gateVerdictView>;
