import { limitText, marginText } from "#components/metrics/metric-numbers.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText } from "#components/ui/format-time.ts";
import { crossing } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { type PlanChange, type PlanField, planChanges } from "#lib/releases/plan-changes.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";

/** A value that changed, old and new. */
export type ChangedValue = {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly effect: PlanChange["effect"];
};

/** What changed in the plan, value by value, in its own order: "Canary, at least: 2 h → 4 h, stricter". */
export const planRows = (before: Plan, after: Plan): ChangedValue[] =>
  planChanges(before, after).map((change) => {
    const { label } = FIELDS[change.field];
    const metric = change.guardrail && comparedByGuardrail(after, change.guardrail);
    return {
      label: change.of === null ? label : `${change.of}, ${label}`,
      before: written(change.field, change.before, metric),
      after: written(change.field, change.after, metric),
      effect: change.effect,
    };
  });

type Words = {
  readonly label: string;
  readonly text?: (value: number, metric: Metric | undefined) => string;
};

function written(field: PlanField, value: PlanChange["before"], metric: Metric | undefined): string {
  if (value === null) return "none";
  const { text } = FIELDS[field];
  if (typeof value === "number") return text ? text(value, metric) : formatNumber(value);
  return WHOLE.has(field) ? "there" : (ACTS[value] ?? value);
}

/** Said of what was added or removed as a whole. */
const WHOLE: ReadonlySet<PlanField> = new Set(["stage", "guardrail", "declared-metric"]);
const ACTS: Readonly<Record<string, string>> = { halt: "halts", "roll-back": "rolls back" };

const percent = (value: number): string => `${value} %`;
const margin = (value: number, metric: Metric | undefined): string =>
  metric ? marginText(metric, value) : String(value);
const worse = (sign: string) => (value: number, metric: Metric | undefined) =>
  `${sign} ${margin(value, metric)} worse`;
const limit = (value: number, metric: Metric | undefined): string =>
  metric ? `${crossing(metric) === "exceeds" ? ">" : "<"} ${limitText(metric, value)}` : String(value);

const secondsText = (seconds: number): string => exactSpanText(1000 * seconds);

const FIELDS: Readonly<Record<PlanField, Words>> = {
  stage: { label: "stage" },
  "stage-kind": { label: "kind" },
  traffic: { label: "traffic", text: percent },
  "min-time": { label: "at least", text: secondsText },
  "stage-samples": { label: "outcomes per arm" },
  deadline: { label: "at most", text: secondsText },
  "on-deadline": { label: "at its deadline" },
  "stage-margin": { label: "advances at", text: worse("<") },
  order: { label: "Stages" },
  guardrail: { label: "guardrail" },
  rule: { label: "rule" },
  metric: { label: "metric" },
  range: { label: "values counted" },
  margins: { label: "margins" },
  "rollback-margin": { label: "fails at", text: worse(">") },
  "advance-margin": { label: "advances at", text: worse("<") },
  most: { label: "fails at", text: limit },
  least: { label: "fails at", text: limit },
  failure: { label: "fails" },
  samples: { label: "outcomes per arm" },
  staleness: { label: "evidence at most", text: secondsText },
  "on-fail": { label: "when it fails" },
  slices: { label: "slices" },
  alpha: { label: "False-alarm rate", text: String },
  "planned-samples": { label: "Planned samples" },
  maturity: { label: "Outcomes known after", text: secondsText },
  labelled: { label: "Outcomes needed", text: percent },
  task: { label: "Model's task" },
  receipts: { label: "Receipts needed", text: percent },
  cohort: { label: "Bucket width", text: secondsText },
  holdout: { label: "Hold-out", text: percent },
  errors: { label: "Failed judgements in a row" },
  "declared-metric": { label: "declared metric" },
};
