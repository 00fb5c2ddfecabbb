import { limitText } from "#components/metrics/metric-numbers.ts";
import { betterText, titleWithUnit } from "#components/metrics/metric-words.ts";
import { type DeclaredMetric, metricAmong } from "#lib/metrics/declared.ts";
import type { Metric } from "#lib/metrics/metric.ts";

/** A declared metric as the sentence that is signed: "Cost per call, EUR (cost-per-call): a mean, lower is better." */
export function declarationSentence(declared: DeclaredMetric): string {
  const metric = metricAmong([declared], declared.id)!;
  const facts = [
    `a ${metric.kind}`,
    betterText(metric.better),
    ...boundsText(metric, declared.bounds),
    ...(declared.when ? ["known with the outcome"] : []),
  ];
  return `${titleWithUnit(metric)} (${metric.id}): ${facts.join(", ")}.`;
}

function boundsText(metric: Metric, { min, max }: DeclaredMetric["bounds"] = {}): string[] {
  const least = min === undefined ? [] : [`at least ${limitText(metric, min)}`];
  return max === undefined ? least : [...least, `at most ${limitText(metric, max)}`];
}
