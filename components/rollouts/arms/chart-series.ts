import { betterText } from "#components/metrics/metric-words.ts";
import { durationText } from "#components/releases/duration-text.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { GuardrailRule } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { EvidenceState } from "#lib/rollouts/verdict.ts";
import type { ArmPoint } from "#lib/rollouts/views/arm-series.ts";
import type { GuardrailVerdictView } from "#lib/rollouts/views/guardrail-verdict.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import type { ArmNames } from "../arm-names.ts";
import { withGaps } from "./chart-scale.ts";

type Span = { readonly from: string; readonly to: string };

/** One metric as it is drawn. */
export type ChartSeries = {
  readonly id: string;
  readonly name: string;
  /** "ms, lower is better, steps of 5 s" */
  readonly qualifier: string;
  readonly decimals: number;
  readonly points: readonly ArmPoint[];
  /** The level at which the candidate fails; drawn dashed red. */
  readonly limit: number | null;
  readonly breachAt: string | null;
  /** From the newest evidence to now, where that is too long; drawn hatched. */
  readonly silence: Span | null;
};

/** Both arms of each watched metric, with the level that takes the candidate back and where that was crossed. */
export function chartSeries(view: RolloutPageView): ChartSeries[] {
  const { plan, guardrails, times, series } = view;
  return series.flatMap(({ metric: id, bucketSeconds, points }) => {
    const index = plan.guardrails.findIndex(({ metric }) => metric === id);
    const guardrail = plan.guardrails[index];
    const metric = guardrail && metricOfGuardrail(plan, guardrail);
    if (!metric) return [];
    const now = guardrails[index];
    return [
      {
        id: guardrail.id,
        name: guardrail.title,
        qualifier: qualifierOf(metric, bucketSeconds),
        decimals: metric.decimals,
        points: withGaps(points, bucketSeconds),
        limit: limitOf(metric, guardrail.rule, now?.verdict),
        breachAt: now?.verdict.state === "FAIL" ? times.breachAt : null,
        silence: now && isSilent(now.verdict.state) ? silenceOf(view, now.latestAt) : null,
      },
    ];
  });
}

const isSilent = (state: EvidenceState): boolean => state === "STALE" || state === "NO_DATA";

const silenceOf = ({ stageEnteredAt, endedAt, asOf }: RolloutPageView, latestAt: string | null): Span => ({
  from: latestAt ?? stageEnteredAt,
  to: endedAt ?? asOf,
});

function qualifierOf({ better, unit, kind }: Metric, bucketSeconds: number): string {
  const measuredIn = unit === null || kind === "share" ? [] : [unit];
  return [...measuredIn, betterText(better), `steps of ${durationText(bucketSeconds)}`].join(", ");
}

/** For a comparison, the baseline's level shifted by the margin that takes the candidate back. */
function limitOf(
  metric: Metric,
  rule: GuardrailRule,
  verdict: GuardrailVerdictView | undefined,
): number | null {
  if (rule.kind === "threshold") return rule.max;
  if (rule.kind === "sample-ratio" || verdict?.baselineMean === undefined) return null;
  return verdict.baselineMean + harmSign(metric) * rule.rollbackMargin;
}

/** A chart for those who hear it. */
export function chartText(
  { points, limit, breachAt, silence, decimals }: ChartSeries,
  arms: ArmNames,
): string {
  const last = points.findLast(({ candidate }) => candidate !== null);
  const level = (value: number | null) => formatNumber(value, decimals);
  return [
    last
      ? `Latest: ${arms.baseline} ${level(last.baseline)}, ${arms.candidate} ${level(last.candidate)}.`
      : `No data for ${arms.candidate}.`,
    ...(limit === null ? [] : [`Limit ${level(limit)}.`]),
    ...(breachAt === null ? [] : ["The limit was breached."]),
    ...(silence === null ? [] : ["The newest data is too old."]),
    "The table lists every point.",
  ].join(" ");
}
