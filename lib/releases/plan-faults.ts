import type { Guardrail, GuardrailRule, Plan, Stage } from "./plan.ts";

/** What makes stages unfit although each of their fields is well-formed, as sentences. */
export function stageFaults(stages: readonly Stage[]): string[] {
  const faults: string[] = [];
  if (new Set(stages.map(({ id }) => id)).size < stages.length) faults.push("two stages have the same id");
  if (stages.at(-1)?.kind !== "full") faults.push("the last stage must be the full one");
  if (stages.slice(0, -1).some(({ kind }) => kind === "full"))
    faults.push("only the last stage may be the full one");
  return [...faults, ...stages.flatMap((stage, index) => faultsOfStage(stage, stages[index - 1]))];
}

function faultsOfStage(stage: Stage, before: Stage | undefined): string[] {
  const { name, kind, trafficPercent, minSeconds, deadlineSeconds } = stage;
  const faults: string[] = [];
  if (before && trafficPercent <= before.trafficPercent)
    faults.push(`${name} does not serve more traffic than ${before.name}`);
  if (kind === "shadow" && trafficPercent !== 0) faults.push("a shadow stage serves nobody: set 0 %");
  if (kind === "canary" && trafficPercent <= 0) faults.push(`${name} serves nobody: set more than 0 %`);
  if (kind === "full" && trafficPercent !== 100) faults.push("the full stage serves 100 %");
  if (deadlineSeconds <= minSeconds) faults.push(`the deadline of ${name} is not after its minimum time`);
  return faults;
}

/** What makes guardrails unfit, whatever they watch, as sentences. */
export function guardrailFaults({
  guardrails,
  cohortSeconds,
}: Pick<Plan, "guardrails" | "cohortSeconds">): string[] {
  const twice = new Set(guardrails.map(({ id }) => id)).size < guardrails.length;
  return [
    ...(twice ? ["two guardrails have the same id"] : []),
    ...guardrails.flatMap((guardrail) => faultsOfGuardrail(guardrail, cohortSeconds)),
  ];
}

function faultsOfGuardrail(guardrail: Guardrail, cohortSeconds: number): string[] {
  const { id, rule, metric, maxStalenessSeconds } = guardrail;
  const faults: string[] = [];
  // Event time is known only to the bucket: a shorter limit would make evidence stale under steady traffic.
  if (maxStalenessSeconds <= cohortSeconds)
    faults.push(`guardrail ${id} goes stale before a bucket of ${cohortSeconds} s is full`);
  if (rule.kind === "sample-ratio" ? metric : !metric)
    faults.push(`guardrail ${id} ${metric ? "needs no" : "needs a"} metric`);
  if (isOutOfReach(rule)) faults.push(`guardrail ${id} can never fail: k is above m`);
  return faults;
}

function isOutOfReach(rule: GuardrailRule): boolean {
  if (rule.kind !== "threshold" || typeof rule.failure !== "object") return false;
  return "of" in rule.failure && rule.failure.k > rule.failure.of;
}
