/** A release as it is being written. Durations in seconds, traffic in percent, margins in the metric's unit. */

export type StageDraft = {
  id: string;
  name: string;
  kind: "shadow" | "canary" | "full";
  trafficPercent: number;
  minSeconds: number;
  minSamplesPerArm: number;
  deadlineSeconds: number;
  onDeadline: "halt" | "roll-back";
};

export type GuardrailMetric = "log-loss" | "brier" | "accuracy" | "error-rate" | "latency-ms";

export type GuardrailRule =
  | { kind: "sequential"; rollbackMargin: number; advanceMargin: number }
  | {
      kind: "threshold";
      max: number;
      failure: "immediate" | { consecutive: number } | { k: number; of: number };
    }
  | { kind: "sample-ratio" };

export type GuardrailDraft = {
  id: string;
  metric: GuardrailMetric | "sample-ratio";
  rule: GuardrailRule;
  minSamplesPerArm: number;
  maxStalenessSeconds: number;
  onFail: "roll-back" | "halt";
};

export type ReleaseDraft = {
  templateId: string;
  model: string;
  version: number;
  pointer: string;
  changeClass: "standard" | "normal";
  summary: string;
  benefit: string;
  risk: string;
  wayBack: string;
  substantialModification: boolean;
  substantialBecause: string;
  stages: readonly StageDraft[];
  guardrails: readonly GuardrailDraft[];
};

export type ModelChoice = {
  name: string;
  tier: string;
  versions: readonly { number: number; label: string }[];
  pointers: readonly { name: string; live: string | null }[];
};

export type ReleaseTemplate = {
  id: string;
  name: string;
  purpose: string;
  fields: Pick<
    ReleaseDraft,
    "changeClass" | "summary" | "benefit" | "risk" | "wayBack" | "stages" | "guardrails"
  >;
};

/** What the policy will ask for, known before anything is submitted. */
export type Route = { seats: readonly string[]; gates: readonly string[]; policy: string };

export const metricLabels: Record<GuardrailDraft["metric"], string> = {
  "log-loss": "Log-loss",
  brier: "Brier score",
  accuracy: "Accuracy",
  "error-rate": "Error rate",
  "latency-ms": "Latency",
  "sample-ratio": "Sample ratio",
};

/** A guardrail as the sentence that is signed. */
export function guardrailSentence(guardrail: GuardrailDraft): string {
  const name = metricLabels[guardrail.metric];
  const act = guardrail.onFail === "roll-back" ? "goes back by itself" : "stops where it is";
  const { rule } = guardrail;
  if (rule.kind === "sample-ratio") return `${name}: ${act} when the arms are not split as planned.`;
  if (rule.kind === "threshold")
    return `${name}: ${act} when it is above ${rule.max}${failureWords(rule.failure)}.`;
  const worse = guardrail.metric === "accuracy" ? "lower" : "higher";
  return (
    `${name}: ${act} once it is certainly ${worse} by more than ${rule.rollbackMargin}; ` +
    `may widen once it is certainly not ${worse} by more than ${rule.advanceMargin}.`
  );
}

function failureWords(failure: Extract<GuardrailRule, { kind: "threshold" }>["failure"]): string {
  if (failure === "immediate") return ", the first time";
  if ("consecutive" in failure) return `, ${failure.consecutive} times in a row`;
  return `, ${failure.k} times out of ${failure.of}`;
}

/** What would be refused, by field, before it is sent. The server checks again and has the last word. */
export function draftProblems(draft: ReleaseDraft): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (draft.summary.trim() === "") problems.summary = "Say in a sentence what changes and why.";
  if (draft.benefit.trim() === "") problems.benefit = "Say what gets better, and how it will show.";
  if (draft.risk.trim() === "") problems.risk = "Say who is worse off if this is wrong.";
  if (draft.wayBack.trim() === "") problems.wayBack = "Say how to go back.";
  if (draft.substantialModification && draft.substantialBecause.trim() === "")
    problems.substantialBecause = "Say why it is substantial.";
  const traffic = draft.stages.map((stage) => stage.trafficPercent);
  if (traffic.some((percent, index) => index > 0 && percent < (traffic[index - 1] ?? 0)))
    problems.stages = "Traffic may only grow from stage to stage, so that nobody flips back and forth.";
  if (traffic.at(-1) !== 100) problems.stages ??= "The last stage has to reach 100 %.";
  if (draft.guardrails.length === 0) problems.guardrails = "At least one guardrail has to watch.";
  return problems;
}
