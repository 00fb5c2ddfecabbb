import type { RolloutStep } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { COUNTS_ANSWERS } from "#lib/metrics/catalogue.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { STEP_OUTCOMES } from "#lib/rollouts/rollout.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";

/** The stages that a rollout entered, each with how many answers of each arm arrived in it. */
export async function stepsWithRows(
  tx: Tx,
  plan: Plan,
  steps: readonly RolloutStep[],
): Promise<RolloutPageView["steps"]> {
  const rows = await tx.$queryRaw<{ exposureId: string; arm: string; n: bigint }[]>`
    SELECT exposure_id AS "exposureId", arm, sum(n + non_finite) AS n FROM metric_rollup
    WHERE exposure_id = ANY(${steps.map((step) => step.exposureId)}::uuid[])
      AND slice = '' AND metric = ${COUNTS_ANSWERS} AND bucket_seconds = ${plan.cohortSeconds} AND clock = 'receipt'
    GROUP BY 1, 2`;
  const latest = await tx.$queryRaw<{ exposureId: string; at: Date }[]>`
    SELECT exposure_id AS "exposureId", max(latest_at) AS at FROM source_sums
    WHERE exposure_id = ANY(${steps.map((step) => step.exposureId)}::uuid[]) AND arm = 'candidate'
    GROUP BY 1`;
  const counted = (exposureId: string, arm: string) =>
    Number(rows.find((row) => row.exposureId === exposureId && row.arm === arm)?.n ?? 0);
  return steps.map((step) => ({
    stageIndex: step.stageIndex,
    enteredAt: step.enteredAt.toISOString(),
    leftAt: iso(step.leftAt),
    outcome: step.outcome === null ? null : oneOf(STEP_OUTCOMES, step.outcome),
    exposureId: step.exposureId,
    baselineRows: counted(step.exposureId, "baseline"),
    candidateRows: counted(step.exposureId, "candidate"),
    candidateLatestAt: iso(latest.find(({ exposureId }) => exposureId === step.exposureId)?.at ?? null),
  }));
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
