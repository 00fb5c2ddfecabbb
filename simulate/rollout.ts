import { catalogued } from "#lib/metrics/catalogue.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import type { Evidence, GuardrailEvidence } from "#lib/rollouts/evidence.ts";
import { readsBlocks } from "#lib/rollouts/harm.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import type { JudgeVersion } from "#lib/rollouts/judges.ts";
import { readsStretches } from "#lib/rollouts/late-harm.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { armOf, binsOf, type Law, momentsOf, noSums, type Sums } from "./arm.ts";
import type { Random } from "./random.ts";

/** A metric that each arm reports by a law of its own. */
export type Watched = {
  readonly metric: "accuracy" | "error-rate" | "log-loss" | "latency-p95" | "latency-p99";
  readonly baseline: Law;
  readonly candidate: Law;
  /** The candidate's law from this look on, where it changes. */
  readonly later?: { readonly from: number; readonly law: Law };
  readonly rollbackMargin: number;
  readonly advanceMargin: number;
  /** The margins are per cent of the baseline's. */
  readonly relative?: true;
};

export type Setting = {
  readonly judge: JudgeVersion;
  readonly watched: readonly Watched[];
  /** Rows that the baseline and the candidate report between two looks. */
  readonly rows: readonly [baseline: number, candidate: number];
  readonly looks: number;
  readonly stages: number;
  readonly alpha: number;
  /** Whether a stage is left with its first pass, as in production, or watched to its last look. */
  readonly advances: boolean;
  /** By which slices the plan judges besides; what they have of the budget is missing elsewhere. */
  readonly slices?: SliceRule;
};

type PlanSetting = Pick<Setting, "stages" | "alpha" | "rows" | "looks" | "slices"> & {
  readonly watched: readonly Omit<Watched, "baseline" | "candidate" | "later">[];
};

export type Ending = {
  readonly kind: "rolled-back" | "completed" | "held";
  /** Rows of both arms in the stage that ended it. */
  readonly rows: number;
};

const ENTERED = "2026-01-01T00:00:00.000Z";
export const NOW = "2026-01-01T01:00:00.000Z";
const MIN_SAMPLES = 100;

/** Runs one rollout through the judge, look by look, until a decision ends it. */
export function rollOut(setting: Setting, random: Random): Ending {
  const plan = planOf(setting);
  let ending: Ending = { kind: "held", rows: 0 };
  for (const stage of plan.stages) {
    ending = stageOf(setting, { plan, stage }, random);
    if (ending.kind === "rolled-back") return ending;
    if (ending.kind === "held" && setting.advances) return ending;
  }
  return ending;
}

function stageOf(
  { judge, watched, rows, looks, advances }: Setting,
  { plan, stage }: { plan: Plan; stage: Stage },
  random: Random,
): Ending {
  const sums = watched.map(() => ({ baseline: noSums(), candidate: noSums() }));
  const added: Arms<Added>[][] = watched.map(() => []);
  for (let look = 1; look <= looks; look += 1) {
    watched.forEach(({ baseline, candidate, later }, at) => {
      const arms = sums[at]!;
      const before = { baseline: { ...arms.baseline }, candidate: { ...arms.candidate } };
      const law = later !== undefined && look >= later.from ? later.law : candidate;
      baseline(arms.baseline, rows[0], random);
      law(arms.candidate, rows[1], random);
      added[at]!.push({
        baseline: since(before.baseline, arms.baseline),
        candidate: since(before.candidate, arms.candidate),
      });
    });
    const byGuardrail = Object.fromEntries(
      plan.guardrails.map((guardrail, at) => [guardrail.id, reported(guardrail, sums[at]!, added[at]!)]),
    );
    const { decision } = judgeStage(plan, stage, evidenceOf(byGuardrail), judge);
    const seen = look * (rows[0] + rows[1]);
    if (decision.kind === "roll-back") return { kind: "rolled-back", rows: seen };
    if (decision.kind === "advance" && advances) return { kind: "completed", rows: seen };
  }
  return { kind: "held", rows: looks * (rows[0] + rows[1]) };
}

type Arms<Sum = Sums> = { readonly baseline: Sum; readonly candidate: Sum };
type Added = Omit<Sums, "bins">;

/** What the server gathers for a guardrail: blocks and stretches only where its rule reads them. */
function reported(
  { metric, rule }: Guardrail,
  { baseline, candidate }: Arms,
  added: readonly Arms<Added>[],
): GuardrailEvidence {
  const arms = { baseline: armOf(baseline, NOW), candidate: armOf(candidate, NOW) };
  const watched = catalogued(metric!)!;
  if (watched.quantile)
    return { ...arms, histograms: { baseline: binsOf(baseline), candidate: binsOf(candidate) } };
  return {
    ...arms,
    ...(readsBlocks(rule, watched) ? { blocks: added.map(blockOf) } : {}),
    ...(readsStretches(rule, watched) ? { stretches: added.map(stretchOf) } : {}),
  };
}

const since = (before: Added, after: Added): Added => ({
  n: after.n - before.n,
  total: after.total - before.total,
  squares: after.squares - before.squares,
});

const blockOf = ({ baseline, candidate }: Arms<Added>): Block => ({
  baseline: { n: baseline.n, events: baseline.total },
  candidate: { n: candidate.n, events: candidate.total },
});

const stretchOf = ({ baseline, candidate }: Arms<Added>): Stretch => ({
  baseline: momentsOf(baseline),
  candidate: momentsOf(candidate),
});

export const evidenceOf = (byGuardrail: Evidence["byGuardrail"]): Evidence => ({
  asOf: NOW,
  stageEnteredAt: ENTERED,
  watermark: NOW,
  byGuardrail,
  exposureCounts: { baseline: 0, candidate: 0, plannedCandidateShare: 0 },
});

export function planOf({ watched, stages, alpha, rows, looks, slices }: PlanSetting): Plan {
  const guardrails: Guardrail[] = watched.map(({ metric, rollbackMargin, advanceMargin, relative }, at) => ({
    id: `g${at}`,
    title: `Guardrail ${at}`,
    metric,
    rule: { kind: "sequential", rollbackMargin, advanceMargin, ...(relative ? { relative } : {}) },
    minSamplesPerArm: MIN_SAMPLES,
    maxStalenessSeconds: 60,
    onFail: "roll-back",
  }));
  return {
    guardrails,
    stages: Array.from({ length: stages }, (_, at) => ({
      id: `s${at}`,
      name: `Stage ${at}`,
      kind: "canary",
      trafficPercent: 1 + at,
      minSeconds: 0,
      minSamplesPerArm: MIN_SAMPLES,
      deadlineSeconds: 90 * 24 * 3600,
      onDeadline: "halt",
    })),
    alpha,
    plannedSamples: Math.max(1000, (looks * (rows[0] + rows[1])) / 4),
    maturitySeconds: 0,
    cohortSeconds: 1,
    holdoutPercent: 1,
    consecutiveErrorsMax: 3,
    ...(slices ? { slices } : {}),
  };
}
