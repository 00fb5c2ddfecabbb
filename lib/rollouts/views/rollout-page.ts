import { z } from "zod";
import { place } from "#lib/kernel/fields.ts";
import { sourceReport } from "#lib/monitoring/views/source-report.ts";
import { planSchema } from "#lib/releases/plan.ts";
import { DECISIONS } from "#lib/rollouts/judge.ts";
import { ROLLOUT_STATES, STEP_OUTCOMES } from "#lib/rollouts/rollout.ts";
import { armSeries } from "./arm-series.ts";
import { evidenceChange } from "./evidence-change.ts";
import { guardrailState } from "./guardrail-state.ts";
import { guardrailVerdict } from "./guardrail-verdict.ts";
import { outcomesUntil } from "./outcomes-until.ts";
import { rollbackTimes } from "./rollback-times.ts";
import { rolloutEvent } from "./rollout-event.ts";

const instant = z.string().nullable();
const why = z.string().nullable();
const number = z.number().nullable();

/** What people can do with a rollout. */
const STEERING = ["pause", "resume", "halt", "roll-back"] as const;
export type SteeringVerb = (typeof STEERING)[number];

/** One stage entered, with the requests each arm served in it. */
const rolloutStep = z.object({
  stageIndex: z.number(),
  enteredAt: z.string(),
  leftAt: instant,
  outcome: z.enum(STEP_OUTCOMES).nullable(),
  exposureId: z.string(),
  baselineRows: z.number(),
  candidateRows: z.number(),
  /** When the newest answer of the candidate arrived; null where none did. */
  candidateLatestAt: instant,
});

/** A verdict that was carried out. */
const verdictGiven = z.object({
  id: z.string(),
  stageIndex: z.number(),
  decision: z.enum(DECISIONS),
  inputsDigest: z.string(),
  judgeVersion: z.string(),
  decidedAt: z.string(),
  /** What corrected outcomes changed since; null where they changed nothing. */
  changed: evidenceChange.nullable(),
});

/** A rollout as it is watched: stages, guardrails, arms over time, what happened, what may be done. */
export const rolloutPageView = z.object({
  number: z.number(),
  id: z.string(),
  state: z.enum(ROLLOUT_STATES),
  release: z.number(),
  model: z.string(),
  pointer: z.string(),
  base: number,
  candidate: z.number(),
  plan: planSchema,
  planDigest: z.string(),
  stageIndex: z.number(),
  stageEnteredAt: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: instant,
  because: why,
  /** The guardrail's verdict that `because` puts into the judge's words; null where no guardrail decided. */
  cause: guardrailVerdict.nullable(),
  times: rollbackTimes,
  incident: number,
  /**
   * How long the newest rollback of any rollout took, from its decision until every server served the base; null
   * before the first.
   */
  lastRollback: z.object({ rollout: z.number(), ms: z.number() }).nullable(),
  steps: z.array(rolloutStep),
  /** The verdicts now, or those the last stage ended with. */
  guardrails: z.array(guardrailState),
  /** When these verdicts were true: now, or when the last stage ended. */
  judgedAt: z.string(),
  /** What stands between this stage and the next, in the judge's words; empty when nothing does. */
  waitingFor: z.array(z.string()),
  /** The freeze, or the bounds of an emergency, that keep it from going further now; null where none does. */
  held: why,
  asOf: z.string(),
  series: z.array(armSeries),
  /** How far outcomes have come, of each metric that is known with them; empty once the rollout has ended. */
  outcomesUntil: z.array(outcomesUntil),
  /** Who reported the evidence of the present or last stage. */
  sources: z.array(sourceReport),
  /** Newest first. */
  verdicts: z.array(verdictGiven),
  /** Newest first. */
  events: z.array(rolloutEvent),
  mine: z.object({
    whyNotPause: why,
    whyNotResume: why,
    whyNotHalt: why,
    whyNotRollBack: why,
    /** Where the reader can do something about a step that is off. */
    places: z.partialRecord(z.enum(STEERING), place),
  }),
});

export type RolloutPageView = z.infer<typeof rolloutPageView>;
