import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import type { PlanEstimate, StageEstimate } from "#lib/releases/plan-estimate.ts";
import { expectedEvidence } from "./expected-evidence.ts";
import { judgeGuardrail } from "./guardrail.ts";
import { JUDGE_VERSION, JUDGES } from "./judges.ts";
import type { GuardrailVerdict } from "./verdict.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

/** The longest time that a plan may give a stage. */
const HORIZON_SECONDS = 90 * 24 * 3600;

/**
 * When each stage would advance: asks the judge itself what it would say of two equal versions, over the traffic to expect
 * after so many seconds. Outcomes are taken to come as the plan says. Null where nothing was reported.
 */
export function estimatePlan(plan: Plan, traffic: PointerTrafficView): PlanEstimate | null {
  if (traffic.perHour === 0) return null;
  const isMeasured = (guardrail: Guardrail): boolean =>
    guardrail.rule.kind === "sample-ratio" ||
    traffic.metrics.some(({ metric }) => metric === guardrail.metric);
  const measured = plan.guardrails.filter(isMeasured);
  return {
    perHour: traffic.perHour,
    stages: plan.stages.map((stage) => estimateStage(plan, stage, measured, traffic)),
    unmeasured: plan.guardrails.filter((guardrail) => !isMeasured(guardrail)).map(({ id }) => id),
  };
}

function estimateStage(
  plan: Plan,
  stage: Stage,
  guardrails: readonly Guardrail[],
  traffic: PointerTrafficView,
): StageEstimate {
  const judging = { plan, stage, judge: JUDGES[JUDGE_VERSION] };
  const verdictAt = (guardrail: Guardrail, seconds: number): GuardrailVerdict =>
    judgeGuardrail(judging, guardrail, expectedEvidence(judging, guardrail, traffic, seconds));
  const passes = guardrails.map((guardrail) => ({
    id: guardrail.id,
    seconds: firstSecond((seconds) => verdictAt(guardrail, seconds).state === "PASS"),
  }));
  const ready = Math.max(0, ...passes.map(({ seconds }) => seconds ?? Number.POSITIVE_INFINITY));
  const { minSeconds, deadlineSeconds } = stage;
  const advancesIn = ready === Number.POSITIVE_INFINITY ? null : Math.max(ready, minSeconds);
  const atDeadline = guardrails.map(
    (guardrail) => [guardrail, verdictAt(guardrail, deadlineSeconds)] as const,
  );
  const decided = Math.min(advancesIn ?? deadlineSeconds, deadlineSeconds);
  return {
    advancesIn,
    slowest:
      ready > minSeconds
        ? passes.find(({ seconds }) => (seconds ?? Number.POSITIVE_INFINITY) === ready)!.id
        : null,
    smallestHarm: known(
      guardrails.map((guardrail) => [guardrail.id, leastHarm(guardrail, verdictAt(guardrail, decided))]),
    ),
    reachableMargin: known(atDeadline.map(([{ id }, { upper }]) => [id, upper])),
  };
}

const known = (entries: readonly (readonly [string, number | undefined])[]): Record<string, number> =>
  Object.fromEntries(entries.flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])));

/** Proven harm is a lower bound beyond the margin; between equal versions the bound lies this far below it. */
const leastHarm = ({ rule }: Guardrail, { lower }: GuardrailVerdict): number | undefined =>
  rule.kind === "sequential" && lower !== undefined ? rule.rollbackMargin - lower : undefined;

/** The first second from which it holds; null beyond the horizon. */
function firstSecond(holds: (seconds: number) => boolean): number | null {
  if (!holds(HORIZON_SECONDS)) return null;
  let low = -1;
  let high = HORIZON_SECONDS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
