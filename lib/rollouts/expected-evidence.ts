import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { type Metric, rowsOf } from "#lib/metrics/metric.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ArmCounts, ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";
import { expectedHistograms, expectedMeans, expectedPairs } from "./expected-values.ts";
import { readsWindows } from "./rules.ts";
import { exposureOfStage } from "./stage-exposure.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

const WINDOWS_MAX = 100;
const START = new Date(0);

type Expecting = { readonly plan: Plan; readonly stage: Stage };

/** How the candidate is taken to differ from the version that is live. */
export type Candidate = {
  /** How much worse it is, as the guardrail compares: in the metric's unit, or in per cent of the baseline. */
  readonly harm: number;
  /** By how many standard errors chance makes it look worse than it is. */
  readonly luck: number;
};
const EQUAL: Candidate = { harm: 0, luck: 0 };

/** What the traffic measured for a guardrail, and the metric it measured; null where nothing tells. */
export function measuredFor(
  plan: Plan,
  guardrail: Guardrail,
  { metrics }: PointerTrafficView,
): Measured | null {
  const metric = metricOfGuardrail(plan, guardrail);
  if (metric === undefined) return null;
  const found = metrics.find((one) => one.metric === rowsOf(metric));
  if (found === undefined || (metric.quantile && !found.histogram)) return null;
  return { ...found, metric };
}
export type Measured = Omit<PointerTrafficView["metrics"][number], "metric"> & { readonly metric: Metric };

/** Everything the judge would read after so many seconds, had both versions answered as the live one did. */
export function expectedEvidence(
  { plan, stage }: Expecting,
  guardrail: Guardrail,
  traffic: PointerTrafficView,
  seconds: number,
  candidate = EQUAL,
): Evidence {
  const asOf = secondsLater(START, seconds).toISOString();
  const exposure = exposureOfStage(plan, stage);
  const share = plannedCandidateShare(exposure);
  // In shadow both versions answer every request.
  const ofAll =
    stage.kind === "shadow" ? { baseline: 1, candidate: 1 } : { baseline: 1 - share, candidate: share };
  const rows = (perHour: number, over: number): ArmCounts => ({
    baseline: Math.floor((perHour * over * ofAll.baseline) / 3600),
    candidate: Math.floor((perHour * over * ofAll.candidate) / 3600),
  });
  const measured = measuredFor(plan, guardrail, traffic);
  const inPairs = stage.kind === "shadow";
  const found =
    measured && evidenceOf(plan, guardrail, measured, { seconds, asOf, rows, candidate, inPairs });
  return {
    asOf,
    stageEnteredAt: START.toISOString(),
    watermark: asOf,
    byGuardrail: found === null ? {} : { [guardrail.id]: found },
    exposureCounts: { ...rows(traffic.perHour, seconds), plannedCandidateShare: share },
    receipts: allWithReceipts(rows(traffic.perHour, seconds)),
  };
}

const allWithReceipts = ({ baseline, candidate }: ArmCounts): NonNullable<Evidence["receipts"]> => ({
  baseline: { rows: baseline, valid: baseline },
  candidate: { rows: candidate, valid: candidate },
});

type Expected = {
  readonly seconds: number;
  readonly asOf: string;
  readonly rows: (perHour: number, over: number) => ArmCounts;
  readonly candidate: Candidate;
  readonly inPairs: boolean;
};

function evidenceOf(
  plan: Plan,
  { rule }: Guardrail,
  measured: Measured,
  { seconds, asOf, rows, candidate, inPairs }: Expected,
): GuardrailEvidence {
  const { metric, perHour, mean } = measured;
  const wait = metric.known.when === "outcome" ? plan.maturitySeconds + plan.cohortSeconds : 0;
  const over = Math.max(0, seconds - wait);
  const n = rows(perHour, over);
  const relative = rule.kind === "sequential" && rule.relative === true;
  const means = expectedMeans(measured, n, candidate);
  const arm = (name: keyof ArmCounts): ArmEvidence => ({
    ...means[name],
    n: n[name],
    nonFinite: 0,
    latestAt: asOf,
  });
  const paired = inPairs && !metric.quantile ? expectedPairs(measured, n.candidate, candidate) : null;
  const windows = Math.min(WINDOWS_MAX, Math.floor(over / plan.cohortSeconds));
  return {
    baseline: arm("baseline"),
    candidate: arm("candidate"),
    ...(paired ? { paired: { ...paired, n: n.candidate, nonFinite: 0, latestAt: asOf } } : {}),
    ...(metric.quantile ? { histograms: expectedHistograms(measured, n, { ...candidate, relative }) } : {}),
    ...(readsWindows(rule) ? { recent: Array.from({ length: windows }, () => mean) } : {}),
  };
}
