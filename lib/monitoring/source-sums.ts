import type { Arm } from "#lib/exposure/bucketing.ts";
import { type Answer, isUsable } from "./given.ts";

/** An answer as far as its source is measured by it. */
export type Reported = Answer & {
  readonly exposureId: string;
  readonly arm: Arm;
  readonly failed: boolean;
  readonly latencyMs: number | null;
  /** Whether its exposure receipt is for this answer; null where it came without one. */
  readonly receiptValid: boolean | null;
};

/** What one source reported of one arm of an exposure. Rows without an exposure receipt are those that remain. */
export type SourceSums = {
  readonly source: string;
  readonly exposureId: string;
  readonly arm: Arm;
  rows: number;
  broken: number;
  receiptsValid: number;
  receiptsInvalid: number;
};

/** Sums a source's answers by exposure and arm. Sorted by key, so that two batches take their locks in the same order. */
export function sumBySource(source: string, answers: readonly Reported[]): SourceSums[] {
  const found = new Map<string, SourceSums>();
  for (const answer of answers) {
    const { exposureId, arm, receiptValid } = answer;
    const key = `${exposureId} ${arm}`;
    const sums = found.get(key) ?? { source, exposureId, arm, ...NOTHING };
    found.set(key, sums);
    sums.rows += 1;
    if (isBroken(answer)) sums.broken += 1;
    if (receiptValid === true) sums.receiptsValid += 1;
    if (receiptValid === false) sums.receiptsInvalid += 1;
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sums]) => sums);
}

const NOTHING = { rows: 0, broken: 0, receiptsValid: 0, receiptsInvalid: 0 };

/** An answer is broken where it failed or is unusable, or where its latency is no number. */
const isBroken = (answer: Reported): boolean =>
  answer.failed || !isUsable(answer) || answer.latencyMs === null || !Number.isFinite(answer.latencyMs);
