import type { Guardrail, Plan, Stage } from "#lib/releases/plan.ts";
import { sliceRuleOf } from "#lib/releases/slice-rule.ts";
import type { Judging } from "./error-budget.ts";
import { duration, type Evidence, secondsBetween } from "./evidence.ts";
import { judgeGuardrail } from "./guardrail.ts";
import { JUDGE_VERSION, JUDGES, type JudgeVersion } from "./judges.ts";
import { count } from "./phrases.ts";
import type { GuardrailVerdict } from "./verdict.ts";

/** What a judgement can come to. */
export const DECISIONS = ["hold", "advance", "roll-back", "halt"] as const;

export type Decision =
  | { readonly kind: "hold"; readonly because: readonly string[] }
  | { readonly kind: "advance" }
  | { readonly kind: "roll-back" | "halt"; readonly guardrailId: string | null; readonly because: string };

export type Judgement = { readonly verdicts: readonly GuardrailVerdict[]; readonly decision: Decision };

/**
 * What is due in a stage by the plan and the evidence. Guardrails are judged at any time, whatever the stage's timers
 * say. In order: proven harm rolls back or halts, as the guardrail says; errors past their limit halt; a stage
 * advances only when every guardrail passes and its minimum time is over; past the deadline its declared action runs;
 * otherwise it holds and says why. `by` is the judge whose verdict is recomputed.
 */
export function judgeStage(
  plan: Plan,
  stage: Stage,
  evidence: Evidence,
  by: JudgeVersion = JUDGE_VERSION,
): Judgement {
  const verdicts = verdictsOf({ plan, stage, judge: JUDGES[by] }, evidence);
  return { verdicts, decision: decide(plan, stage, evidence, verdicts) };
}

const verdictsOf = (judging: Judging, evidence: Evidence): GuardrailVerdict[] =>
  judging.plan.guardrails.map((guardrail) => judgeGuardrail(judging, guardrail, evidence));

/** Of each stage, the guardrail that it last waited for. */
const waitedFor = new WeakMap<Stage, Guardrail>();

/**
 * What judging the stage would decide, at a fraction of the work: while the stage has to wait for time or for one guardrail, all
 * else that can be due is a failure, too many errors, or its deadline.
 */
export function dueIn(plan: Plan, stage: Stage, evidence: Evidence): Decision["kind"] {
  const judging = { plan, stage, judge: JUDGES[JUDGE_VERSION] };
  const awaited = waitedFor.get(stage);
  const mustWait =
    !(secondsBetween(evidence.stageEnteredAt, evidence.asOf) >= stage.minSeconds) ||
    (awaited !== undefined && judgeGuardrail(judging, awaited, evidence).state !== "PASS");
  const verdicts = verdictsOf({ ...judging, failuresOnly: mustWait }, evidence);
  const waiting = mustWait ? awaited : plan.guardrails.find((_, at) => verdicts[at]!.state !== "PASS");
  if (waiting) waitedFor.set(stage, waiting);
  return decide(plan, stage, evidence, verdicts).kind;
}

function decide(
  plan: Plan,
  stage: Stage,
  evidence: Evidence,
  verdicts: readonly GuardrailVerdict[],
): Decision {
  const failed = failureIn(plan, verdicts) ?? errorIn(plan, evidence, verdicts);
  if (failed !== null) return failed;
  const elapsed = secondsBetween(evidence.stageEnteredAt, evidence.asOf);
  const because = waitingFor(plan, stage, verdicts, elapsed);
  if (because.length === 0) return { kind: "advance" };
  if (elapsed >= stage.deadlineSeconds) {
    const passed = duration(stage.deadlineSeconds);
    return {
      kind: stage.onDeadline,
      guardrailId: null,
      because: `Not decided within ${passed}. ${because[0]}`,
    };
  }
  return { kind: "hold", because };
}

/** A failure that rolls back outranks one that halts: returning to the baseline is always safe. */
function failureIn(plan: Plan, verdicts: readonly GuardrailVerdict[]): Decision | null {
  for (const kind of ["roll-back", "halt"] as const) {
    const index = verdicts.findIndex(
      (verdict, at) => verdict.state === "FAIL" && actOf(plan, plan.guardrails[at]!, verdict) === kind,
    );
    if (index === -1) continue;
    const { id, title } = plan.guardrails[index]!;
    return { kind, guardrailId: id, because: `${title}: ${verdicts[index]!.reason}` };
  }
  return null;
}

/** What a guardrail's failure does; what it does for a slice, where one failed it. */
const actOf = (plan: Plan, guardrail: Guardrail, { slices }: GuardrailVerdict) =>
  slices?.failed === undefined ? guardrail.onFail : sliceRuleOf(plan, guardrail)!.onFail;

/** An unreadable source freezes exposure past its limit; it never rolls a release back. */
function errorIn(plan: Plan, evidence: Evidence, verdicts: readonly GuardrailVerdict[]): Decision | null {
  for (const [at, { id, title }] of plan.guardrails.entries()) {
    if (verdicts[at]!.state !== "ERROR") continue;
    const errors = evidence.byGuardrail[id]?.consecutiveErrors ?? 1;
    if (errors <= plan.consecutiveErrorsMax) continue;
    const because = `${title}: ${count(errors)} errors in a row. ${verdicts[at]!.reason}`;
    return { kind: "halt", guardrailId: id, because };
  }
  return null;
}

/** Everything that keeps the stage from advancing, in sentences; empty when nothing does. */
function waitingFor(
  plan: Plan,
  stage: Stage,
  verdicts: readonly GuardrailVerdict[],
  elapsed: number,
): string[] {
  const because: string[] = [];
  if (verdicts.length === 0) because.push("The plan has no guardrail that could pass.");
  verdicts.forEach(({ state, reason }, at) => {
    if (state !== "PASS") because.push(`${plan.guardrails[at]!.title}: ${reason}`);
  });
  if (!(elapsed >= 0)) because.push("The clock is behind the start of this stage.");
  else if (elapsed < stage.minSeconds) {
    because.push(`${duration(Math.ceil(stage.minSeconds - elapsed))} of the minimum time left.`);
  }
  return because;
}
