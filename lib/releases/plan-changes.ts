import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { harmSign } from "#lib/metrics/direction.ts";
import { type Guardrail, minLabelledPercent, minReceiptsPercent, type Plan, type Stage } from "./plan.ts";
import { metricOfGuardrail } from "./plan-metrics.ts";
import type { SliceRule } from "./slice-rule.ts";

type Value = string | number | null;

/** Which way a value of the plan is stricter: shorter exposure, more evidence, smaller margins, rolling back at once. */
const STRICTER = {
  stage: "more",
  "stage-kind": null,
  traffic: "less",
  "min-time": "more",
  "stage-samples": "more",
  deadline: "less",
  "on-deadline": "more",
  "stage-margin": "less",
  order: null,
  guardrail: "more",
  rule: null,
  metric: null,
  range: null,
  margins: null,
  "rollback-margin": "less",
  "advance-margin": "less",
  most: "less",
  least: "more",
  failure: null,
  samples: "more",
  staleness: "less",
  "on-fail": "more",
  slices: null,
  alpha: null,
  "planned-samples": null,
  maturity: null,
  labelled: "more",
  task: null,
  receipts: "more",
  cohort: null,
  holdout: null,
  errors: "less",
  "declared-metric": null,
} as const satisfies Record<string, "more" | "less" | null>;
export type PlanField = keyof typeof STRICTER;

type Entry = {
  /** The stage or guardrail it belongs to, by name; null where it is the whole plan's. */
  readonly of: string | null;
  readonly field: PlanField;
  readonly value: Value;
  /** The guardrail whose metric gives the value its unit. */
  readonly guardrail?: Guardrail;
};

export type PlanChange = Omit<Entry, "value"> & {
  /** Null where there was none. */
  readonly before: Value;
  /** Null where there is none now. */
  readonly after: Value;
  readonly effect: "stricter" | "looser" | null;
};

/** Each value that differs between two plans. Of what was added or removed as a whole, only that it was. */
export function planChanges(before: Plan, after: Plan): PlanChange[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { value: _, ...entry } = (is ?? was)!;
    const whole = entry.field === "stage" || entry.field === "guardrail" || entry.field === "declared-metric";
    if (was?.value === is?.value || (!whole && (!was || !is))) return [];
    const change = { before: was?.value ?? null, after: is?.value ?? null };
    return [{ ...entry, ...change, effect: effectOf(entry.field, change) }];
  });
}

function effectOf(field: PlanField, { before, after }: Pick<PlanChange, "before" | "after">) {
  const sense = STRICTER[field];
  const [was, is] = [rankOf(before), rankOf(after)];
  if (sense === null || was === is) return null;
  return is > was === (sense === "more") ? "stricter" : "looser";
}

/** A number counts as itself; rolling back is more than halting, and being there more than not being there. */
const rankOf = (value: Value): number =>
  typeof value === "number" ? value : value === null || value === "halt" ? 0 : 1;

function entriesOf(plan: Plan): Map<string, Entry> {
  return new Map([
    ...plan.stages.flatMap((stage) => keyed(`stage/${stage.id}`, stage.name, stageValues(plan, stage))),
    ...plan.guardrails.flatMap((guardrail) =>
      keyed(`guardrail/${guardrail.id}`, guardrail.title, guardrailValues(plan, guardrail)),
    ),
    ...(plan.metrics ?? []).flatMap((metric) =>
      keyed(`metric/${metric.id}`, metric.id, [{ field: "declared-metric", value: canonicalJson(metric) }]),
    ),
    ...keyed("plan", null, planValues(plan)),
  ]);
}

type Own = Omit<Entry, "of"> & { readonly id?: string };

const keyed = (place: string, of: string | null, values: readonly Own[]): [string, Entry][] =>
  values.map(({ id = "", ...own }) => [`${place}/${own.field}/${id}`, { of, ...own }]);

function stageValues({ guardrails }: Plan, stage: Stage): Own[] {
  const margins = Object.entries(stage.advanceMargins ?? {}).map(([id, value]): Own => {
    const guardrail = guardrails.find((each) => each.id === id);
    const scale = guardrail ? scaleOf(guardrail) : "";
    return { field: "stage-margin", id: `${id} ${scale}`, value, ...(guardrail ? { guardrail } : {}) };
  });
  return [
    { field: "stage", value: stage.id },
    { field: "stage-kind", value: stage.kind },
    { field: "traffic", value: stage.trafficPercent },
    { field: "min-time", value: stage.minSeconds },
    { field: "stage-samples", value: stage.minSamplesPerArm },
    { field: "deadline", value: stage.deadlineSeconds },
    { field: "on-deadline", value: stage.onDeadline },
    ...margins,
  ];
}

function guardrailValues(plan: Plan, guardrail: Guardrail): Own[] {
  return [
    { field: "guardrail", value: guardrail.id },
    { field: "metric", value: guardrail.metric ?? null },
    { field: "range", value: rangeText(guardrail.range) },
    { field: "rule", value: guardrail.rule.kind },
    ...ruleValues(plan, guardrail),
    { field: "samples", value: guardrail.minSamplesPerArm },
    { field: "staleness", value: guardrail.maxStalenessSeconds },
    { field: "on-fail", value: guardrail.onFail },
    { field: "slices", value: slicesText(guardrail.slices) },
  ];
}

function ruleValues(plan: Plan, guardrail: Guardrail): Own[] {
  const { rule } = guardrail;
  switch (rule.kind) {
    case "sequential":
      return [
        { field: "margins", value: scaleOf(guardrail) },
        { field: "rollback-margin", id: scaleOf(guardrail), value: rule.rollbackMargin, guardrail },
        { field: "advance-margin", id: scaleOf(guardrail), value: rule.advanceMargin, guardrail },
      ];
    case "threshold": {
      const metric = metricOfGuardrail(plan, guardrail);
      const field = metric && harmSign(metric) === -1 ? "least" : "most";
      return [
        { field, value: rule.max, guardrail },
        { field: "failure", value: failureText(rule.failure) },
      ];
    }
    case "sample-ratio":
      return [];
  }
}

function slicesText(rule: SliceRule | undefined): string | null {
  if (rule === undefined) return null;
  const { by, most, onFail, demand, gap } = rule;
  return [
    `by ${by.join(", ")}`,
    `${most} at most`,
    { "roll-back": "rolls back", halt: "halts", inform: "only reports" }[onFail],
    ...(demand === undefined ? [] : [`each must be ${demand}`]),
    ...(gap === undefined ? [] : [`gap ${gap}`]),
  ].join("; ");
}

const rangeText = (range: Guardrail["range"]): string | null =>
  range ? `${range.min} to ${range.max}` : null;

/** Margins of one scale are neither stricter nor looser than those of another. */
const scaleOf = ({ rule }: Guardrail): string =>
  rule.kind === "sequential" && rule.relative ? "in per cent of the baseline's" : "in the metric's own unit";

type Failure = Extract<Guardrail["rule"], { kind: "threshold" }>["failure"];

function failureText(failure: Failure): string {
  if (failure === "immediate") return "at once";
  return "consecutive" in failure
    ? `${failure.consecutive} windows in a row`
    : `${failure.k} of ${failure.of} windows`;
}

const planValues = (plan: Plan): Own[] => [
  { field: "order", value: plan.stages.map(({ name }) => name).join(", ") },
  { field: "task", value: plan.task ?? null },
  { field: "alpha", value: plan.alpha },
  { field: "planned-samples", value: plan.plannedSamples },
  { field: "maturity", value: plan.maturitySeconds },
  { field: "labelled", value: minLabelledPercent(plan) },
  { field: "receipts", value: minReceiptsPercent(plan) },
  { field: "cohort", value: plan.cohortSeconds },
  { field: "holdout", value: plan.holdoutPercent },
  { field: "errors", value: plan.consecutiveErrorsMax },
  { field: "slices", value: slicesText(plan.slices) },
];
