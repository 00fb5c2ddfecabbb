import { z } from "zod";
import { line } from "#lib/kernel/fields.ts";
import { declaredMetric, metricId } from "#lib/metrics/declared.ts";
import { TASKS } from "#lib/metrics/task.ts";
import { guardrailFaults, stageFaults } from "./plan-faults.ts";
import { metricFaults } from "./plan-metrics.ts";
import { sliceFaults, sliceRule } from "./slice-rule.ts";

const key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is lower-case words with - between")
  .max(40)
  // Margins and evidence are looked up by id, and every object inherits this one property name.
  .refine((text) => text !== "constructor", "is a reserved name; choose another");
const seconds = z
  .number()
  .int()
  .min(0)
  .max(90 * 24 * 3600);
const margin = z.number().min(0).max(1_000_000);

const failure = z.union([
  z.literal("immediate"),
  z.strictObject({ consecutive: z.number().int().min(2).max(100) }),
  z.strictObject({ of: z.number().int().min(2).max(100), k: z.number().int().min(2).max(100) }),
]);

/**
 * How a guardrail is judged.
 * - sequential: candidate against baseline by a one-sided always-valid confidence sequence; fails when the harm is
 *   proven above `rollbackMargin`, passes when it is proven below `advanceMargin`.
 * - threshold: the candidate's own value against an agreed limit, `max`: the most it may be, or the least where
 *   higher is better.
 * - sample-ratio: each arm's share of traffic against the planned share.
 */
const rule = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sequential"),
    rollbackMargin: margin,
    advanceMargin: margin,
    /** The margins, a stage's own too, are per cent of the baseline's value. Left out where they are not. */
    relative: z.literal(true).exactOptional(),
  }),
  z.strictObject({ kind: z.literal("threshold"), max: z.number().min(0).max(1_000_000), failure }),
  z.strictObject({ kind: z.literal("sample-ratio") }),
]);

const guardrail = z.strictObject({
  id: key,
  title: line(80),
  /** From the catalogue, or declared by the plan. */
  metric: metricId.optional(),
  rule,
  /** Of a metric whose values have no range of their own: a value outside counts as the nearest inside. */
  range: z
    .strictObject({ min: z.number(), max: z.number() })
    .refine(({ min, max }) => min < max, "must have min below max")
    .optional(),
  minSamplesPerArm: z.number().int().min(1).max(10_000_000),
  maxStalenessSeconds: seconds.min(1),
  onFail: z.enum(["roll-back", "halt"]),
  /** In place of the plan's. Left out where the guardrail has no slices of its own. */
  slices: sliceRule.exactOptional(),
});

const stage = z.strictObject({
  id: key,
  name: line(40),
  kind: z.enum(["shadow", "canary", "full"]),
  trafficPercent: z.number().min(0).max(100),
  minSeconds: seconds,
  minSamplesPerArm: z.number().int().min(1).max(10_000_000),
  deadlineSeconds: seconds.min(1),
  onDeadline: z.enum(["halt", "roll-back"]),
  /** This stage's own margins by guardrail: the smaller the exposure, the coarser the margin may be. */
  advanceMargins: z.record(key, margin).optional(),
});

/** The rollout as signed: fixed before anyone is exposed to the candidate. */
export const planSchema = z
  .strictObject({
    guardrails: z
      .array(guardrail)
      .min(1, "needs a guardrail: without one nothing rolls the update back")
      .max(50),
    stages: z.array(stage).min(1).max(20),
    /** False-alarm probability of the whole rollout, shared by its guardrails and stages. */
    alpha: z.number().min(0.0001).max(0.2),
    /** The total number of observations, over both arms, the sequences are tuned for. */
    plannedSamples: z.number().int().min(100).max(100_000_000),
    /** Outcomes count once their prediction is this old: the label window. */
    maturitySeconds: seconds,
    /**
     * The least share of an arm's answers that must have their outcome for quality to pass. Left out, as in every plan
     * signed before the field existed, it is 95.
     */
    minLabelledPercent: z.number().min(50).max(100).optional(),
    /**
     * The least share of each arm's rows that must carry a valid exposure receipt for a guardrail to pass. Left out, as in every
     * plan signed before the field existed, none is asked for.
     */
    minReceiptsPercent: z.number().min(1).max(100).optional(),
    /** The width of the buckets quality is summed in; a bucket counts once all of it is mature. */
    cohortSeconds: z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(60)]),
    /** Stays on the base version in the last stage, for comparison. */
    holdoutPercent: z.number().min(0.1).max(20),
    consecutiveErrorsMax: z.number().int().min(1).max(100),
    /**
     * What the model is asked for: guardrails watch metrics of this task only, and an answer of another counts as broken. Left
     * out, as in every plan signed before the field existed, it is not known.
     */
    task: z.enum(TASKS).optional(),
    /**
     * By which slices every guardrail that compares a mean or share is judged besides. Left out, as in every plan signed before
     * the field existed, none is.
     */
    slices: sliceRule.optional(),
    /**
     * Metrics that this plan declares. Left out where there are none, as in every plan signed before the field
     * existed.
     */
    metrics: z
      .array(declaredMetric)
      .min(1, "is empty; leave it out where no metric is declared")
      .max(50)
      .optional(),
  })
  .check(({ issues, value }) => {
    for (const [field, messages] of [
      ["stages", stageFaults(value.stages)],
      ["guardrails", [...guardrailFaults(value), ...metricFaults(value), ...sliceFaults(value)]],
    ] as const)
      for (const message of messages) issues.push({ code: "custom", message, input: value, path: [field] });
  });

export type Plan = z.infer<typeof planSchema>;

const MIN_LABELLED_PERCENT = 95;
/** The least share of an arm's answers that must have their outcome for quality to pass. */
export const minLabelledPercent = (plan: Pick<Plan, "minLabelledPercent">): number =>
  plan.minLabelledPercent ?? MIN_LABELLED_PERCENT;
/** A share as a plan says it: the usual one is left out. */
export const labelledAs = (percent: number): Pick<Plan, "minLabelledPercent"> => ({
  minLabelledPercent: percent === MIN_LABELLED_PERCENT ? undefined : percent,
});

/** Likewise of exposure receipts: 0 where the plan asks for none. */
export const minReceiptsPercent = (plan: Pick<Plan, "minReceiptsPercent">): number =>
  plan.minReceiptsPercent ?? 0;
export const receiptsAs = (percent: number): Pick<Plan, "minReceiptsPercent"> => ({
  minReceiptsPercent: percent === 0 ? undefined : percent,
});

export type Guardrail = Plan["guardrails"][number];
export type GuardrailRule = Guardrail["rule"];
export type Stage = Plan["stages"][number];
