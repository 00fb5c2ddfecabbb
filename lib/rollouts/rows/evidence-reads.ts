import type { Tx } from "#lib/db/client.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import {
  type ArmStretch,
  armStretches,
  type StageInStretches,
  type StretchesUntil,
} from "./arm-stretches.ts";
import { type ArmSums, armSums, candidateMeans, type EvidenceSource, eventBlocks } from "./rollup-sums.ts";
import { sharedCounts } from "./shared-counts.ts";
import { type SliceSource, type SliceSums, sliceSums } from "./slice-sums.ts";
import { exposureHistograms, type HistogramsOf } from "./stored-histograms.ts";
import { type SubjectsOf, subjectEvidence } from "./subject-evidence.ts";

type Read<T> = T | Promise<T>;

/** What evidence is gathered from: the stored sums, or those that a process keeps of them. */
export type EvidenceReads = {
  sums(source: EvidenceSource): Read<ArmSums[]>;
  subjects(source: EvidenceSource, sums: readonly ArmSums[]): Read<SubjectsOf>;
  histograms(source: EvidenceSource, metrics: readonly string[]): Read<HistogramsOf>;
  windows(source: EvidenceSource, metric: string): Read<number[]>;
  blocks(source: EvidenceSource, metric: string): Read<Block[]>;
  /** Those that do not count yet may be left out. */
  stretches(
    source: EvidenceSource,
    metrics: readonly string[],
    stage: StageInStretches,
    until: StretchesUntil,
  ): Read<ArmStretch[]>;
  slices(source: SliceSource): Read<SliceSums[]>;
  shared(plan: Plan, exposureId: string, asOf: Date): Read<Pick<Evidence["exposureCounts"], "shared">>;
};

export const storedReads = (tx: Tx): EvidenceReads => ({
  sums: (source) => armSums(tx, source),
  subjects: (source, sums) => subjectEvidence(tx, source, sums),
  histograms: ({ exposureId }, metrics) => exposureHistograms(tx, exposureId, metrics),
  windows: (source, metric) => candidateMeans(tx, source, metric),
  blocks: (source, metric) => eventBlocks(tx, source, metric),
  stretches: (source, metrics, stage) => armStretches(tx, source, metrics, stage),
  slices: (source) => sliceSums(tx, source),
  shared: (plan, exposureId, asOf) => sharedCounts(tx, plan, exposureId, asOf),
});
