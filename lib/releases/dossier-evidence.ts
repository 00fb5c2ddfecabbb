import { betterOf } from "#lib/metrics/catalogue.ts";
import { gainOf } from "#lib/metrics/change.ts";
import { type Dossier, SLICE_ROWS_MAX } from "#lib/policy/dossier.ts";
import type { EvaluationContent, MeasuredMetric, MetricDelta, Slice } from "#lib/registry/evaluation.ts";
import { comparedWith, type SignedReport } from "./measured.ts";

type Evidence = Dossier["evidence"];

/** What the signed reports say. Newest first. */
export function measuredOf(
  base: { readonly digest: string } | null,
  reports: readonly SignedReport[],
): Evidence {
  const compared = comparedWith(base, reports);
  const [newest] = reports;
  const agreement = agreementOf(reports);
  return {
    reports: reports.length,
    ...(compared && {
      compared: {
        pipeline: cut(compared.pipeline),
        rows: compared.rows,
        metrics: compared.metrics.map(changeOf),
        ...slicesOf(compared.slices),
      },
    }),
    ...(newest && { measured: aloneOf(newest) }),
    ...(agreement.length > 0 && { agreement }),
  };
}

const cut = (text: string): string => text.slice(0, 120);

/** A difference, turned so that above 0 is better. */
function changeOf(delta: MetricDelta) {
  const gain = gainOf({ better: betterOf(delta) }, delta);
  return {
    metric: delta.metric,
    ...(gain && { mean: gain.by }),
    ...(gain && gain.low !== null && { worst: gain.low }),
    ...(gain && gain.high !== null && { best: gain.high }),
  };
}

type Sliced = { readonly slice: Slice; readonly n: number; readonly metrics: readonly MetricDelta[] };

/** Absent where no slice was compared, or more than a dossier takes. */
function slicesOf(slices: readonly Sliced[]): Pick<NonNullable<Evidence["compared"]>, "slices"> {
  const rows = slices.flatMap(({ slice, n, metrics }) =>
    metrics.map((delta) => ({ name: sliceName(slice), rows: n, ...changeOf(delta) })),
  );
  if (rows.length === 0 || rows.length > SLICE_ROWS_MAX) return {};
  return { slices: rows.toSorted((a, b) => (a.worst ?? 0) - (b.worst ?? 0)) };
}

const sliceName = (slice: Slice): string =>
  Object.entries(slice)
    .map(([part, value]) => `${part} ${value}`)
    .toSorted()
    .join(", ")
    .slice(0, 300);

function aloneOf({ pipeline, content }: SignedReport): NonNullable<Evidence["measured"]> {
  const ratios = ratiosOf(content);
  return {
    pipeline: cut(pipeline),
    rows: content.rows,
    metrics: content.metrics.map(({ metric, value, lower, upper }) => ({
      metric,
      ...(value !== null && { value }),
      ...(lower !== null && { lower }),
      ...(upper !== null && { upper }),
    })),
    slices: content.slices.length,
    ...calibrationOf(content),
    ...(ratios.length > 0 && { ratios }),
  };
}

function calibrationOf({
  calibration,
}: EvaluationContent): Pick<NonNullable<Evidence["measured"]>, "calibration"> {
  const bins = calibration.flatMap(({ n, confidence, observed }) =>
    n > 0 && confidence !== null && observed !== null ? [{ n, gap: Math.abs(confidence - observed) }] : [],
  );
  const rows = bins.reduce((sum, { n }) => sum + n, 0);
  if (rows === 0) return {};
  const gap = bins.reduce((sum, bin) => sum + bin.n * bin.gap, 0) / rows;
  return { calibration: { bins: bins.length, gap, largest: Math.max(...bins.map((bin) => bin.gap)) } };
}

type Ratio = { readonly metric: string; readonly ratio: number; readonly worst?: number };

/** The lowest slice by the highest, for each metric that two slices or more have a value of above 0. */
function ratiosOf({ slices }: EvaluationContent): Ratio[] {
  const measured = slices.flatMap(({ metrics }) => metrics).filter(({ value }) => value !== null);
  return [...Map.groupBy(measured, ({ metric }) => metric)].flatMap(([metric, each]) => {
    const values = each.map(({ value }) => value!);
    const highest = Math.max(...values);
    if (each.length < 2 || highest <= 0) return [];
    const worst = worstRatio(each);
    return [{ metric, ratio: Math.min(...values) / highest, ...(worst !== null && { worst }) }];
  });
}

function worstRatio(each: readonly MeasuredMetric[]): number | null {
  const ends = each.flatMap(({ lower, upper }) =>
    lower !== null && upper !== null ? [{ lower, upper }] : [],
  );
  const highest = Math.max(...ends.map(({ upper }) => upper));
  if (ends.length < each.length || highest <= 0) return null;
  return Math.min(...ends.map(({ lower }) => lower)) / highest;
}

/** The largest difference between the newest reports of two pipelines on one data set, by metric. */
function agreementOf(reports: readonly SignedReport[]): NonNullable<Evidence["agreement"]> {
  const newest = new Map(
    reports.toReversed().map((report) => [`${report.datasetDigest}\n${report.pipeline}`, report]),
  );
  const gaps = new Map<string, number>();
  for (const sameData of Map.groupBy(newest.values(), ({ datasetDigest }) => datasetDigest).values())
    for (const [metric, values] of valuesOf(sameData))
      if (values.length > 1)
        gaps.set(metric, Math.max(gaps.get(metric) ?? 0, Math.max(...values) - Math.min(...values)));
  return [...gaps].slice(0, 50).map(([metric, gap]) => ({ metric, gap }));
}

function valuesOf(reports: readonly SignedReport[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const { metric, value } of reports.flatMap(({ content }) => content.metrics))
    if (value !== null) values.set(metric, [...(values.get(metric) ?? []), value]);
  return values;
}
