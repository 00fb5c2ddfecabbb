import { type Comparing, comparing, marginOf } from "#lib/releases/margins.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import type { GuardrailEstimate, PlanEstimate, StageEstimate } from "#lib/releases/plan-estimate.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import { type Candidate, expectedEvidence, measuredFor } from "./expected-evidence.ts";
import { judgeGuardrail } from "./guardrail.ts";
import { JUDGE_VERSION, JUDGES } from "./judges.ts";
import type { GuardrailVerdict } from "./verdict.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

/** The longest time that a plan may give a stage. */
const HORIZON_SECONDS = 90 * 24 * 3600;
/** Standard errors of bad luck that four of five rollouts stay below: what is said of times holds with a power of 80 %. */
const BAD_LUCK = 0.8416;

/**
 * When each stage would advance: asks the judge itself what it would say of two equal versions, over the traffic to expect
 * after so many seconds. Outcomes are taken to come as the plan says. Null where nothing was reported.
 */
export function estimatePlan(plan: Plan, traffic: PointerTrafficView): PlanEstimate | null {
  if (traffic.perHour === 0) return null;
  const isMeasured = (guardrail: Guardrail): boolean =>
    guardrail.rule.kind === "sample-ratio" || measuredFor(plan, guardrail, traffic) !== null;
  const measured = plan.guardrails.filter(isMeasured);
  return {
    perHour: traffic.perHour,
    stages: plan.stages.map((stage) => estimateStage(plan, stage, measured, traffic)),
    unmeasured: plan.guardrails.filter((guardrail) => !isMeasured(guardrail)).map(({ id }) => id),
  };
}

type Asking = (guardrail: Guardrail, seconds: number, candidate?: Candidate) => GuardrailVerdict;

/**
 * Asks today's judge what it would say of a guardrail after so many seconds of a stage, with this traffic. Slices take their part
 * of its error budget, but are not waited for: nothing tells how the traffic will be spread over them.
 */
export function askingOf(plan: Plan, stage: Stage, traffic: PointerTrafficView): Asking {
  const judging = { plan: waitingForNoSlice(plan), stage, judge: JUDGES[JUDGE_VERSION] };
  return (guardrail, seconds, candidate) => {
    const asked = waitingForNoSlice(guardrail);
    return judgeGuardrail(judging, asked, expectedEvidence(judging, asked, traffic, seconds, candidate));
  };
}

function waitingForNoSlice<T extends { readonly slices?: SliceRule | undefined }>(one: T): T {
  if (one.slices?.demand === undefined) return one;
  const { demand: _, ...slices } = one.slices;
  return { ...one, slices };
}

function estimateStage(
  plan: Plan,
  stage: Stage,
  guardrails: readonly Guardrail[],
  traffic: PointerTrafficView,
): StageEstimate {
  const asking = askingOf(plan, stage, traffic);
  const passes = new Map(
    guardrails.map((guardrail) => [
      guardrail.id,
      firstSecond((seconds) => asking(guardrail, seconds, UNLUCKY).state === "PASS"),
    ]),
  );
  const last = [...passes].reduce<[string, number | null] | null>(
    (slower, each) => (slower === null || later(each[1], slower[1]) ? each : slower),
    null,
  );
  const { minSeconds, deadlineSeconds } = stage;
  const ready = last === null ? 0 : last[1];
  const advancesIn = ready === null ? null : Math.max(ready, minSeconds);
  const compared = comparing({ guardrails });
  return {
    advancesIn,
    slowest: last !== null && later(ready, minSeconds) ? last[0] : null,
    guardrails: Object.fromEntries(
      compared.map((guardrail) => {
        const when = {
          passesIn: passes.get(guardrail.id)!,
          decided: Math.min(advancesIn ?? deadlineSeconds, deadlineSeconds),
        };
        return [guardrail.id, estimateGuardrail(asking, stage, guardrail, when)];
      }),
    ),
  };
}

/** Null is later than any time. */
const later = (one: number | null, other: number | null): boolean =>
  (one ?? Number.POSITIVE_INFINITY) > (other ?? Number.POSITIVE_INFINITY);

/** Equal, and by chance it looks worse. */
export const UNLUCKY: Candidate = { harm: 0, luck: BAD_LUCK };
/** Worse, and by chance it looks less so. */
const hidden = (harm: number): Candidate => ({ harm, luck: -BAD_LUCK });

function estimateGuardrail(
  asking: Asking,
  stage: Stage,
  guardrail: Comparing,
  { passesIn, decided }: { readonly passesIn: number | null; readonly decided: number },
): GuardrailEstimate {
  const harm = 2 * marginOf(stage, guardrail);
  const { n } = asking(guardrail, Math.min(passesIn ?? stage.deadlineSeconds, stage.deadlineSeconds));
  const { lower } = asking(guardrail, decided, hidden(0));
  const { upper } = asking(guardrail, stage.deadlineSeconds, UNLUCKY);
  return {
    passesIn,
    failsIn: firstSecond((seconds) => asking(guardrail, seconds, hidden(harm)).state === "FAIL"),
    rows: Math.min(n.baseline, n.candidate),
    // Proven harm is a lower bound beyond the margin; between equal versions the bound lies this far below it.
    smallestHarm: lower === undefined ? null : guardrail.rule.rollbackMargin - lower,
    reachableMargin: upper ?? null,
  };
}

/** The first second from which it holds; null beyond the horizon. */
export function firstSecond(holds: (seconds: number) => boolean): number | null {
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
