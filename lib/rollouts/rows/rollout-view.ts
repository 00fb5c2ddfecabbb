import { z } from "zod";
import type { Plan } from "#lib/releases/plan.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { rollbackTimes } from "#lib/rollouts/views/rollback-times.ts";
import { rolloutEvent } from "#lib/rollouts/views/rollout-event.ts";

const instant = z.string().nullable();
const why = z.string().nullable();
const number = z.number().nullable();

/** A rollout as its page and the API show it. */
export const rolloutView = z.object({
  number: z.number(),
  id: z.string(),
  state: z.enum(ROLLOUT_STATES),
  release: z.number(),
  model: z.string(),
  pointer: z.string(),
  base: number,
  candidate: z.number(),
  plan: z.custom<Plan>((value) => typeof value === "object"),
  planDigest: z.string(),
  stageIndex: z.number(),
  stageEnteredAt: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: instant,
  because: why,
  times: rollbackTimes,
  incident: number,
  steps: z.array(
    z.object({
      stageIndex: z.number(),
      enteredAt: z.string(),
      leftAt: instant,
      outcome: why,
      exposureId: z.string(),
      baselineRows: z.number(),
      candidateRows: z.number(),
    }),
  ),
  /** The verdicts now, or those the rollout ended with. */
  guardrails: z.array(
    z.object({
      verdict: z.custom<GuardrailVerdict>((value) => typeof value === "object"),
      latestAt: instant,
      matureShare: number,
    }),
  ),
  /** What keeps the stage from advancing; empty when nothing does. */
  waitingFor: z.array(z.string()),
  asOf: z.string(),
  series: z.array(
    z.object({
      metric: z.string(),
      bucketSeconds: z.number(),
      points: z.array(
        z.object({
          at: z.string(),
          baseline: number,
          baselineLow: number,
          baselineHigh: number,
          candidate: number,
          candidateLow: number,
          candidateHigh: number,
        }),
      ),
    }),
  ),
  verdicts: z.array(
    z.object({
      id: z.string(),
      stageIndex: z.number(),
      decision: z.string(),
      inputsDigest: z.string(),
      judgeVersion: z.string(),
      decidedAt: z.string(),
    }),
  ),
  events: z.array(rolloutEvent),
  mine: z.object({ whyNotPause: why, whyNotResume: why, whyNotHalt: why, whyNotRollBack: why }),
});

export type RolloutView = z.infer<typeof rolloutView>;
