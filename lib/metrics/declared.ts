import { z } from "zod";
import { line } from "#lib/kernel/fields.ts";
import { catalogued } from "./catalogue.ts";
import { METRIC_KINDS, type Metric } from "./metric.ts";

/** The id of a metric, in the catalogue or declared. */
export const metricId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case words joined by -")
  .max(60, "must have at most 60 characters");

/** Free for a plan's own metric, or was when the plan was signed. */
function isFree(id: string): boolean {
  const row = catalogued(id);
  return row === undefined || row.later === true;
}

/** A business or resource metric carried by a plan, so that its definition is signed together with its limits. */
export const declaredMetric = z
  .strictObject({
    id: metricId.refine(isFree, "must not be the id of a catalogue metric"),
    title: line(80),
    /** Null for a pure number. */
    unit: line(20).nullable(),
    better: z.enum(["higher", "lower"]),
    kind: z.enum(METRIC_KINDS),
    decimals: z.number().int().min(0).max(6).optional(),
    /** It comes with the outcome, and counts as outcomes do. Left out where it comes with the answer. */
    when: z.literal("outcome").optional(),
    /** The range of possible values. */
    bounds: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
  })
  .refine(({ kind, unit }) => (kind === "share") === (unit === "%"), {
    path: ["unit"],
    error: "must be % for a share, and only for a share",
  })
  .refine(({ bounds }) => (bounds?.min ?? -Infinity) < (bounds?.max ?? Infinity), {
    path: ["bounds"],
    error: "must have min below max",
  });

export type DeclaredMetric = z.infer<typeof declaredMetric>;

/** The metric with this id: the catalogue's, else the declared one, which comes first where its id was free. */
export function metricAmong(declared: readonly DeclaredMetric[], id: string): Metric | undefined {
  const own = declared.find((one) => one.id === id);
  return own && isFree(id) ? metricOfDeclared(own) : catalogued(id);
}

function metricOfDeclared({ id, title, unit, better, kind, decimals, bounds, when }: DeclaredMetric): Metric {
  const { min, max } = bounds ?? {};
  return {
    id,
    title,
    noun: title,
    unit,
    better,
    kind,
    known: when === "outcome" ? { when, of: "measure" } : { when: "source" },
    task: "any",
    decimals: decimals ?? (kind === "count" ? 0 : 4),
    ...(min !== undefined && max !== undefined ? { range: { min, max } } : {}),
  };
}
