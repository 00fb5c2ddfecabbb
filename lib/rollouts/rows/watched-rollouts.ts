import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { ROLLOUT_STATES, type RolloutState } from "#lib/rollouts/rollout.ts";
import { planOf } from "./rollout-plan.ts";

/** A rollout that evidence is gathered for, in the stage it is in. */
export type WatchedRollout = {
  readonly rollout: {
    readonly number: number;
    readonly state: RolloutState;
    readonly exposureId: string;
    readonly stageEnteredAt: Date;
  };
  readonly plan: Plan;
  readonly stage: Stage;
};

type Row = Omit<WatchedRollout["rollout"], "state"> & {
  state: string;
  stageIndex: number;
  planDigest: string;
};

/** All that are watched, or those at one of these exposures. By SQL: the mapper would unpack every plan at every look. */
export async function watchedRollouts(
  tx: Tx,
  exposures: readonly string[] | undefined,
): Promise<WatchedRollout[]> {
  const named = exposures ? arrayParameter(exposures) : null;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT number, state, exposure_id AS "exposureId", stage_entered_at AS "stageEnteredAt", stage_index AS "stageIndex",
           plan_digest AS "planDigest"
    FROM rollout WHERE state IN ('running', 'paused', 'halted') AND (${named}::uuid[] IS NULL OR exposure_id = ANY(${named}::uuid[]))
    ORDER BY number`;
  const plans = await plansOf(tx, new Set(rows.map(({ planDigest }) => planDigest)));
  return rows.map(({ stageIndex, planDigest, state, ...rollout }) => {
    const plan = plans.get(planDigest)!;
    return {
      rollout: { ...rollout, state: oneOf(ROLLOUT_STATES, state) },
      plan,
      stage: plan.stages[stageIndex]!,
    };
  });
}

/** By their digest, so that a plan is read once however often its stages are looked at. */
const known = new Map<string, Plan>();
const KNOWN_MAX = 1000;

async function plansOf(tx: Tx, digests: ReadonlySet<string>): Promise<ReadonlyMap<string, Plan>> {
  const missing = [...digests].filter((digest) => !known.has(digest));
  if (missing.length === 0) return known;
  if (known.size + missing.length > KNOWN_MAX) known.clear();
  const rows = await tx.$queryRaw<{ digest: string; plan: Parameters<typeof planOf>[0]["plan"] }[]>`
    SELECT DISTINCT ON (plan_digest) plan_digest AS digest, plan FROM rollout WHERE plan_digest = ANY(${[...digests]}::text[])`;
  for (const { digest, plan } of rows) known.set(digest, planOf({ plan }));
  return known;
}
