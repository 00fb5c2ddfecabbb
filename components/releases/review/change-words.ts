import { directionText, metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { type MetricChange, metricChange } from "./metric-change.ts";

/** Each compared metric as an interval against the margin that its guardrail has in the plan. */
export function changesOf({ comparison, sections }: ReleasePageView): MetricChange[] {
  if (!comparison) return [];
  return comparison.metrics.map((delta) => {
    const rule = sections.plan.guardrails.find(({ metric }) => metric === delta.metric)?.rule;
    return metricChange(delta, {
      margin: rule?.kind === "sequential" ? rule.advanceMargin : null,
      name: metricTitle(delta.metric),
      decimals: metricDecimals(delta.metric),
      qualifier: `${formatNumber(delta.n)} rows, ${directionText(delta)}`,
    });
  });
}

/** "v1"; null where nothing is live. */
export const baseOf = ({ sections }: Pick<ReleasePageView, "sections">): string | null =>
  sections.target.base ? `v${sections.target.base.version}` : null;
