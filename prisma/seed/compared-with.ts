import type { Comparison, EvaluationReport, MetricDelta } from "#examples/flight-delay/types.ts";
import { betterOf, catalogued, HEADLINE } from "#lib/metrics/catalogue.ts";

/**
 * A section of a model card: this version minus each earlier version, on the same rows, with the slice that lost
 * most.
 */
export function comparedWith({ comparisons, dataset }: EvaluationReport): string {
  const rows = `${dataset.rows.toLocaleString("en")} flights of ${dataset.month}`;
  return comparisons
    .map(
      ({ against, metrics, slices }) => `## Compared with version ${against.version}

On the same ${rows}; below zero is better for ${lowerIsBetter(metrics)}.

| metric | difference | 95 % interval |
|---|---|---|
${metrics.map(row).join("\n")}

${worst(slices)}
`,
    )
    .join("\n");
}

const row = ({ metric, difference, lower, upper }: MetricDelta): string =>
  `| ${metric} | ${signed(difference)} | ${signed(lower)} to ${signed(upper)} |`;

const lowerIsBetter = (metrics: readonly MetricDelta[]): string =>
  metrics
    .filter((delta) => betterOf(delta) === "lower")
    .map(({ metric }) => catalogued(metric).noun)
    .join(", ");

/** The slice with the largest proven rise of log-loss, which the offline report shows before live traffic does. */
function worst(slices: Comparison["slices"]): string {
  const lost = slices.flatMap(({ slice, n, metrics }) => {
    const logLoss = metrics.find(({ metric }) => metric === HEADLINE);
    return logLoss?.difference && logLoss.lower !== null && logLoss.lower > 0
      ? [{ name: Object.values(slice).join(", "), n, difference: logLoss.difference }]
      : [];
  });
  const most = lost.sort((a, b) => b.difference - a.difference)[0];
  if (!most) return "No slice is proven worse by log-loss.";
  const { name, n, difference } = most;
  return `Proven worse by log-loss in ${lost.length} of ${slices.length} slices, most in ${name}: ${signed(difference)} over ${n.toLocaleString("en")} flights.`;
}

const signed = (value: number | null): string =>
  value === null ? "not measured" : `${value > 0 ? "+" : ""}${value.toFixed(4)}`;
