import { z } from "zod";
import { EVIDENCE_STATES } from "#lib/rollouts/verdict.ts";
import { guardrailState } from "./guardrail-state.ts";

const number = z.number().nullable();
const instant = z.string().nullable();

/**
 * A look at one guardrail: what the judge says of all evidence that the stage had by then. Differences are harms, as
 * in a verdict: + is worse.
 */
const effectLook = z.object({
  at: z.string(),
  /** The look before it, where evidence was missing in between for longer than the guardrail allows. */
  silentSince: instant,
  /** Null where a rule counts windows, which one look does not show. */
  state: z.enum(EVIDENCE_STATES).nullable(),
  difference: number,
  lower: number,
  upper: number,
  baseline: number,
  candidate: number,
  n: z.object({ baseline: z.number(), candidate: z.number() }),
  /** In shadow: judged on the differences of both answers to one request, of which `n` counts each once. */
  paired: z.literal(true).exactOptional(),
  /** The candidate's worst single window since the look before. */
  worstWindow: number,
});

const effectStage = z.object({
  /** Place in the steps below. */
  step: z.number(),
  /** How many looks the evidence had; `looks` keeps the extremes and the last of each stretch of time. */
  taken: z.number(),
  looks: z.array(effectLook),
});

const effect = z.object({ guardrailId: z.string(), stages: z.array(effectStage) });

/** How a stage's own guardrails stood when it ended. */
const stageEnd = z.object({
  judgedAt: z.string(),
  /** The verdict that ended it; null where a person did, and its evidence is judged again. */
  verdictId: instant,
  guardrails: z.array(guardrailState),
});

const historyStep = z.object({
  stageIndex: z.number(),
  enteredAt: z.string(),
  leftAt: instant,
  /** Null while the stage goes on. */
  ended: stageEnd.nullable(),
});

/** How every guardrail of a rollout went, stage by stage. */
export const rolloutHistoryView = z.object({
  number: z.number(),
  asOf: z.string(),
  steps: z.array(historyStep),
  effects: z.array(effect),
});

export type RolloutHistoryView = z.infer<typeof rolloutHistoryView>;
export type StageEnd = z.infer<typeof stageEnd>;
export type EffectLook = z.infer<typeof effectLook>;
