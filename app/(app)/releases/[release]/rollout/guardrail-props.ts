import { levelText } from "#components/metrics/metric-numbers.ts";
import { betterText } from "#components/metrics/metric-words.ts";
import { durationText } from "#components/releases/duration-text.ts";
import { ruleText } from "#components/releases/guardrail-words.ts";
import { withGaps } from "#components/rollouts/chart-scale.ts";
import type { ArmSeries, GuardrailRow } from "#components/rollouts/rollout-view.ts";
import { differenceText, verdictText } from "#components/rollouts/verdict-words.ts";
import { spanText } from "#components/ui/format-time.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { RolloutView } from "#lib/rollouts/rows/rollout-view.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";

/** Each guardrail as the table reads it; what the verdict has no number for is left out, never zero. */
export function guardrailRows(view: RolloutView): GuardrailRow[] {
  const { plan, stageIndex, guardrails, endedAt, verdicts, candidate } = view;
  const stage = plan.stages[stageIndex]!;
  const judgedAt = endedAt === null ? undefined : verdicts[0]?.decidedAt;
  return guardrails.flatMap(({ verdict, latestAt, matureShare }, index) => {
    const guardrail = plan.guardrails[index];
    return guardrail
      ? [
          {
            ...guardrailRow({ plan, stage, candidate }, guardrail, verdict),
            latestAt,
            matureShare,
            ageThen: ageAt(judgedAt, latestAt),
          },
        ]
      : [];
  });
}

function ageAt(judgedAt: string | undefined, latestAt: string | null): string | undefined {
  if (judgedAt === undefined) return undefined;
  return latestAt === null ? "–" : spanText(Date.parse(judgedAt) - Date.parse(latestAt));
}

/** One verdict over one guardrail, without what only a live rollout knows. */
export function guardrailRow(
  { plan, stage, candidate }: Judged,
  guardrail: Guardrail,
  verdict: GuardrailVerdict,
): Omit<GuardrailRow, "latestAt" | "matureShare"> {
  const { id, title, rule } = guardrail;
  const metric = metricOfGuardrail(plan, guardrail);
  const value = (mean: number | undefined) => (metric && mean !== undefined ? levelText(metric, mean) : null);
  return {
    id,
    name: title,
    rule:
      rule.kind === "sample-ratio"
        ? splitText(stage)
        : ruleText(plan, guardrail, stage.advanceMargins?.[guardrail.id]),
    baseline: value(verdict.baselineMean),
    candidate: value(verdict.candidateMean),
    ...differenceText(metric, verdict),
    nBaseline: verdict.n.baseline,
    nCandidate: verdict.n.candidate,
    state: verdict.state,
    reason: metric ? verdictText({ metric, rule }, verdict, `v${candidate}`) : verdict.reason,
  };
}

/** What a verdict was given over. */
type Judged = { readonly plan: Plan; readonly stage: Stage; readonly candidate: number };

function splitText(stage: Stage): string {
  const share = stage.kind === "shadow" ? "both answer everyone" : `${stage.trafficPercent} % planned`;
  return `${share}, tested at every look`;
}

/** Both arms of each watched metric, with the level that takes the candidate back and where that was crossed. */
export function armSeries(view: RolloutView): ArmSeries[] {
  return view.series.flatMap((series) => {
    const index = view.plan.guardrails.findIndex(({ metric }) => metric === series.metric);
    const guardrail = view.plan.guardrails[index];
    const metric = guardrail && metricOfGuardrail(view.plan, guardrail);
    if (!metric) return [];
    const now = view.guardrails[index];
    const failed = now?.verdict.state === "FAIL";
    return [
      {
        id: guardrail.id,
        name: guardrail.title,
        qualifier: qualifierOf(metric, series.bucketSeconds),
        decimals: metric.decimals,
        points: withGaps(series.points, series.bucketSeconds),
        limit: limitOf(metric, guardrail.rule, now?.verdict),
        breachAt: failed ? view.times.breachAt : null,
        silentSince: now && isSilent(now.verdict.state) ? now.latestAt : null,
      },
    ];
  });
}

const isSilent = (state: GuardrailVerdict["state"]): boolean => state === "STALE" || state === "NO_DATA";

function qualifierOf({ better, unit, kind }: Metric, bucketSeconds: number): string {
  const measuredIn = unit === null || kind === "share" ? [] : [unit];
  return [...measuredIn, betterText(better), `steps of ${durationText(bucketSeconds)}`].join(", ");
}

/** For a comparison, the baseline's level shifted by the margin that takes the candidate back. */
function limitOf(
  metric: Metric,
  rule: Guardrail["rule"],
  verdict: GuardrailVerdict | undefined,
): number | null {
  if (rule.kind === "threshold") return rule.max;
  if (rule.kind === "sample-ratio" || verdict?.baselineMean === undefined) return null;
  return verdict.baselineMean + harmSign(metric) * rule.rollbackMargin;
}
