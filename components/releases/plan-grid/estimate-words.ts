import { shortMarginText } from "#components/metrics/metric-numbers.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText, spanText } from "#components/ui/format-time.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import {
  type GuardrailEstimate,
  isTooSlow,
  type PlanEstimate,
  type StageEstimate,
} from "#lib/releases/plan-estimate.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";

/** What is known of a plan's duration: nothing yet, nothing at all for want of traffic, or an estimate. */
export type Estimated =
  | { readonly kind: "unknown" }
  | { readonly kind: "no-traffic" }
  | { readonly kind: "known"; readonly estimate: PlanEstimate };

const HOUR = 3600;

/** "about 1 min 40 s", "about 41 h": rounded up, the minutes of ten hours left out. */
export const aboutText = (seconds: number): string =>
  `about ${spanText(1000 * (seconds < 10 * HOUR ? seconds : Math.ceil(seconds / HOUR) * HOUR))}`;

/** "of at most 15 min", "over its 36 h" */
export function withinText(stage: Stage, estimate: StageEstimate): string {
  const deadline = exactSpanText(1000 * stage.deadlineSeconds);
  return isTooSlow(stage, estimate) ? `over its ${deadline}` : `of at most ${deadline}`;
}

export const trafficText = ({ perHour }: PlanEstimate): string =>
  `${formatNumber(Math.round(perHour))} ${Math.round(perHour) === 1 ? "request" : "requests"} an hour`;

/** When the last stage begins, and who stays on the base: "100 % after about 3 days, 10 % held out". */
export function durationText({ stages, holdoutPercent }: Plan, estimated: Estimated): string | null {
  if (estimated.kind !== "known") return null;
  const before = estimated.estimate.stages.slice(0, -1).map(({ advancesIn }) => advancesIn);
  const last = stages.at(-1);
  if (last === undefined || before.length === 0 || before.some((seconds) => seconds === null)) return null;
  const seconds = before.reduce<number>((sum, each) => sum + each!, 0);
  return `${last.name} after ${aboutText(seconds)}, ${holdoutPercent} % held out`;
}

export const harmText = (plan: Plan, guardrail: Guardrail, harm: number | null): string => {
  const metric = comparedByGuardrail(plan, guardrail);
  return harm === null || metric === undefined
    ? "none"
    : shortMarginText(metric, Number(harm.toPrecision(2)));
};

/** When a guardrail decides in a stage. */
export type Speed = "by the minimum time" | "by the deadline" | "too late";

export function speedOf({ minSeconds, deadlineSeconds }: Stage, { passesIn }: GuardrailEstimate): Speed {
  if (passesIn === null || passesIn >= deadlineSeconds) return "too late";
  return passesIn <= minSeconds ? "by the minimum time" : "by the deadline";
}

/** No row can count before the deadline, such as an outcome that comes only later. */
export const isImpossible = (stage: Stage, estimate: GuardrailEstimate): boolean =>
  estimate.rows === 0 && speedOf(stage, estimate) === "too late";

/** "passes in 3 h, 1,240 rows", "fails in 2 h" */
export function powerLines({ passesIn, failsIn, rows }: GuardrailEstimate): string[] {
  const counted = `${formatNumber(rows)} ${rows === 1 ? "row" : "rows"}`;
  return [
    passesIn === null ? "never passes" : `passes in ${spanText(1000 * passesIn)}, ${counted}`,
    failsIn === null ? "never fails" : `fails in ${spanText(1000 * failsIn)}`,
  ];
}

/** Names the guardrails of which last week tells nothing. */
export function leftOutText({ guardrails }: Plan, { unmeasured }: PlanEstimate): string | null {
  const titles = guardrails.filter(({ id }) => unmeasured.includes(id)).map(({ title }) => title);
  return titles.length === 0 ? null : `Not in this estimate: ${listed(titles)}.`;
}

/** Why a stage cannot decide, with what would let it: more time, or a wider margin. */
export type TooSlow = {
  readonly stage: Stage;
  readonly title: string;
  readonly because: string;
  readonly longer: { readonly text: string; readonly seconds: number } | null;
  readonly wider: { readonly text: string; readonly guardrail: string; readonly margin: number } | null;
};

export function tooSlowStages(plan: Plan, { stages }: PlanEstimate): TooSlow[] {
  return plan.stages.flatMap((stage, at) => {
    const estimate = stages[at];
    return estimate && isTooSlow(stage, estimate) ? [tooSlow(plan, stage, estimate)] : [];
  });
}

function tooSlow(plan: Plan, stage: Stage, { advancesIn, slowest, guardrails }: StageEstimate): TooSlow {
  const guardrail = plan.guardrails.find(({ id }) => id === slowest);
  const deadline = exactSpanText(1000 * stage.deadlineSeconds);
  const passes = advancesIn === null ? "in no time that a plan may set" : `after ${aboutText(advancesIn)}`;
  return {
    stage,
    title: `${stage.name} cannot decide in time.`,
    because: `${guardrail?.title ?? "The minimum time"} passes ${passes} if nothing is worse; the stage may last ${deadline}.`,
    longer: longerThan(advancesIn),
    wider: guardrail ? widerMargin(plan, guardrail, guardrails[guardrail.id]?.reachableMargin ?? null) : null,
  };
}

const SECONDS_MAX = 90 * 24 * HOUR;
/** Deadlines as people set them. */
const ROUND_SPANS = [60, 120, 300, 600, 900, 1800]
  .concat([1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96].map((hours) => hours * HOUR))
  .concat([5, 7, 10, 14, 21, 28, 42, 60, 90].map((days) => days * 24 * HOUR));

function longerThan(seconds: number | null): TooSlow["longer"] {
  if (seconds === null) return null;
  const enough = ROUND_SPANS.find((span) => span > 1.1 * seconds && span <= SECONDS_MAX);
  return enough === undefined ? null : { text: `Allow ${exactSpanText(1000 * enough)}`, seconds: enough };
}

/** The next margin of one digit that the bound at the deadline is below. */
function widerMargin(plan: Plan, guardrail: Guardrail, upper: number | null): TooSlow["wider"] {
  const metric = comparedByGuardrail(plan, guardrail);
  if (upper === null || !(upper > 0) || metric === undefined) return null;
  const digit = 10 ** Math.floor(Math.log10(1.05 * upper));
  const margin = Number((Math.ceil((1.05 * upper) / digit) * digit).toPrecision(1));
  return { text: `Accept ${shortMarginText(metric, margin)}`, guardrail: guardrail.id, margin };
}
