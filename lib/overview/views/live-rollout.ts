import { z } from "zod";
import { DECISIONS } from "#lib/rollouts/judge.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";

export const liveRollout = z.object({
  number: z.number(),
  release: z.number(),
  model: z.string(),
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  state: z.enum(ROLLOUT_STATES),
  stage: z.string(),
  stageIndex: z.number(),
  stages: z.number(),
  exposurePercent: z.number(),
  /** What the plan decides on the present evidence; null once the rollout has ended. */
  due: z.enum(DECISIONS).nullable(),
  /** What it waits for, or why it ended; sentences. */
  because: z.array(z.string()),
  /** Guardrails whose evidence is missing or too old. */
  silent: z.array(z.object({ guardrail: z.string(), reason: z.string() })),
  incident: z.number().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
});
export type LiveRollout = z.infer<typeof liveRollout>;
