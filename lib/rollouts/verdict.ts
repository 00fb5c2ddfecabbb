import type { LeftOut } from "./evidence.ts";

/** Only PASS counts toward advancing. */
export const EVIDENCE_STATES = [
  "PASS",
  "FAIL",
  "INCONCLUSIVE",
  "NO_DATA",
  "INSUFFICIENT",
  "INCOMPLETE",
  "STALE",
  "ERROR",
] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** What is known of one slice. UNTESTED: an arm has too few rows in it, or none. */
export const SLICE_STATES = ["PASS", "FAIL", "INCONCLUSIVE", "UNTESTED"] as const;

export type SliceVerdict = Pick<
  VerdictNumbers,
  "baselineMean" | "candidateMean" | "difference" | "lower" | "upper"
> & {
  readonly slice: string;
  readonly state: (typeof SLICE_STATES)[number];
  readonly n: { readonly baseline: number; readonly candidate: number };
  /** How many rows are missing in the thinner arm before it is tested. */
  readonly missing?: number;
};

/** Of the groups of a dimension those two whose values of the candidate are proven to differ most, by how much. */
export type GapVerdict = {
  readonly lower: number;
  readonly upper: number;
  readonly difference: number;
  readonly better: string;
  readonly worse: string;
  readonly state: "PASS" | "FAIL" | "INCONCLUSIVE";
};

export type SlicesVerdict = {
  readonly judged: readonly SliceVerdict[];
  readonly leftOut: readonly LeftOut[];
  /** Dimensions that no row carries. */
  readonly absent: readonly string[];
  /** The false-alarm probability that all slices share, and among how many. */
  readonly alpha: number;
  readonly among: number;
  /** The slice, or gap between two, for which the guardrail failed; left out where it did not. */
  readonly failed?: string;
  /** Set where all traffic passed and the guardrail waits for what the plan demands of slices. */
  readonly held?: true;
  /** Where groups are compared with one another and two of them have rows enough. */
  readonly gap?: GapVerdict;
};

export type GuardrailVerdict = VerdictNumbers & {
  readonly guardrailId: string;
  readonly state: EvidenceState;
  /** A sentence a person reads. */
  readonly reason: string;
  readonly n: { readonly baseline: number; readonly candidate: number };
  /** Where the plan judges by slices. */
  readonly slices?: SlicesVerdict;
};

/** The numbers behind the verdict, as far as there are any. All finite. */
export type VerdictNumbers = {
  /** The arms' own means, or quantiles where the metric is one, in its unit. */
  readonly baselineMean?: number;
  readonly candidateMean?: number;
  /** Candidate minus baseline, with the sign turned so that + is worse, with bounds that hold at every look. */
  readonly difference?: number;
  readonly lower?: number;
  readonly upper?: number;
  /** In how many blocks of time the arms were compared, where they were in more than one. */
  readonly timeBlocks?: number;
  /** What `upper` must stay below to pass; for a threshold, the limit. */
  readonly margin?: number;
  /** The false-alarm probability this guardrail was given. */
  readonly alpha?: number;
  /** Sample ratio: always-valid p of "traffic follows the plan". */
  readonly p?: number;
  /** The subjects that each arm answered, and how many independent rows their rows are worth. */
  readonly baselineSubjects?: number;
  readonly candidateSubjects?: number;
  readonly baselineWorth?: number;
  readonly candidateWorth?: number;
  /** The share of each arm's answers, of those that owe an outcome by now, which has it. */
  readonly baselineLabelled?: number;
  readonly candidateLabelled?: number;
  /** The same of the newest answers of the arm that lacks outcomes there. */
  readonly newestLabelled?: number;
  /** Further outcomes needed before this can pass. */
  readonly labelsNeeded?: number;
  /** The share of each arm's rows with a valid exposure receipt, where one has fewer than the plan asks for. */
  readonly baselineReceipts?: number;
  readonly candidateReceipts?: number;
  /** How many rows of that arm lack one. */
  readonly receiptsNeeded?: number;
  /**
   * How much worse the candidate's answers without an outcome would have to be than the others, on average, to undo the
   * verdict; negative where they would have to be better.
   */
  readonly tippingPoint?: number;
  /** Further rows the thinner arm needs before this can pass or fail, at the present spread and difference. */
  readonly samplesNeeded?: number;
};

/** A rule's finding on evidence that exists, before its age and amount are checked. */
export type Finding = {
  readonly state: "PASS" | "FAIL" | "INCONCLUSIVE";
  readonly reason: string;
  readonly numbers: VerdictNumbers;
};
