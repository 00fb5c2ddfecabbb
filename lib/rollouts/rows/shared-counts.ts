import type { Tx } from "#lib/db/client.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { ArmCounts, Evidence } from "#lib/rollouts/evidence.ts";

/**
 * Until when the split of traffic is counted where an arm is silent: what is older than the plan lets evidence be. Null where
 * the plan does not look at the split.
 */
export function waitedUntil(
  { guardrails, cohortSeconds }: Pick<Plan, "guardrails" | "cohortSeconds">,
  asOf: Date,
): Date | null {
  const waits = guardrails.flatMap(({ rule, maxStalenessSeconds }) =>
    rule.kind === "sample-ratio" ? [maxStalenessSeconds] : [],
  );
  if (waits.length === 0) return null;
  const widthMs = cohortSeconds * 1000;
  const bucketBegan = new Date(Math.floor(asOf.getTime() / widthMs) * widthMs);
  return secondsLater(bucketBegan, -Math.min(...waits));
}

type Row = { clock: "receipt" | "sender"; arm: keyof ArmCounts; units: number };

/**
 * Those who were first seen by each arm in the buckets that both have reported past, by either clock; nothing where the plan does not
 * look at the split.
 */
export async function sharedCounts(
  tx: Tx,
  plan: Pick<Plan, "guardrails" | "cohortSeconds">,
  exposureId: string,
  asOf: Date,
): Promise<Pick<Evidence["exposureCounts"], "shared">> {
  const waited = waitedUntil(plan, asOf);
  if (waited === null) return {};
  const rows = await tx.$queryRaw<Row[]>`
    WITH counted AS (
      SELECT clock, arm, bucket_at, units FROM metric_rollup
      WHERE exposure_id = ${exposureId}::uuid AND metric = ${COUNTS_ANSWERS} AND slice = '' AND bucket_seconds = ${plan.cohortSeconds}
    ), reported AS (
      SELECT clock, arm, max(bucket_at) AS last FROM counted GROUP BY clock, arm
    ), reached AS (
      SELECT clock, greatest(${waited}, CASE WHEN count(*) = 2 THEN min(last) END) AS until FROM reported GROUP BY clock
    )
    SELECT clock, arm, sum(units)::float8 AS units FROM counted JOIN reached USING (clock)
    WHERE bucket_at < until GROUP BY clock, arm`;
  const counts = (clock: Row["clock"]): ArmCounts => {
    const of = (arm: Row["arm"]) => rows.find((row) => row.clock === clock && row.arm === arm)?.units ?? 0;
    return { baseline: of("baseline"), candidate: of("candidate") };
  };
  return { shared: { receipt: counts("receipt"), sender: counts("sender") } };
}
