import { z } from "zod";
import { line } from "#lib/kernel/fields.ts";
import { catalogued } from "./catalogue.ts";
import { METRIC_KINDS, type Metric } from "./metric.ts";

/** The name of a metric, in the catalogue or declared. */
export const metricId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is lower-case words with - between")
  .max(60, "has at most 60 characters");

/** A business or resource metric as a plan carries it, so that its definition is signed with the limits set on it. */
export const declaredMetric = z
  .strictObject({
    id: metricId.refine((id) => !catalogued(id), "is a metric of the catalogue"),
    title: line(80),
    /** Null for a pure number. */
    unit: line(20).nullable(),
    better: z.enum(["higher", "lower"]),
    kind: z.enum(METRIC_KINDS),
    decimals: z.number().int().min(0).max(6).optional(),
    /** Between which values it can lie at all. */
    bounds: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
  })
  .refine(({ kind, unit }) => (kind === "share") === (unit === "%"), {
    path: ["unit"],
    error: "is % for a share and for nothing else",
  })
  .refine(({ bounds }) => (bounds?.min ?? -Infinity) < (bounds?.max ?? Infinity), {
    path: ["bounds"],
    error: "must leave room between min and max",
  });

export type DeclaredMetric = z.infer<typeof declaredMetric>;

/** The metric of this id: the catalogue's, else the declared one. */
export function metricAmong(declared: readonly DeclaredMetric[], id: string): Metric | undefined {
  const own = declared.find((one) => one.id === id);
  return catalogued(id) ?? (own && metricOfDeclared(own));
}

function metricOfDeclared({ id, title, unit, better, kind, decimals }: DeclaredMetric): Metric {
  return {
    id,
    title,
    noun: title,
    unit,
    better,
    kind,
    known: { when: "source" },
    task: "any",
    decimals: decimals ?? (kind === "count" ? 0 : 4),
  };
}
