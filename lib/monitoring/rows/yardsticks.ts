import { z } from "zod";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Sql } from "#lib/db/sql.ts";
import { NO_YARDSTICK, type Yardstick, yardstickOf } from "#lib/monitoring/yardstick.ts";
import { planSchema } from "#lib/releases/plan.ts";

const KNOWN_MAX = 10_000;
/** By exposure. Neither an exposure nor the plan of its rollout ever changes. */
const known = new Map<string, Yardstick>();

export type YardstickOf = (exposureId: string) => Yardstick;

/** The yardsticks of exposures that the caller has found; read once in a process. */
export async function yardsticksOf(tx: Sql, exposureIds: Iterable<string>): Promise<YardstickOf> {
  const missing = [...new Set(exposureIds)].filter((id) => !known.has(id));
  if (missing.length > 0) {
    if (known.size > KNOWN_MAX) known.clear();
    const rows = await tx.$queryRaw<{ id: string; plan: unknown }[]>`
      SELECT e.id, r.plan FROM exposure e LEFT JOIN rollout r ON r.id = e.rollout_id
      WHERE e.id = ANY(${arrayParameter(missing)}::uuid[])`;
    for (const { id, plan } of rows) known.set(id, read(plan));
  }
  return (exposureId) => known.get(exposureId) ?? NO_YARDSTICK;
}

/** A plan that cannot be read is reported by whoever judges by it. */
function read(plan: unknown): Yardstick {
  const { data } = MEASURING.safeParse(plan);
  return data ? yardstickOf(data) : NO_YARDSTICK;
}

/** What is read of a plan; its other fields count for nothing here. */
const { task, metrics, guardrails, slices } = planSchema.shape;
const MEASURING = z.object({ task, metrics, guardrails, slices });

/** The metrics that plans of rollouts declare to come with outcomes. */
export async function measuredByOutcomes(tx: Sql, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT metric->>'id' AS id FROM rollout, jsonb_array_elements(plan->'metrics') AS metric
    WHERE workspace_id = ${workspaceId}::uuid AND metric->>'when' = 'outcome'`;
  return new Set(rows.map(({ id }) => id));
}
