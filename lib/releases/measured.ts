import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import type { Comparison, Evaluation } from "./views/comparison.ts";

/** An evaluation report that a release's evidence names. */
export type SignedReport = {
  readonly pipeline: string;
  readonly dataset: string;
  readonly datasetDigest: string;
  readonly content: EvaluationContent;
};

/** What the newest of these reports says of the candidate beside the base, metric by metric. Newest first. */
export function comparedWith(
  base: { readonly digest: string } | null,
  reports: readonly SignedReport[],
): Comparison | null {
  for (const { pipeline, dataset, content } of reports) {
    const comparison = content.comparisons.find(({ against }) => against.digest === base?.digest);
    if (!comparison) continue;
    const measured = new Map(content.slices.map((slice) => [keyOf(slice), slice.metrics]));
    const own = new Map(content.metrics.map((metric) => [metric.metric, metric.value]));
    return {
      pipeline,
      dataset,
      rows: content.rows,
      slices: comparison.slices.map((slice) => ({ ...slice, candidates: measured.get(keyOf(slice)) ?? [] })),
      metrics: comparison.metrics.map((delta) => {
        const candidate = own.get(delta.metric) ?? null;
        const known = candidate !== null && delta.difference !== null;
        return { ...delta, candidate, base: known ? candidate - delta.difference! : null, n: content.rows };
      }),
    };
  }
  return null;
}

/** A slice is the same whatever the order of its parts. */
const keyOf = ({ slice }: Pick<Comparison["slices"][number], "slice">): string => canonicalJson(slice);

/** How the newest of these reports measured the candidate on its own. Newest first. */
export function measuredAlone([report]: readonly SignedReport[]): Evaluation | null {
  if (!report) return null;
  const { pipeline, dataset, content } = report;
  return { pipeline, dataset, rows: content.rows, metrics: content.metrics };
}
