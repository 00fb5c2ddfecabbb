import type { Change, Margins } from "#components/metrics/change.ts";
import { directionText, metricTitle, valueText } from "#components/registry/metric-words.ts";
import { reportChange } from "#components/registry/report-change.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";

/** A compared metric with both values and the change between them. */
export type MetricChange = {
  readonly id: string;
  readonly name: string;
  /** "5,964 rows, lower is better" */
  readonly qualifier: string;
  /** "0.5272"; "not measured" where there is no number. */
  readonly baseline: string;
  readonly candidate: string;
  readonly change: Change;
  /** Why it was not measured, as the report says. */
  readonly reason: string | undefined;
};

/** Each compared metric against the margins of its guardrail, or the usual one where no guardrail watches it. */
export function changesOf({ comparison, sections }: ReleasePageView): MetricChange[] {
  if (!comparison) return [];
  return comparison.metrics.map((delta) => {
    const value = (measured: number | null) =>
      measured === null ? "not measured" : valueText(delta.metric, measured);
    return {
      id: delta.metric,
      name: metricTitle(delta.metric),
      qualifier: `${formatNumber(delta.n)} rows, ${directionText(delta)}`,
      baseline: value(delta.base),
      candidate: value(delta.candidate),
      change: reportChange(delta, planMargins(sections.plan, delta.metric)),
      reason: delta.reason,
    };
  });
}

function planMargins({ guardrails }: Plan, metric: string): Margins | undefined {
  const rule = guardrails.find((guardrail) => guardrail.metric === metric)?.rule;
  // A report's change is in the metric's own unit.
  if (rule?.kind !== "sequential" || rule.relative) return undefined;
  return { fails: rule.rollbackMargin, passes: rule.advanceMargin };
}

/** "v1"; null where nothing is live. */
export const baseOf = ({ sections }: Pick<ReleasePageView, "sections">): string | null =>
  sections.target.base ? `v${sections.target.base.version}` : null;
