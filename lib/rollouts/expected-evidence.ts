import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { ArmCounts, ArmEvidence, Evidence, GuardrailEvidence } from "./evidence.ts";
import { readsWindows } from "./rules.ts";
import { exposureOfStage } from "./stage-exposure.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

const WINDOWS_MAX = 100;
const START = new Date(0);

type Expecting = { readonly plan: Plan; readonly stage: Stage };

/** Everything the judge would read after so many seconds, had both versions answered as the live one did. */
export function expectedEvidence(
  { plan, stage }: Expecting,
  guardrail: Guardrail,
  traffic: PointerTrafficView,
  seconds: number,
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
  const found = evidenceOf(plan, guardrail, traffic, { seconds, asOf, rows });
  return {
    asOf,
    stageEnteredAt: START.toISOString(),
    watermark: asOf,
    byGuardrail: found === null ? {} : { [guardrail.id]: found },
    exposureCounts: { ...rows(traffic.perHour, seconds), plannedCandidateShare: share },
  };
}

type Expected = {
  readonly seconds: number;
  readonly asOf: string;
  readonly rows: (perHour: number, over: number) => ArmCounts;
};

function evidenceOf(
  plan: Plan,
  guardrail: Guardrail,
  traffic: PointerTrafficView,
  { seconds, asOf, rows }: Expected,
): GuardrailEvidence | null {
  const measured = traffic.metrics.find(({ metric }) => metric === guardrail.metric);
  const metric = metricOfGuardrail(plan, guardrail);
  if (measured === undefined || metric === undefined) return null;
  const wait = metric.known.when === "outcome" ? plan.maturitySeconds + plan.cohortSeconds : 0;
  const over = Math.max(0, seconds - wait);
  const { mean, variance } = measured;
  const n = rows(measured.perHour, over);
  const arm = (count: number): ArmEvidence => ({
    n: count,
    mean,
    m2: variance * Math.max(0, count - 1),
    nonFinite: 0,
    latestAt: asOf,
  });
  const windows = Math.min(WINDOWS_MAX, Math.floor(over / plan.cohortSeconds));
  return {
    baseline: arm(n.baseline),
    candidate: arm(n.candidate),
    ...(readsWindows(guardrail.rule) ? { recent: Array.from({ length: windows }, () => mean) } : {}),
  };
}
