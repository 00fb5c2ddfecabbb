import type { Interval } from "#components/ui/interval-scale.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";

/** What the decision page is drawn from. Times are ISO 8601; digests are `sha256:<hex>`. */

export type ReleaseSummary = {
  id: string;
  number: number;
  model: string;
  version: string;
  baseVersion: string | null;
  pointer: string;
  round: number;
  changeClass: string;
  tier: string;
  state: StateLook;
  openedBy: string;
  openedAt: string;
  /** What and why, in a sentence or two. */
  summary: string;
  subjectDigest: string | null;
  due?: { what: string; at: string } | undefined;
};

export type ChangeVerdict = "better" | "within" | "undecided" | "worse" | "no-data";

export type MetricChange = {
  id: string;
  name: string;
  /** Data, n and direction: "February, 5,964 flights, lower is better". */
  qualifier: string;
  baseline: number | null;
  candidate: number | null;
  decimals: number;
  interval: Interval | null;
  margin: number | null;
  better: "higher" | "lower";
  verdict: ChangeVerdict;
};

export type DiffLine = { kind: "same" | "added" | "removed"; text: string };

export type PlanStage = { id: string; name: string; trafficPercent: number; duration: string };

export type Gate = {
  id: string;
  name: string;
  message: string;
  state: "pass" | "fail" | "hold" | "none" | "waived";
  resolution?: { action: string; href: string } | undefined;
};

export type Seat = {
  id: string;
  /** "Data science" */
  name: string;
  state: "met" | "yours" | "waiting" | "stale" | "objected" | "unfillable";
  person?: string | undefined;
  /** Printed under the name: what was signed and when, or who is awaited. */
  note: string;
  /** What the signer said with it. */
  comment?: string | undefined;
  at?: string | undefined;
  dueAt?: string | undefined;
};

export type Barred = { person: string; because: string };
