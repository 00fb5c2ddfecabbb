import { z } from "zod";
import type { Guardrail, Plan } from "./plan.ts";
import { metricOfGuardrail } from "./plan-metrics.ts";

/** Telemetry rows have no more. */
export const DIMENSIONS_MAX = 4;
export const SLICES_MAX = 100;
/** With more, pairs of groups are too many. */
export const GROUPS_MAX = 12;

/** By which slices a guardrail is judged besides, and what follows where it fails in one. */
export const sliceRule = z.strictObject({
  /** Dimensions that telemetry rows carry. */
  by: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/))
    .min(1)
    .max(DIMENSIONS_MAX),
  /** How many slices are judged, shared evenly by the dimensions: of each, those that appear first. The error budget is divided by it. */
  most: z.number().int().min(1).max(SLICES_MAX),
  onFail: z.enum(["roll-back", "halt", "inform"]),
  /**
   * What a stage waits for: that each slice has rows enough to be tested, or that each is proven within the margin. Left out,
   * neither: what could not be tested is only named.
   */
  demand: z.enum(["tested", "passed"]).exactOptional(),
  /** The most that the candidate's values of two slices may differ by, where these are groups to be treated alike. */
  gap: z.number().min(0).max(1_000_000).exactOptional(),
});
export type SliceRule = z.infer<typeof sliceRule>;

type Sliced = Pick<Plan, "slices" | "metrics">;

/** By which slices a guardrail is judged: its own rule, or the plan's. Only comparisons of means and shares have slices. */
export function sliceRuleOf(plan: Sliced, guardrail: Guardrail): SliceRule | null {
  const rule = guardrail.slices ?? plan.slices;
  return rule !== undefined && takesSlices(plan, guardrail) ? rule : null;
}

/** Whether what a guardrail compares can be compared in a slice. */
export function takesSlices(plan: Sliced, guardrail: Guardrail): boolean {
  const metric = metricOfGuardrail(plan, guardrail);
  return guardrail.rule.kind === "sequential" && metric !== undefined && metric.quantile === undefined;
}

/** How many slices of each dimension are judged. */
export const mostOfEach = ({ by, most }: Pick<SliceRule, "by" | "most">): number =>
  Math.floor(most / by.length);

/** What makes the slices of a plan unfit, as sentences. */
export function sliceFaults(plan: Sliced & Pick<Plan, "guardrails">): string[] {
  const own = plan.guardrails.flatMap((guardrail) => {
    const { id, slices } = guardrail;
    if (slices === undefined) return [];
    return takesSlices(plan, guardrail)
      ? faultsOf(`guardrail ${id}`, slices)
      : [`guardrail ${id} compares no mean or share, so it has no slices`];
  });
  if (plan.slices === undefined) return own;
  const none = !plan.guardrails.some((guardrail) => sliceRuleOf(plan, guardrail));
  return [
    ...own,
    ...faultsOf("the plan", plan.slices),
    ...(none ? ["no guardrail compares a mean or share, so none has slices"] : []),
    ...(plan.slices.gap === undefined
      ? []
      : ["a gap between slices is in a metric's unit: give it to a guardrail"]),
  ];
}

function faultsOf(whose: string, { by, most, gap }: SliceRule): string[] {
  return [
    ...(new Set(by).size < by.length ? [`${whose} names a dimension of slices twice`] : []),
    ...(most < by.length ? [`${whose} judges fewer slices than it has dimensions`] : []),
    ...(gap !== undefined && most > GROUPS_MAX
      ? [`${whose} compares groups with one another: at most ${GROUPS_MAX} slices`]
      : []),
  ];
}
