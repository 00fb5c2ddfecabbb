import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";
import { type Comparing, comparing } from "#lib/releases/margins.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";
import { askingOf, firstSecond } from "./estimate.ts";
import { duration } from "./evidence.ts";
import { measuredFor } from "./expected-evidence.ts";
import { count, level } from "./phrases.ts";
import type { GuardrailVerdict } from "./verdict.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

/** The first stage of a plan that reaches its deadline undecided, and why that is refused. */
type UndecidedStage = { readonly stage: string; readonly refusal: Refusal };

/** Refuses a plan with a stage that cannot decide. */
export function decidesInTime(
  plan: Plan,
  traffic: PointerTrafficView | null,
  release: number,
): Result<null, Refusal> {
  const undecided = undecidedStage(plan, traffic);
  if (undecided === null) return ok(null);
  const place = { label: `Edit release ${release}`, href: `/releases/${release}/edit` };
  return err({ ...undecided.refusal, place });
}

/**
 * The first stage that reaches its deadline undecided although both versions are equal and all traffic comes as in the
 * busiest minute of last week. What nothing reported is not asked about, nor is the first hour of reports; `traffic` is
 * null where nothing is live.
 */
export function undecidedStage(plan: Plan, traffic: PointerTrafficView | null): UndecidedStage | null {
  if (traffic === null || traffic.busiestPerHour === null) return null;
  const busiest = atBusiest(traffic, traffic.busiestPerHour);
  const measured = comparing(plan).filter((guardrail) => measuredFor(plan, guardrail, busiest) !== null);
  for (const stage of plan.stages)
    for (const guardrail of measured) {
      const after = (seconds: number) => askingOf(plan, stage, busiest)(guardrail, seconds);
      if (after(stage.deadlineSeconds).state !== "PASS")
        return tooLate(plan, { stage, guardrail, after, perHour: busiest.perHour });
    }
  return null;
}

function atBusiest({ perHour, metrics }: PointerTrafficView, busiestPerHour: number): PointerTrafficView {
  const factor = busiestPerHour / perHour;
  return {
    perHour: busiestPerHour,
    busiestPerHour,
    metrics: metrics.map((metric) => ({ ...metric, perHour: metric.perHour * factor })),
  };
}

type Late = {
  readonly stage: Stage;
  readonly guardrail: Comparing;
  readonly after: (seconds: number) => GuardrailVerdict;
  readonly perHour: number;
};

function tooLate(plan: Plan, { stage, guardrail, after, perHour }: Late): UndecidedStage {
  const deadline = duration(stage.deadlineSeconds);
  const seconds = firstSecond((each) => after(each).state === "PASS");
  const passes =
    seconds === null ? "in no time that a plan may set" : `after ${duration(seconds)} at the earliest`;
  const { upper } = after(stage.deadlineSeconds);
  const metric = comparedByGuardrail(plan, guardrail);
  const ways = [
    ...(seconds === null ? [] : [`allow ${stage.name} more than ${duration(seconds)}`]),
    ...(upper === undefined || metric === undefined ? [] : [`accept a margin above ${level(metric, upper)}`]),
    "serve more traffic",
  ];
  const { error: refusal } = refuse(
    "illegal",
    "plan-cannot-decide",
    `${stage.name} cannot decide before its deadline of ${deadline}: with ${count(Math.round(perHour))} requests an hour, as in last week's busiest minute, ${guardrail.title} passes ${passes}, even if both versions are equal.`,
    { todo: `Edit the plan: ${ways.join(", or ")}.` },
  );
  return { stage: stage.id, refusal };
}
