import { z } from "zod";
import { pageOf } from "#lib/kernel/fields.ts";
import { planSchema } from "#lib/releases/plan.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import { guardrailVerdict } from "./guardrail-verdict.ts";

const planStage = planSchema.shape.stages.element.shape;

/** The guardrail that a rollout waits for or ended by, with what its verdict was given under. */
const deciding = z.object({
  guardrail: planSchema.shape.guardrails.element,
  metrics: planSchema.shape.metrics,
  stage: z.object({
    minSamplesPerArm: z.number(),
    advanceMargins: planStage.advanceMargins,
  }),
  /** When its newest evidence came; null where none has. */
  latestAt: z.string().nullable(),
  verdict: guardrailVerdict,
});

/** A rollout as a list shows it. */
const listedRollout = z.object({
  number: z.number(),
  release: z.number(),
  state: z.enum(ROLLOUT_STATES),
  model: z.string(),
  pointer: z.string(),
  base: z.number().nullable(),
  candidate: z.number(),
  stage: z.string(),
  exposurePercent: z.number(),
  /** The share of traffic that the candidate serves now: in the last stage, all but the hold-out. */
  servedPercent: z.number(),
  stages: z.array(z.object({ name: z.string(), kind: planStage.kind, trafficPercent: z.number() })),
  stageIndex: z.number(),
  stageEnteredAt: z.string(),
  /** How much of its minimum time is over, from 0 to 1. */
  stageShare: z.number(),
  /** When the minimum time of its stage is over, and when the stage ends undecided. */
  readyAt: z.string(),
  deadlineAt: z.string(),
  onDeadline: planStage.onDeadline,
  /** When it was halted or paused, where it is. */
  stoppedAt: z.string().nullable(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** For a watched one: the first thing it waits for; otherwise why it ended. */
  note: z.string(),
  /** The guardrail whose verdict `note` puts into the judge's words; null where the note is of none. */
  decides: deciding.nullable(),
  /** Where every guardrail passes: the one with the least left to its margin. */
  closest: deciding.nullable(),
  health: z.enum(["pass", "hold", "fail"]),
});

export const rolloutListView = pageOf(listedRollout);

export type ListedRollout = z.infer<typeof listedRollout>;
