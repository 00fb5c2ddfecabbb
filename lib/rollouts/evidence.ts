import type { Block } from "#lib/stats/bernoulli.ts";
import type { Spread } from "#lib/stats/design-effect.ts";
import type { ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import type { Moments } from "#lib/stats/moments.ts";

/**
 * What one arm reported to one guardrail within the present stage. Quality metrics include only predictions whose
 * label window is over. `nonFinite` counts the NaN and infinities that `n`, `mean` and `m2` leave out.
 */
export type ArmEvidence = Moments & {
  readonly nonFinite: number;
  readonly latestAt: string | null;
  /** How many of these values took the place of another when an outcome was corrected; left out where none did. */
  readonly corrected?: number;
  /** Where rows name their subjects. */
  readonly bySubject?: SubjectEvidence;
};

/** The rows that an arm has answered so far and the subjects it answered, and how the groups of these differ. */
export type SubjectEvidence = {
  readonly rows: number;
  readonly subjects: number;
  /** How many rows are worth one if all rows of a subject are the same. */
  readonly repeats: number;
  readonly values: Spread;
  /** The same of "was not a number". */
  readonly broken: Spread;
};

/** Of the answers whose label window is over and that owe an outcome, which a failed one does not: how many have it. */
export type LabelCount = { readonly owed: number; readonly labelled: number };

type ArmLabels = { readonly baseline: LabelCount; readonly candidate: LabelCount };

/** What an arm reported in one slice. */
export type SliceArm = Moments & { readonly nonFinite: number };

/** A slice as "dimension=value". */
export type SliceEvidence = {
  readonly slice: string;
  readonly baseline: SliceArm | null;
  readonly candidate: SliceArm | null;
};

/** The slices of a dimension that came after as many as the plan judges: how many, and the first of them by name. */
export type LeftOut = {
  readonly dimension: string;
  readonly values: number;
  readonly named: readonly string[];
};

export type GuardrailEvidence = {
  readonly baseline: ArmEvidence | null;
  readonly candidate: ArmEvidence | null;
  /** Candidate minus baseline, row by row, where both judged the same inputs: in a shadow stage. */
  readonly paired?: ArmEvidence;
  /** The candidate's value window by window, oldest first, for rules that count windows. */
  readonly recent?: readonly number[];
  /** Events by stretch of time, oldest first, for the exact test of rare events. */
  readonly blocks?: readonly Block[];
  /** The sums of each whole stretch of time, oldest first, for the test of a harm that begins late. */
  readonly stretches?: readonly Stretch[];
  /** The arms' values by bin, of a metric that is a quantile. */
  readonly histograms?: {
    readonly baseline: ExponentialHistogram;
    readonly candidate: ExponentialHistogram;
  };
  /** Of a metric that is known with the outcome. Evidence gathered before labels were counted has none. */
  readonly labels?: ArmLabels & {
    /** The same of the newest of these answers: outcomes that come later than the plan says are missing there. */
    readonly newest: ArmLabels & { readonly seconds: number };
  };
  /** Where the plan judges by slices: those that it judges, in the order in which they appeared. */
  readonly slices?: { readonly judged: readonly SliceEvidence[]; readonly leftOut: readonly LeftOut[] };
  /** Why the source could not be read, and how many times in a row. */
  readonly error?: string;
  readonly consecutiveErrors?: number;
};

/** Of the rows of an arm in this stage: how many carry an exposure receipt that is for them. */
export type ReceiptCount = { readonly rows: number; readonly valid: number };

export type Evidence = {
  /** Times are ISO 8601 of the database's clock. */
  readonly asOf: string;
  readonly stageEnteredAt: string;
  /** How far event time has been processed; null before the first event. */
  readonly watermark: string | null;
  readonly byGuardrail: { readonly [guardrailId: string]: GuardrailEvidence };
  readonly exposureCounts: {
    readonly baseline: number;
    readonly candidate: number;
    /** The candidate's planned share of exactly these exposures, over every split they were made under. */
    readonly plannedCandidateShare: number;
    /** Those who were assigned: subjects, and rows that name none. Evidence gathered before they were counted has none. */
    readonly units?: ArmCounts;
    /**
     * The units over the time that both arms have reported, by the clock of receipt and by the senders'. An arm that has
     * been silent for longer than evidence stays fresh is waited for no more.
     */
    readonly shared?: { readonly receipt: ArmCounts; readonly sender: ArmCounts };
  };
  /** Counted where the plan asks for exposure receipts. */
  readonly receipts?: { readonly baseline: ReceiptCount; readonly candidate: ReceiptCount };
};

export type ArmCounts = { readonly baseline: number; readonly candidate: number };

/** What is wrong with the evidence itself, or null. Faulty evidence is an error, whatever it seems to say. */
export function faultOf(arm: ArmEvidence): string | null {
  if (!isCount(arm.n) || !isCount(arm.nonFinite)) return "a count is not a whole number";
  if (!Number.isFinite(arm.mean) || !Number.isFinite(arm.m2) || arm.m2 < 0) return "a sum is not a number";
  return null;
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** The clocks of honest machines differ by less than this. */
const clockSkewSeconds = 30;

/**
 * Why evidence of `latestAt` is not valid now, as a sentence, or null when it is. Not valid: from before the stage,
 * from the future, or older than `maxStalenessSeconds`.
 */
export function stalenessOf(
  latestAt: string | null,
  evidence: Pick<Evidence, "asOf" | "stageEnteredAt" | "watermark">,
  maxStalenessSeconds: number,
): string | null {
  if (evidence.watermark === null) return "Nothing has been processed yet.";
  if (latestAt === null) return "The evidence does not say how recent it is.";
  const ages = [secondsBetween(latestAt, evidence.asOf), secondsBetween(evidence.watermark, evidence.asOf)];
  const sinceEntry = secondsBetween(evidence.stageEnteredAt, latestAt);
  if (!Number.isFinite(sinceEntry) || !ages.every(Number.isFinite))
    return "A time in the evidence cannot be read.";
  const age = Math.max(...ages);
  const ahead = -Math.min(...ages);
  if (ahead > clockSkewSeconds) {
    return `The evidence is stamped ${duration(ahead)} in the future: two clocks disagree.`;
  }
  if (sinceEntry < 0) return "The newest evidence is from before this stage.";
  if (age > maxStalenessSeconds) {
    return `The newest evidence is ${duration(age)} old, more than ${duration(maxStalenessSeconds)}.`;
  }
  return null;
}

export const isBeforeStage = (
  { latestAt }: Pick<ArmEvidence, "latestAt">,
  { stageEnteredAt }: Pick<Evidence, "stageEnteredAt">,
): boolean => latestAt !== null && secondsBetween(stageEnteredAt, latestAt) < 0;

/** Seconds from one ISO time to another; NaN where either cannot be read. */
export function secondsBetween(from: string, to: string): number {
  return (parsed(to) - parsed(from)) / 1000;
}

/** The same few times are read for every guardrail. */
const times = new Map<string, number>();
const TIMES_MAX = 1000;

function parsed(time: string): number {
  const known = times.get(time);
  if (known !== undefined) return known;
  if (times.size >= TIMES_MAX) times.clear();
  const ms = Date.parse(time);
  times.set(time, ms);
  return ms;
}

/** "42 s", "5 min", "3 h 20 min": for sentences, rounded down. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
