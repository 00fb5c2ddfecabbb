import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { MeasuredMetric, MetricDelta } from "#lib/registry/evaluation.ts";

/** One metric of two versions. */
export type ComparedMetric = {
  metric: string;
  better: MeasuredMetric["better"];
  mine: MeasuredMetric | undefined;
  other: MeasuredMetric | undefined;
  /** This version minus the other on the same rows, where a report compared them. */
  delta: MetricDelta | undefined;
};

type Reported = Pick<VersionPageView, "version" | "report">;

/** Every metric that either version's report holds, this version's first. */
export function comparedMetrics(page: Reported, other: Reported): ComparedMetric[] {
  const mine = byName(page.report?.metrics ?? []);
  const theirs = byName(other.report?.metrics ?? []);
  const deltas = byName(pairedDeltas(page, other));
  const either = byName([...(page.report?.metrics ?? []), ...(other.report?.metrics ?? [])]);
  return [...either].map(([metric, { better }]) => ({
    metric,
    better,
    mine: mine.get(metric),
    other: theirs.get(metric),
    delta: deltas.get(metric),
  }));
}

/** Are the two reports about different data, so that their columns cannot be compared row by row? */
export const differentData = (page: Reported, other: Reported): boolean =>
  page.report !== null && other.report !== null && page.report.dataset.digest !== other.report.dataset.digest;

/** The differences that a report measured on the same rows, turned to read "this version minus the other". */
function pairedDeltas(page: Reported, other: Reported): readonly MetricDelta[] {
  const own = comparisonWith(page, other.version.number);
  return own ?? comparisonWith(other, page.version.number)?.map(turned) ?? [];
}

const comparisonWith = ({ report }: Reported, version: number): readonly MetricDelta[] | undefined =>
  report?.content.comparisons.find(({ against }) => against.version === version)?.metrics;

const turned = (delta: MetricDelta): MetricDelta => ({
  ...delta,
  difference: negative(delta.difference),
  lower: negative(delta.upper),
  upper: negative(delta.lower),
});

const negative = (value: number | null): number | null => (value === null ? null : -value);

const byName = <T extends { metric: string }>(metrics: readonly T[]): Map<string, T> =>
  new Map(metrics.map((one) => [one.metric, one]));
