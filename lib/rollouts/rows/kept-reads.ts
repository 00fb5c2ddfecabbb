import type { Arm } from "#lib/exposure/bucketing.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { RollupClock } from "#lib/monitoring/rollup.ts";
import type { ArmCounts } from "#lib/rollouts/evidence.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import { addTo, type Cell, NOTHING } from "./cell.ts";
import type { EvidenceReads } from "./evidence-reads.ts";
import type { KeptSums, Series } from "./kept-sums.ts";
import { type ArmSums, type EvidenceSource, RECENT_WINDOWS } from "./rollup-sums.ts";
import { waitedUntil } from "./shared-counts.ts";
import { subjectsFrom } from "./subject-evidence.ts";

const ARMS = ["baseline", "candidate"] as const satisfies readonly Arm[];

/** Reads what a process keeps of an exposure's sums. */
export const keptReads = (kept: KeptSums): EvidenceReads => ({
  sums: (source) => kept.series.flatMap((series) => sumsOf(series, source) ?? []),
  subjects: (_source, sums) => subjectsFrom((metric, arm) => kept.spreads(metric, arm), sums),
  histograms: (_source, metrics) => {
    const both = (metric: string) => ({
      baseline: kept.histogram(metric, "baseline"),
      candidate: kept.histogram(metric, "candidate"),
    });
    const found = new Map(metrics.map((metric) => [metric, both(metric)]));
    return (metric) => found.get(metric)!;
  },
  windows: (source, metric) => windowsOf(kept.of(metric, "candidate"), source),
  blocks: (source, metric) => blocksOf(kept, source, metric),
  stretches: (_source, metrics, _stage, until) => kept.stretches(metrics, until),
  slices: (source) => kept.slices.sums(source),
  shared: (plan, _exposureId, asOf) => {
    const until = waitedUntil(plan, asOf);
    if (until === null) return {};
    const of = (clock: RollupClock) => unitsUntil(kept, clock, until.getTime());
    return { shared: { receipt: of("receipt"), sender: of("sender") } };
  },
});

/** Of which buckets a metric's rows count by now. */
const countedUntil = (metric: string, { quality, matureUntil }: EvidenceSource): number =>
  quality.includes(metric) ? matureUntil.getTime() : Number.POSITIVE_INFINITY;

function sumsOf(series: Series, source: EvidenceSource): ArmSums | null {
  const { metric, arm, clock } = series;
  if (clock !== "receipt" || !source.metrics.includes(metric)) return null;
  const until = countedUntil(metric, source);
  const { sum, owed, newestOwed, newest } = addedUp(series, until, source);
  if (sum.latestMs === Number.NEGATIVE_INFINITY) return null;
  const { latestMs, lastBucketMs, total, totalRest, totalSquares, squaresRest, ...counts } = sum;
  const knownMs = Number.isFinite(until)
    ? Math.max(latestMs, lastBucketMs + source.windowSeconds * 1000)
    : latestMs;
  return {
    ...counts,
    total: total + totalRest,
    totalSquares: totalSquares + squaresRest,
    metric,
    arm,
    owed,
    newestOwed,
    newest,
    latestAt: new Date(knownMs),
    lastBucketAt: new Date(lastBucketMs),
  };
}

/** The buckets that count; what owes an outcome by now, and the newest of that. */
function addedUp({ settled, open }: Series, until: number, { matureUntil, newestSince }: EvidenceSource) {
  const matureMs = matureUntil.getTime();
  const newestMs = newestSince.getTime();
  const sum = { ...(settled ?? NOTHING) };
  let owed = owing(sum);
  let newestOwed = 0;
  let newest = 0;
  for (const [bucketMs, cell] of open) {
    if (bucketMs > until) continue;
    addTo(sum, cell);
    if (bucketMs > matureMs) continue;
    owed += owing(cell);
    if (bucketMs <= newestMs) continue;
    newestOwed += owing(cell);
    newest += cell.n + cell.nonFinite;
  }
  return { sum, owed, newestOwed, newest };
}

const owing = ({ n, nonFinite, total }: Cell): number => n + nonFinite - total;

function windowsOf(series: Series | undefined, source: EvidenceSource): number[] {
  if (!series) return [];
  const until = countedUntil(series.metric, source);
  return [...series.open]
    .filter(([bucketMs, { n }]) => bucketMs <= until && n > 0)
    .sort(([a], [b]) => a - b)
    .slice(-RECENT_WINDOWS)
    .map(([, { n, total }]) => total / n);
}

function blocksOf(kept: KeptSums, source: EvidenceSource, metric: string): Block[] {
  const until = countedUntil(metric, source);
  const [baseline, candidate] = [kept.of(metric, "baseline")?.open, kept.of(metric, "candidate")?.open];
  const starts = new Set(baseline?.keys());
  for (const bucketMs of candidate?.keys() ?? []) starts.add(bucketMs);
  const blocks: Block[] = [];
  for (const bucketMs of [...starts].sort((a, b) => a - b))
    if (bucketMs <= until)
      blocks.push({
        baseline: eventsIn(baseline?.get(bucketMs)),
        candidate: eventsIn(candidate?.get(bucketMs)),
      });
  return blocks;
}

const eventsIn = (cell: Cell | undefined): Block["baseline"] =>
  cell ? { n: cell.n, events: Math.round(cell.total) } : { n: 0, events: 0 };

/** The units in buckets before the one that both arms have reported past, or that is waited for no more. */
function unitsUntil(kept: KeptSums, clock: RollupClock, waitedMs: number): ArmCounts {
  const lasts = ARMS.flatMap((arm) => lastOf(kept.of(COUNTS_ANSWERS, arm, clock)) ?? []);
  const until = lasts.length === ARMS.length ? Math.max(waitedMs, Math.min(...lasts)) : waitedMs;
  const units = (arm: Arm) => {
    const { settled = null, open = [] } = kept.of(COUNTS_ANSWERS, arm, clock) ?? {};
    let sum = settled?.units ?? 0;
    for (const [bucketMs, cell] of open) if (bucketMs < until) sum += cell.units;
    return sum;
  };
  return { baseline: units("baseline"), candidate: units("candidate") };
}

function lastOf(series: Series | undefined): number | null {
  if (!series) return null;
  return Math.max(series.settled?.lastBucketMs ?? Number.NEGATIVE_INFINITY, ...series.open.keys());
}
