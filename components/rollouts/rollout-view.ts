import type { StateLook } from "#components/ui/state-pill.tsx";

/** What the rollout page is drawn from. Times are ISO 8601, durations seconds, shares 0 to 1. */

export type EvidenceState = "PASS" | "FAIL" | "INCONCLUSIVE" | "NO_DATA" | "INSUFFICIENT" | "STALE" | "ERROR";

export type GuardrailRow = {
  id: string;
  name: string;
  /** The rule in words: "matured outcomes, worse by ≤ 0.02". */
  rule: string;
  /** Levels as they are to be read, units included; null is drawn as a dash. */
  baseline: string | null;
  candidate: string | null;
  /** "+0.047" and "[+0.024, +0.070]", or "p 0.71" alone. */
  difference: string | null;
  interval: string | null;
  nBaseline: number;
  nCandidate: number;
  matureShare: number | null;
  latestAt: string | null;
  /** How old the newest evidence was when it was judged, where that is over. */
  ageThen?: string | undefined;
  state: EvidenceState;
  /** The verdict's reason, a sentence: "410 more outcomes needed, about 2 h". */
  reason: string;
};

export type StageView = {
  id: string;
  name: string;
  trafficPercent: number;
  state: "done" | "running" | "holding" | "failed" | "stopped" | "waiting";
  /** "4 h 00 min", "1,102 per arm", "12 min to go". */
  notes: readonly string[];
};

/** One point of one arm: mean and its band, already computed on the server. */
export type ArmPoint = {
  at: string;
  baseline: number | null;
  baselineLow: number | null;
  baselineHigh: number | null;
  candidate: number | null;
  candidateLow: number | null;
  candidateHigh: number | null;
};

export type ArmSeries = {
  id: string;
  name: string;
  qualifier: string;
  decimals: number;
  points: readonly ArmPoint[];
  /** The absolute limit of the candidate, where the rule is one; drawn dashed red. */
  limit: number | null;
  breachAt: string | null;
  /** Since when nothing has been reported; drawn hatched to the right end. */
  silentSince: string | null;
};

export type StageBand = { name: string; from: string; to: string };

export type RolloutRow = {
  id: string;
  href: string;
  model: string;
  version: string;
  pointer: string;
  state: StateLook;
  exposurePercent: number;
  note: string;
};

export const evidenceLooks: Record<EvidenceState, StateLook> = {
  PASS: { word: "Pass", tone: "pass" },
  FAIL: { word: "Fail", tone: "fail" },
  INCONCLUSIVE: { word: "Undecided", tone: "hold" },
  NO_DATA: { word: "No data", tone: "none" },
  INSUFFICIENT: { word: "Too little yet", tone: "none", icon: "hourglass" },
  STALE: { word: "Stale", tone: "none", icon: "alert" },
  ERROR: { word: "Error", tone: "fail", icon: "alert" },
};
