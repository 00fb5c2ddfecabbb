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
  return startsOf(series)
    .filter((bucketMs) => bucketMs <= until && series.buckets.get(bucketMs)!.n > 0)
    .slice(-RECENT_WINDOWS)
    .map((bucketMs) => {
      const { n, total } = series.buckets.get(bucketMs)!;
      return total / n;
    });
}

/** When the buckets of one or two series that are told apart began, the oldest first. */
function startsOf(one: Series | undefined, other?: Series): number[] {
  const starts = [...(one?.buckets.keys() ?? [])];
  for (const bucketMs of other?.buckets.keys() ?? []) if (!one?.buckets.has(bucketMs)) starts.push(bucketMs);
  return ascend(starts) ? starts : starts.sort((a, b) => a - b);
}

/** As they came; after a late row, or where they were just read, they do not. */
function ascend(starts: readonly number[]): boolean {
  for (let at = 1; at < starts.length; at += 1) if (starts[at - 1]! > starts[at]!) return false;
  return true;
}

function blocksOf(kept: KeptSums, source: EvidenceSource, metric: string): Block[] {
  const until = countedUntil(metric, source);
  const [baseline, candidate] = [kept.of(metric, "baseline"), kept.of(metric, "candidate")];
  const blocks: Block[] = [];
  for (const bucketMs of startsOf(baseline, candidate))
    if (bucketMs <= until)
      blocks.push({
        baseline: eventsIn(baseline?.buckets.get(bucketMs)),
        candidate: eventsIn(candidate?.buckets.get(bucketMs)),
      });
  return blocks;
}

const eventsIn = (cell: Pick<Cell, "n" | "total"> | undefined): Block["baseline"] =>
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
  let last = series.settled?.lastBucketMs ?? Number.NEGATIVE_INFINITY;
  for (const bucketMs of series.open.keys()) last = Math.max(last, bucketMs);
  return last;
}
